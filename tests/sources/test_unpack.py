from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from tests.sources.makers import spreadsheet
from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.unpack import checked_zip, plain, text


def problem_of(raw: bytes, limit: int = 1000) -> Problem:
    with pytest.raises(SourceFault) as caught:
        text(raw, file="a.csv", limit=limit)
    return caught.value.problem


def test_text_loses_its_packing_and_its_mark() -> None:
    assert text(gzip.compress("\ufeffwijk;één".encode()), file="a.csv") == "wijk;één"
    assert text(b"wijk", file="a.csv") == "wijk"


@pytest.mark.parametrize("raw", [b"", b" \n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_refused(raw: bytes) -> None:
    assert problem_of(raw) is Problem.EMPTY


@pytest.mark.parametrize("lost", [1, 5, 9, 15])
def test_a_packed_file_that_stops_early_is_refused(lost: int) -> None:
    packed = gzip.compress(b"some text that does not end " * 9)

    assert problem_of(packed[:-lost]) is Problem.TRUNCATED


def test_a_packed_file_with_a_wrong_sum_is_refused() -> None:
    packed = bytearray(gzip.compress(b"some text"))
    packed[-6] ^= 255

    assert problem_of(bytes(packed)) is Problem.DAMAGED


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    packed = gzip.compress(bytes(50_000_000))

    assert len(packed) < 100_000
    assert problem_of(packed, limit=1_000_000) is Problem.TOO_LARGE


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert problem_of(b"x" * 1001) is Problem.TOO_LARGE


def test_nul_and_bytes_that_are_no_text_are_refused_with_their_row() -> None:
    for raw in (b"one\ntwo\0\n", b"one\ntw\xff\n"):
        with pytest.raises(SourceFault) as caught:
            text(raw, file="a.csv")
        assert (caught.value.problem, caught.value.row) == (Problem.NOT_TEXT, 2)


def test_a_whole_archive_passes_and_a_broken_one_does_not() -> None:
    whole = spreadsheet([["a"], ["b"]])

    assert checked_zip(whole, file="a.xlsx") == whole
    for raw, problem in (
        (whole[:-30], Problem.TRUNCATED),
        (b"PK\x03\x04", Problem.TRUNCATED),
        (b"no archive", Problem.WRONG_KIND),
    ):
        with pytest.raises(SourceFault) as caught:
            checked_zip(raw, file="a.xlsx")
        assert caught.value.problem is problem


def test_an_archive_that_would_unpack_beyond_the_limit_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/a.xml", bytes(5_000_000))

    with pytest.raises(SourceFault) as caught:
        checked_zip(packed.getvalue(), file="a.xlsx", limit=1_000_000)

    assert caught.value.problem is Problem.TOO_LARGE


def test_an_archive_that_lies_about_a_size_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/a.xml", b"x" * 1000)
    raw = packed.getvalue()
    size, lie = (1000).to_bytes(4, "little"), (10).to_bytes(4, "little")

    with pytest.raises(SourceFault):
        checked_zip(raw.replace(size, lie), file="a.xlsx")
    with pytest.raises(SourceFault) as caught:
        checked_zip(raw.replace(b"x" * 1000, b"x" * 999 + b"y"), file="a.xlsx")
    assert caught.value.problem is Problem.DAMAGED


def test_plain_leaves_bytes_alone() -> None:
    assert plain(b"\0\1", file="a.gpkg") == b"\0\1"
