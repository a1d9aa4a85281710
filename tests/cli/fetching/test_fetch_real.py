"""A real year over the wire is the same as that year from a file."""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING

import pytest

from tests.services.fake import Fault
from tests.sources.makers import real
from wijkregie.domain.indicators.models import Edition

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.typed import Typed
    from tests.services.fake import Fake

pytestmark = pytest.mark.usefixtures("file_database")
YEAR = "kwb_2017_nl_odata3.csv.gz"


def test_the_country_comes_over_in_three_good_requests_as_it_stands_in_the_file(
    typed: Typed, fake: Fake, tmp_path: Path
) -> None:
    raw = real(YEAR)
    text = gzip.decompress(raw).decode("utf-8-sig")
    fake.page_size = 10_000
    fake.rows = [{**row} for row in csv.DictReader(io.StringIO(text))]
    fake.fail(Fault.CUT, on="skip")
    file = tmp_path / YEAR
    file.write_bytes(raw)

    code, said = typed("fetch", "kwb", "--year", "2017")
    again, told = typed("import", "kwb", file, "--year", "2017")

    assert code == 0, said
    assert len(fake.asked) == 3 + 1  # one of them broke off
    assert Edition.objects.get().areas == 16_667
    assert (again, "stond er al, er is niets veranderd" in told) == (0, True)
