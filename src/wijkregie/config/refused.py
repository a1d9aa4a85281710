"""A setting that cannot be used ends the program with one sentence."""

from __future__ import annotations


class SettingRefused(SystemExit):
    """A setting that cannot be used; the message names it, its value and what it should be."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Wijkregie kan niet starten. {sentence}")


def refuse(name: str, should_be: str, *, given: str | None = None) -> SettingRefused:
    """Return the refusal of the setting ``name``; ``given`` is left out where it is secret."""
    if given is None:
        return SettingRefused(f"De instelling {name} ontbreekt of klopt niet: {should_be}")
    return SettingRefused(f"De instelling {name} heeft waarde '{given}': {should_be}")
