"""Free text is read before it is kept: what leads to a person must be written otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.core import free_text
from wijkregie.core.free_text import Found, Kind
from wijkregie.core.signs import is_readable
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

#: What each kind is called, after "take out" and "here stands".
NAMES: Final[Mapping[Kind, _StrPromise]] = {
    Kind.MAIL: gettext_lazy("a mail address"),
    Kind.PHONE: gettext_lazy("a phone number"),
    Kind.PLATE: gettext_lazy("a licence plate"),
    Kind.BSN: gettext_lazy("a citizen service number"),
    Kind.IBAN: gettext_lazy("an account number"),
    Kind.NAME: gettext_lazy("the name of a person"),
    Kind.HOUSE_NUMBER: gettext_lazy("the house number of a person"),
}
_UNREADABLE: Final = gettext_lazy(
    "This text has a sign in it that nobody can read. Type the text here; do not paste it."
)
_MOST: Final = 4
_LONGEST: Final = 40
_OUT: Final = gettext_lazy("Take %(what)s out of the text, and write it in another way.")
_OUT_REACHED: Final = gettext_lazy(
    "Take %(what)s out of the text. How we reach you is filled in apart; if it is about "
    "something else, describe it without these."
)
_PUBLIC: Final = gettext_lazy(
    "Everyone can read this. Leave out %(what)s, and write for instance “a resident”."
)
_WARNED: Final = gettext_lazy(
    "Here probably stands %(what)s. Write for instance “a resident”, or choose that the text "
    "stays as it is."
)


class WordsRefused(Refusal):
    """Text with something of a person in it: ``found`` says where, ``field`` in which text.

    ``may_keep``: only what warns was found, and who writes may say that it stays. Nothing is
    found where the text has signs that nobody can read.
    """

    def __init__(
        self, message: str, found: Sequence[Found], *, field: str = "", may_keep: bool = False
    ) -> None:
        super().__init__(message)
        self.found, self.field, self.may_keep = tuple(found), field, may_keep
        self.kinds = frozenset(one.kind for one in found)


def checked_words(text: str, *, field: str = "", keep: bool = False) -> str:
    """Return a text that everyone may read, if nothing of a person was found in it.

    ``keep``: the text is for a few, so likely names may stay; contact data, plates, BSN and
    account numbers never do. ``field`` names the text in a form. Raises ``WordsRefused``,
    also for signs that nobody can read.
    """
    _refuse_unreadable(text, field=field)
    found = free_text.scan(text)
    _refuse_contact(text, found, field=field, words=_OUT)
    warned = free_text.warnings(found)
    if warned and not keep:
        raise WordsRefused(_PUBLIC % {"what": named(text, warned)}, warned, field=field)
    return text


def checked_story(text: str, *, field: str = "", keep: bool = False) -> str:
    """Return what somebody from outside tells; likely names may stay if they say so.

    Raises ``WordsRefused``, with ``may_keep`` if that is all there is to it.
    """
    _refuse_unreadable(text, field=field)
    found = free_text.scan(text)
    _refuse_contact(text, found, field=field, words=_OUT_REACHED)
    warned = free_text.warnings(found)
    if warned and not keep:
        message = _WARNED % {"what": named(text, warned)}
        raise WordsRefused(message, warned, field=field, may_keep=True)
    return text


def named(text: str, found: Sequence[Found]) -> str:
    """Return in words what was found: each kind with the piece of text itself."""
    pieces = {
        f"{NAMES[one.kind]} (“{Truncator(text[one.start : one.end]).chars(_LONGEST)}”)": None
        for one in found
    }
    return get_text_list(list(pieces)[:_MOST], _("and"))


def _refuse_unreadable(text: str, *, field: str) -> None:
    """Refuse control characters and the like: no paper, table or screen can show them."""
    if not is_readable(text):
        raise WordsRefused(str(_UNREADABLE), (), field=field)


def _refuse_contact(
    text: str, found: Sequence[Found], *, field: str, words: _StrPromise
) -> None:
    blocked = free_text.blocks(found)
    if blocked:
        raise WordsRefused(words % {"what": named(text, blocked)}, blocked, field=field)
