"""What a person may not do, or not now."""

from __future__ import annotations


class Refusal(Exception):
    """A person's mistake. Its message is one plain sentence that says what to do.

    ``field`` names the field of the form that it is about, if it is about one.
    """

    field = ""
