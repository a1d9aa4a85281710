"""The catalogues are complete and right, and the check sees every planted fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import messages
from tools.message_sources import messages_in

if TYPE_CHECKING:
    from pathlib import Path

MODEL = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

TITLE = _("Neighbourhood")
GREETING = pgettext("on a letter", "Dear %(name)s")


def told(count):
    return ngettext("One area", "%(count)d areas", count) % {"count": count}
"""
PAGE = """{% load i18n %}
<p>It's (odd [ text { "here"</p>
      {% if shown %}
  {% translate "Who lives here" as title %}
        {% blocktranslate trimmed count n=areas|length %}
          {{ n }} area
        {% plural %}
          {{ n }} areas
        {% endblocktranslate %}
    {% endif %}
{{ value|default:_("not known") }}
{% translate "May" context "month" %} {% translate "100 % sure" %}
{# a remark #}
"""
DUTCH = {
    "100 %% sure": "100 %% zeker",
    "Dear %(name)s": "Beste %(name)s",
    "May": "mei",
    "Neighbourhood": "Buurt",
    "Who lives here": "Wie wonen hier",
    "not known": "niet bekend",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return the folder of a product with one app, whose catalogue is complete."""
    app = tmp_path / "town"
    (app / "templates").mkdir(parents=True)
    (app / "apps.py").touch()
    (app / "models.py").write_text(MODEL)
    (app / "templates/page.html").write_text(PAGE)
    messages.update(tmp_path)
    text = catalogue(tmp_path).read_text()
    for english, dutch in DUTCH.items():
        text = text.replace(
            f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{dutch}"'
        )
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "Een gebied"\nmsgstr[1] "{}"')
    for plural in ("%(n)s gebieden", "%(count)d gebieden"):
        text = text.replace('"{}"', f'"{plural}"', 1)
    catalogue(tmp_path).write_text(text)
    return tmp_path


def catalogue(source: Path) -> Path:
    """Return the file with the Dutch texts."""
    return source / "town/locale/nl/LC_MESSAGES/django.po"


def plant(source: Path, old: str, new: str) -> None:
    """Change the catalogue by hand."""
    text = catalogue(source).read_text()
    assert old in text
    catalogue(source).write_text(text.replace(old, new, 1))


def test_a_template_with_odd_text_and_deep_indentation_is_read(source: Path) -> None:
    found = set(messages_in(source / "town/templates/page.html"))

    assert found == {
        ("Who lives here", None),
        (("%(n)s area", "%(n)s areas"), None),
        ("not known", None),
        ("May", "month"),
        ("100 %% sure", None),
    }


def test_a_complete_catalogue_passes_and_stays_as_it_is(source: Path) -> None:
    before = catalogue(source).read_text()

    assert messages.check(source) == []
    assert messages.update(source) == []
    assert catalogue(source).read_text() == before
    assert "Date" not in before
    assert "models.py" not in before


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Neighbourhood"', 'msgid "Hood"', "'Neighbourhood' is missing"),
        ('msgid "Neighbourhood"', 'msgid "Hood"', "'Hood' is used nowhere"),
        ('msgstr "Buurt"', 'msgstr ""', "'Neighbourhood' has no Dutch text"),
        ('msgid "Neighbourhood"', '#, fuzzy\nmsgid "Neighbourhood"', "is fuzzy"),
        ("Beste %(name)s", "Beste %(naam)s", "has other placeholders"),
        ("%(n)s gebieden", "{n} gebieden", "has other placeholders"),
        ('msgstr[0] "Een gebied"', 'msgstr[0] ""', "has no Dutch text"),
        ('msgstr[0] "Een gebied"', 'msgstr[0] "%(aantal)s gebied"', "has other placeholders"),
        ('msgctxt "month"\n', "", "'May' is missing"),
    ],
)
def test_a_planted_fault_is_found(source: Path, old: str, new: str, fault: str) -> None:
    plant(source, old, new)
    assert any(fault in found for found in messages.check(source))


def test_a_text_outside_an_app_is_found(source: Path) -> None:
    (source / "stray.py").write_text(
        'from x import _\n_("Lost")\n_("Dutch")  # Django has it\n'
    )
    assert messages.check(source) == ["'Lost' stands outside an app"]


def test_update_adds_what_is_new_and_drops_what_is_gone(source: Path) -> None:
    text = MODEL.replace("Neighbourhood", "District")
    (source / "town/models.py").write_text(text)

    assert messages.update(source) == [catalogue(source)]

    left = catalogue(source).read_text()
    assert 'msgid "District"\nmsgstr ""\n' in left
    assert "Neighbourhood" not in left
    assert "Beste %(name)s" in left


def test_a_nested_app_keeps_its_own_texts(source: Path) -> None:
    (source / "town/hall").mkdir()
    (source / "town/hall/apps.py").write_text('from x import _\n_("Town hall")\n')

    messages.update(source)

    assert "Town hall" not in catalogue(source).read_text()
    own = source / "town/hall/locale/nl/LC_MESSAGES/django.po"
    assert "Town hall" in own.read_text()


def test_compiled_messages_are_what_django_reads(source: Path) -> None:
    from gettext import GNUTranslations  # noqa: PLC0415 - the reader that Django uses, here only

    assert messages.compile_all(source) == 1

    with catalogue(source).with_suffix(".mo").open("rb") as file:
        dutch = GNUTranslations(file)
    assert dutch.gettext("Neighbourhood") == "Buurt"
    assert dutch.pgettext("month", "May") == "mei"
    assert dutch.ngettext("One area", "%(count)d areas", 2) == "%(count)d gebieden"


def test_a_broken_catalogue_is_named(source: Path) -> None:
    plant(source, 'msgstr "Buurt"', 'msgstr "Buurt"\nbroken')
    with pytest.raises(SystemExit, match=r"django\.po"):
        messages.check(source)


def test_the_same_text_has_the_same_dutch_everywhere(source: Path) -> None:
    (source / "harbour").mkdir()
    (source / "harbour/apps.py").write_text('from x import _\n_("Neighbourhood")\n')
    messages.update(source)
    own = source / "harbour/locale/nl/LC_MESSAGES/django.po"
    own.write_text(own.read_text().replace('hood"\nmsgstr ""', 'hood"\nmsgstr "Wijk"'))

    (fault,) = [one for one in messages.check(source) if "Neighbourhood" in one]

    assert "'Buurt'" in fault
    assert "'Wijk'" in fault
