from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core.tally import merkle, sealed
from wijkregie.core.tally.records import Kind, TallyError, collected

if TYPE_CHECKING:
    from random import Random

# The leaves and roots that the reference implementation of RFC 6962 is tested with.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
BYTES = some.binary(max_size=4)


def test_roots_are_those_of_the_standard() -> None:
    assert merkle.root([]).hex() == EMPTY
    assert merkle.tree([]).root.hex() == EMPTY
    for size, expected in enumerate(ROOTS, start=1):
        assert merkle.root(LEAVES[:size]).hex() == expected
        assert merkle.tree(reversed(LEAVES[:size])).root.hex() == expected


@given(some.sets(BYTES, min_size=1, max_size=20))
def test_every_leaf_is_proven_and_nothing_else(leaves: set[bytes]) -> None:
    tree = merkle.tree(leaves)

    for leaf in leaves:
        proof = tree.proof(leaf)
        assert merkle.proves(proof, leaf, tree.root)
        assert not merkle.proves(proof, leaf + b"x", tree.root)
        assert not merkle.proves(proof, leaf, bytes(32))
        for at in range(len(proof.path)):
            short = (*proof.path[:at], *proof.path[at + 1 :])
            assert not merkle.proves(replace(proof, path=short), leaf, tree.root)
        longer = (*proof.path, bytes(32))
        assert not merkle.proves(replace(proof, path=longer), leaf, tree.root)


def test_a_proof_out_of_bounds_or_of_half_a_hash_proves_nothing() -> None:
    tree = merkle.tree(LEAVES)
    proof = tree.proof(LEAVES[3])

    for wrong in (
        replace(proof, index=8),
        replace(proof, index=-1),
        replace(proof, index=2),
        replace(proof, size=3),
        replace(proof, path=(proof.path[0][:-1], *proof.path[1:])),
    ):
        assert not merkle.proves(wrong, LEAVES[3], tree.root)
    with pytest.raises(TallyError, match="not in the tree"):
        tree.proof(b"elsewhere")


def test_no_node_passes_for_a_leaf() -> None:
    tree = merkle.tree(LEAVES[:2])
    inner = tree.levels[0][0] + tree.levels[0][1]

    assert merkle.root([inner]) != tree.root


CODES = [bytes([at]) * 16 for at in range(9)]


def test_a_receipt_proves_a_ballot_by_its_code_alone() -> None:
    tree = sealed.codes(CODES)
    proof = tree.proof(sealed.code_leaf(CODES[4]))

    assert sealed.is_counted(CODES[4], proof, tree.root)
    assert not sealed.is_counted(bytes([77]) * 16, proof, tree.root)
    assert not sealed.is_counted(b"", proof, tree.root)


def test_codes_must_be_long_and_differ() -> None:
    with pytest.raises(TallyError, match="more chance"):
        sealed.codes([b"short"])
    with pytest.raises(TallyError, match="one code"):
        sealed.codes([CODES[0], CODES[0]])


def test_the_tree_of_codes_stands_in_its_own_order() -> None:
    """Where a code stands must not follow from when the ballot came in or what it says."""
    assert sealed.codes(CODES) == sealed.codes(reversed(CODES))


CAST = some.lists(some.lists(some.sampled_from("abc"), unique=True).map(tuple), max_size=8)


@given(CAST, some.randoms())
def test_the_root_of_the_choices_is_the_same_in_every_order(
    cast: list[tuple[str, ...]], chance: Random
) -> None:
    ballots = collected(Kind.APPROVAL, [(one, ()) for one in cast])
    again = collected(Kind.APPROVAL, [(one, ()) for one in chance.sample(cast, len(cast))])
    more = collected(Kind.APPROVAL, [(one, ()) for one in [*cast, ("a",)]])

    assert sealed.choices(ballots).root == sealed.choices(again).root
    assert sealed.choices(ballots).root != sealed.choices(more).root


def test_without_the_salt_nobody_tries_out_which_ballots_give_the_root() -> None:
    one = collected(Kind.POINTS, [(("a", "b"), (2, 1))])

    assert sealed.listed(one) == [[1, ("a", "b"), (2, 1)]]
    assert sealed.choices(one).root != sealed.choices(one, salt=b"x" * 32).root
