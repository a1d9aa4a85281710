"""Free text is read before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wijkregie.core.free_text import Kind
from wijkregie.kit.words import NAMES, WordsRefused, checked_story, checked_words

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = "De lamp bij Dorpsstraat 12 is stuk."
NAMED = "Kees Bakker laat zijn hond los."
CONTACT = "Bel 06-12345678 als je komt."


def test_text_without_a_person_passes_unchanged() -> None:
    assert checked_words(PLAIN) == checked_story(PLAIN) == PLAIN


@pytest.mark.parametrize("keep", [False, True])
def test_contact_data_never_pass_whoever_may_read_them(*, keep: bool) -> None:
    for check in (checked_words, checked_story):
        with pytest.raises(WordsRefused, match=r"een telefoonnummer \(“06-12345678”\)") as no:
            check(CONTACT, field="text", keep=keep)

        assert no.value.kinds == {Kind.PHONE}
        assert no.value.field == "text"
        assert not no.value.may_keep


def test_a_name_does_not_pass_where_everyone_reads_it() -> None:
    with pytest.raises(WordsRefused, match=r"Iedereen kan dit lezen.*“Kees Bakker”") as no:
        checked_words(NAMED, field="title")

    assert not no.value.may_keep
    assert checked_words(NAMED, keep=True) == NAMED


def test_who_tells_it_may_keep_a_name_after_the_warning() -> None:
    with pytest.raises(WordsRefused, match="Hier staat waarschijnlijk de naam") as no:
        checked_story(NAMED, field="text")

    assert no.value.may_keep
    assert [NAMED[one.start : one.end] for one in no.value.found] == ["Kees Bakker"]
    assert checked_story(NAMED, keep=True) == NAMED


def test_each_kind_is_named_once_and_not_all_of_a_long_list() -> None:
    text = " ".join(f"Bel 06-1234567{last}." for last in range(9)) + " Bel 06-12345670."

    with pytest.raises(WordsRefused) as no:
        checked_words(text)

    assert str(no.value).count("06-1234567") == 4
    assert str(no.value).count("06-12345670") == 1


def test_each_kind_has_a_word() -> None:
    assert set(NAMES) == set(Kind)


@pytest.mark.parametrize("check", [checked_words, checked_story])
def test_signs_that_nobody_can_read_are_refused_and_pictures_are_not(
    check: Callable[..., str],
) -> None:
    assert check("Feest 🎉 in 公园.\r\nTot dan.") == "Feest 🎉 in 公园.\r\nTot dan."

    for sign in ("\x07", "\x1b", "\ufffe"):
        with pytest.raises(WordsRefused, match="een teken dat niemand kan lezen") as no:
            check(f"Zomer{sign}feest", field="title", keep=True)

        assert (no.value.field, no.value.found, no.value.may_keep) == ("title", (), False)
