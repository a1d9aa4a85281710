"""What can be wrong in a programme file, in codes; the words are made higher up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why a programme file was refused. ``hint`` of a problem holds what is in brackets."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    NOT_YAML = "not_yaml"
    TOO_DEEP = "too_deep"
    REPEATED = "repeated"  # an anchor or alias: each thing stands where it belongs
    UNKNOWN_KEY = "unknown_key"  # [the key that was probably meant]
    DOUBLED_KEY = "doubled_key"
    MISSING_KEY = "missing_key"
    NOT_A_LIST = "not_a_list"
    NOT_A_TABLE = "not_a_table"
    NOT_ONE_VALUE = "not_one_value"
    NO_KEY = "no_key"  # a name for a key without letters and digits
    TOO_LONG = "too_long"  # [the most signs]
    NOT_A_YEAR = "not_a_year"
    YEAR_OUTSIDE = "year_outside"  # [the years that may be]
    BACKWARDS = "backwards"  # a period that ends before it begins
    NOT_A_PERIOD = "not_a_period"
    NOT_A_DAY = "not_a_day"
    NOT_AN_AMOUNT = "not_an_amount"
    NEGATIVE = "negative"
    NOT_WHOLE_CENTS = "not_whole_cents"
    TOO_MUCH = "too_much"
    NOT_A_NUMBER = "not_a_number"
    UNKNOWN_CHOICE = "unknown_choice"  # [the choices]
    UNKNOWN_REFERENCE = "unknown_reference"  # [what was probably meant]
    DOUBLED_NAME = "doubled_name"
    WRONG_VERSION = "wrong_version"  # [the versions that are read]
    TOO_MANY = "too_many"  # [the most that are read]
    CIRCLE = "circle"  # a goal that stands below itself, along the others
    UNREADABLE = "unreadable"  # signs that nobody can read
    MARKUP = "markup"  # marks of a page or a script in a text
    ABOVE_WHOLE = "above_whole"  # a part with more people than there are
    NO_SHARE = "no_share"  # parts of what is no percentage
    A_SHARE = "a_share"  # a deviation of a percentage
    BOTH_SIDES = "both_sides"  # an area with the programme and to compare it with
    WRONG_LEVEL = "wrong_level"  # a goal below one of its own level, or of a lower one


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (row and column count from 1), what stands there."""

    trouble: Trouble
    row: int
    column: int
    key: str = ""
    value: str = ""
    hint: str = ""


class ProgrammeFault(ValueError):
    """A programme file that must be refused whole, with everything that is wrong in it."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(f"{file}, row {first.row}: {first.trouble.replace('_', ' ')}")
        self.file = file
        self.problems = problems
