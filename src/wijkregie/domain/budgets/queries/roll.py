"""Who looks after their own vote: whether it is in the urn, or in the count."""

from __future__ import annotations

from dataclasses import dataclass

from wijkregie.core import codes
from wijkregie.core.tally import merkle, sealed
from wijkregie.domain.budgets.models import Count, Receipt


@dataclass(frozen=True, slots=True)
class InclusionSeen:
    """Whether a vote is in the urn or the count. The proof is there once it was counted.

    ``code`` is the receipt in hexadecimal, ``leaf`` the hash of its leaf in the tree of
    codes; ``index``, ``size`` and ``path`` lead from it to ``root`` (RFC 9162).
    """

    code_words: str
    code: str
    in_urn: bool
    counted: bool
    leaf: str = ""
    index: int = 0
    size: int = 0
    path: tuple[str, ...] = ()
    root: str = ""


def receipt_of(round_id: int, code: str) -> InclusionSeen | None:
    """Return what became of the vote with this code; ``None`` for what cannot be a code.

    A code that did not vote is as unknown as one that never was. Nothing tells a choice.
    Three queries, and one hash for each vote of the round.
    """
    typed = codes.clean(code)
    if typed is None:
        return None
    own = codes.receipt(round_id, typed)
    words, is_counted = codes.grouped(own.hex()), Count.objects.filter(round=round_id).exists()
    receipts = Receipt.objects.filter(round=round_id)
    if not receipts.filter(leaf=own.hex()).exists():
        return InclusionSeen(words, own.hex(), in_urn=False, counted=False)
    if not is_counted:
        return InclusionSeen(words, own.hex(), in_urn=True, counted=False)
    leaves = receipts.values_list("leaf", flat=True)
    tree = sealed.codes(bytes.fromhex(leaf) for leaf in leaves)
    proof = tree.proof(sealed.code_leaf(own))
    return InclusionSeen(
        words,
        own.hex(),
        in_urn=False,
        counted=True,
        leaf=merkle.root([sealed.code_leaf(own)]).hex(),
        index=proof.index,
        size=proof.size,
        path=tuple(one.hex() for one in proof.path),
        root=tree.root.hex(),
    )
