"""The lock files pin by hash and hold no address of a registry; the licence is stated."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from tools.lock import NAMES
from tools.steps import ROOT

REQUIREMENTS = ROOT / "requirements"
ADDRESS = re.compile(
    r"https?:|file:|\w@|--(?:index|extra-index|find-links|trusted)|^/|\\\\", re.MULTILINE
)
PIN = re.compile(
    r"^([a-z0-9.-]+)==\S+(?: ; [^\\\n]+)?(?P<hashes>(?: \\\n    --hash=sha256:\w{64})+)$",
    re.MULTILINE,
)


def names_in(text: str) -> set[str]:
    """Return the packages that a file of wishes names."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return {re.split(r"[^\w.-]", line)[0] for line in lines if line and line[0] != "-"}


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_file_pins_every_wish_by_hash_and_names_no_address(name: str) -> None:
    lock = (REQUIREMENTS / f"{name}.txt").read_text()
    pinned = {match[1] for match in PIN.finditer(lock)}

    assert names_in((REQUIREMENTS / f"{name}.in").read_text()) <= pinned
    assert PIN.sub("", lock).strip().count("\n") == 0  # nothing but the header and pins
    assert not ADDRESS.search(lock)


@pytest.mark.parametrize(
    "planted", ["--index-url https://mirror.example/simple", "x @ file:///srv/x.whl"]
)
def test_an_address_would_be_noticed(planted: str) -> None:
    assert ADDRESS.search(planted)


def test_test_packages_agree_with_those_of_the_product() -> None:
    pins = [
        set(re.findall(r"^([a-z0-9.-]+==\S+)", (REQUIREMENTS / name).read_text(), re.MULTILINE))
        for name in ("base.txt", "test.txt")
    ]
    shared = {pin.partition("==")[0] for pin in pins[0]} & {
        pin.partition("==")[0] for pin in pins[1]
    }
    assert shared
    assert all(pin in pins[0] for pin in pins[1] if pin.partition("==")[0] in shared)


def test_the_front_end_lock_has_integrity_and_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    own = packages.pop("")

    assert own["devDependencies"].keys() == {"axe-core"}
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()


def test_the_licence_is_stated_in_the_same_words_everywhere() -> None:
    reuse = tomllib.loads((ROOT / "REUSE.toml").read_text())
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert reuse["annotations"][0]["SPDX-License-Identifier"] == "EUPL-1.2"
    assert public["legal"]["license"] == project["license"] == "EUPL-1.2"
    text = (ROOT / "LICENSE").read_text()
    assert text == Path(ROOT / "LICENSES/EUPL-1.2.txt").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_publiccode_has_what_version_0_asks_for() -> None:
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    needed = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus"}
    needed |= {"softwareType", "description", "legal", "maintenance", "localisation"}
    assert needed <= public.keys()
    assert public["name"] == "Wijkregie"
    for language in public["localisation"]["availableLanguages"]:
        text = public["description"][language]
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
