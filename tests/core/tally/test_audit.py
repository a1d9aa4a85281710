from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.core.tally import contested
from wijkregie.core.tally import canonical, sealed, variants
from wijkregie.core.tally.audit import Cast, audited, ballot_file, read, read_ballots, recounted
from wijkregie.core.tally.contests import (
    Acts,
    Coins,
    Plans,
    Projects,
    contest_of,
    declared,
)
from wijkregie.core.tally.records import Ballots, Kind, TallyError, collected
from wijkregie.core.tally.ties import LotNeeded

if TYPE_CHECKING:
    from random import Random

    from wijkregie.core.tally.contests import Contest

SALT = bytes(range(16))
EMPTY = Ballots(Kind.APPROVAL)
BALLOTS = b'{"ballots":[%],"file":"wijkregie ballots 1","kind":"approval","salt":""}'
GOLDEN = "a156612c885319daabdba5709a3384ef4331c17330b6fcc95a95bccdc423dd47"


def written(name: str, seed: int = 1) -> tuple[bytes, bytes]:
    """Return an audit file and its file of ballots."""
    ballots = contested.ballots(name, contested.seeded(seed))
    tree = sealed.codes(bytes([at]) * 16 for at in range(ballots.voters))
    raw = audited(contested.contest(name), Cast(ballots, SALT, tree, 40))
    return raw, ballot_file(ballots, SALT)


def resealed(told: dict[str, Any]) -> bytes:
    """Return an audit file of somebody who knows how seals and hashes are made."""
    told = told | {"declared": canonical.digest(told["declaration"])}
    parts = {name: one for name, one in told.items() if name != "seal"}
    return canonical.encoded(parts | {"seal": canonical.digest(parts)})


@pytest.mark.parametrize("name", contested.NAMES)
def test_a_count_of_any_kind_is_written_and_repeated(name: str) -> None:
    raw, ballots = written(name)

    told = recounted(raw, ballots)

    assert told["turnout"]["ballots"] == 12
    assert told["declared"] == declared(contested.contest(name))
    assert read(raw) == told


@pytest.mark.parametrize("name", contested.NAMES)
def test_the_order_of_ballots_projects_and_categories_changes_no_byte(name: str) -> None:
    cast = contested.cast(name, contested.seeded(3))
    first = audited(contested.contest(name), Cast(collected(contested.kind(name), cast), SALT))

    for seed in range(8):
        chance = contested.seeded(seed)
        ballots = collected(contested.kind(name), chance.sample(cast, len(cast)))
        assert audited(shuffled(contested.contest(name), chance), Cast(ballots, SALT)) == first


def shuffled(contest: Any, chance: Random) -> Any:
    """Return the same contest, told in another order where the order says nothing."""
    if isinstance(contest, Coins):
        proposals = chance.sample(contest.proposals, len(contest.proposals))
        return replace(contest, proposals=tuple(proposals))
    if isinstance(contest, Plans):
        plans = chance.sample(contest.rule.variants, len(contest.rule.variants))
        return replace(contest, rule=replace(contest.rule, variants=tuple(plans)))
    if not isinstance(contest, Projects) or "published" in contest.declaration():
        return contest
    mixed = [
        replace(one, categories=one.categories[::-1], areas=one.areas[::-1])
        for one in chance.sample(contest.projects, len(contest.projects))
    ]
    return replace(contest, projects=tuple(mixed))


def test_the_bytes_are_those_of_every_machine() -> None:
    """Fails where an update would write old counts in another way: then the version goes up."""
    seals = [read(written(name)[0])["seal"] for name in contested.NAMES]

    assert canonical.digest(seals) == GOLDEN


def test_the_order_of_publication_is_bound_only_where_it_decides() -> None:
    by_id = contested.contest("most votes").declaration()
    published = contested.contest("most votes per euro").declaration()

    assert "published" not in by_id
    assert published["published"] == [one.id for one in contested.PROJECTS]


def test_any_setting_of_the_rule_changes_the_hash_of_the_declaration() -> None:
    hashes = {declared(contested.contest(name)) for name in contested.NAMES}

    assert len(hashes) == len(contested.NAMES)
    dearer = Projects(contested.PROJECTS, contested.BUDGET + 1, contested.GREEDY)
    assert declared(dearer) not in hashes


@pytest.mark.parametrize(
    "name", [one for one in contested.NAMES if not one.startswith("themes")]
)
def test_another_name_price_or_amount_is_another_declaration(name: str) -> None:
    """Two votes on other plans never have one hash, however they are counted."""
    was = contested.contest(name)
    told = was.declaration()
    first, *others = told["projects"]

    for change in (
        {"projects": [first | {"name": first["name"] + "!"}, *others]},
        {"projects": [first | {"cost": first["cost"] + 1}, *others]},
        {"budget": told["budget"] + 1},
    ):
        again = contest_of(told | change, was.acts())
        assert declared(again) != declared(was)


def test_a_rule_and_a_game_are_of_the_plans_at_stake() -> None:
    fewer = replace(contested.ON_BALLOT, projects=contested.ON_BALLOT.projects[:2])
    game = Coins(contested.GAME, contested.POT, contested.PROPOSALS)
    late = replace(contested.PROPOSALS[0], opened=2)
    contests: list[tuple[Contest, str]] = [
        (Plans(variants.Choice(contested.PLANS), fewer), "other plans"),
        (replace(game, proposals=contested.PROPOSALS[1:]), "bank is not"),
        (replace(game, proposals=(late, *contested.PROPOSALS[1:])), "bank is not"),
        (replace(game, stake=replace(contested.POT, budget=9)), "bank is not"),
        (replace(game, stake=replace(contested.POT, budget=0)), "buy nothing"),
    ]
    for contest, words in contests:
        kind = Kind.POINTS if isinstance(contest, Coins) else Kind.APPROVAL
        with pytest.raises(TallyError, match=words):
            audited(contest, Cast(collected(kind, [])))


def test_a_lot_and_a_withdrawal_after_the_declaration_are_acts() -> None:
    rule = replace(contested.GREEDY, ties=replace(contested.BY_ID, keys=contested.LOT.keys))
    level = collected(Kind.APPROVAL, [(("tuin", "éi\U0001f333", "plein"), ())])
    before = contested.projects(rule)
    order = ("plein", "tuin", "éi\U0001f333", "bank", "boom", "gift", "weg")
    after = contested.projects(rule, Acts(order, ("tuin",)))

    with pytest.raises(LotNeeded):
        audited(before, Cast(level))
    told = read(audited(after, Cast(level)))

    assert told["acts"] == {"lot": list(order), "withdrawn": ["tuin"]}
    assert declared(before) == declared(after)
    assert [one["project"] for one in told["outcome"]["rounds"]] == [
        "plein",
        "éi\U0001f333",
        "gift",
        "weg",
    ]


def test_what_was_frozen_or_is_unknown_is_no_act() -> None:
    frozen = replace(contested.GREEDY, ties=contested.LOT)
    plans = variants.Choice(contested.PLANS)
    for contest, words in (
        (contested.projects(frozen, Acts(("tuin",))), "drawn before the vote"),
        (contested.projects(contested.GREEDY, Acts(("new",))), "something unknown"),
        (contested.projects(contested.GREEDY, Acts(("tuin", "tuin"))), "or something twice"),
        (contested.projects(contested.GREEDY, Acts((), ("new",))), "something unknown"),
        (Plans(plans, contested.ON_BALLOT, Acts((), ("a",))), "cannot be withdrawn"),
    ):
        with pytest.raises(TallyError, match=words):
            audited(contest, Cast(EMPTY))


def test_there_are_as_many_codes_as_ballots_and_never_more_ballots_than_voters() -> None:
    contest = contested.contest("plans")

    with pytest.raises(TallyError, match="every code one ballot"):
        audited(contest, Cast(EMPTY, codes=sealed.codes([bytes(16)])))
    with pytest.raises(TallyError, match="more ballots than people"):
        audited(contest, Cast(contested.ballots("plans", contested.seeded(1)), entitled=11))


def test_blank_ballots_and_totals_are_told() -> None:
    ballots = collected(Kind.POINTS, [(("tuin", "bank"), (3, 1)), (("tuin",), (2,)), ((), ())])

    told = read(audited(contested.contest("points"), Cast(ballots)))

    assert told["turnout"] == {"ballots": 3, "blank": 1}
    assert told["totals"] == [["bank", 1, 1], ["tuin", 2, 5]]
    assert told["codes"] is None
    assert told["entitled"] is None


@pytest.mark.parametrize("name", ["equal shares", "coins", "plans by transfer"])
def test_a_changed_file_is_rejected_whatever_was_changed(name: str) -> None:
    raw, _ballots = written(name)
    chance = contested.seeded(5)

    for _turn in range(700):
        with pytest.raises(TallyError):
            read(mutated(raw, chance))


def mutated(raw: bytes, chance: Random) -> bytes:
    """Return bytes with one of them changed, gone, added, or two swapped."""
    at = chance.randrange(len(raw))
    byte = bytes([chance.randrange(256)])
    other = chance.choice((raw[:at] + byte + raw[at + 1 :], raw[:at] + raw[at + 1 :]))
    other = chance.choice((other, raw[:at] + byte + raw[at:], raw[:at], raw + byte))
    return other if other != raw else raw + b" "


def values(told: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every single value."""
    inner = told.items() if isinstance(told, dict) else enumerate(told)
    found = []
    for key, one in inner:
        whole = (*path, key)
        found += values(one, whole) if isinstance(one, dict | list) else [whole]
    return found


def some_of(paths: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return a dozen of them: every count of a changed rule takes its time."""
    return contested.seeded(7).sample(paths, min(12, len(paths)))


def changed(told: Any, path: tuple[Any, ...]) -> Any:
    """Return the same with one value changed a little."""
    key, *rest = path
    copy = told.copy()
    if rest:
        copy[key] = changed(told[key], tuple(rest))
    elif isinstance(told[key], bool) or told[key] is None:
        copy[key] = 1 if told[key] is None else not told[key]
    else:
        copy[key] = told[key] + 1 if isinstance(told[key], int) else told[key] + "1"
    return copy


@pytest.mark.parametrize("name", contested.NAMES)
def test_a_file_that_was_sealed_anew_is_rejected_by_the_ballots(name: str) -> None:
    """The codes and who could vote do not follow from the ballots: there the seal stands."""
    raw, ballots = written(name)
    told = json.loads(raw)
    free = {("codes",), ("entitled",), ("seal",), ("declared",)}

    paths = [one for one in values(told) if one[0] not in ("declaration", "acts")]
    for path in some_of([one for one in paths if one not in free]):
        with pytest.raises(TallyError):
            recounted(resealed(changed(told, path)), ballots)


@pytest.mark.parametrize("name", contested.NAMES)
def test_a_rule_that_was_changed_and_sealed_anew_has_another_hash(name: str) -> None:
    raw, ballots = written(name)
    told = json.loads(raw)

    for path in some_of(values(told["declaration"])):
        other = resealed(changed(told, ("declaration", *path)))
        try:
            assert recounted(other, ballots)["declared"] != told["declared"]
        except TallyError:
            continue


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"file": "other"}, "another version"),
        ({"version": "other"}, "another version"),
        ({"more": 1}, "no audit file"),
        ({"acts": []}, "no audit file"),
        ({"acts": {"lot": []}}, "needs exactly"),
        ({"declaration": []}, "no audit file"),
        ({"declaration": {"family": "dice"}}, "needs exactly"),
    ],
)
def test_a_file_of_another_shape_is_rejected(change: dict[str, Any], words: str) -> None:
    raw, ballots = written("plans")

    with pytest.raises(TallyError, match=words):
        recounted(resealed(json.loads(raw) | change), ballots)


def test_a_declaration_that_says_more_or_less_is_rejected() -> None:
    raw, ballots = written("most votes per euro")
    told = json.loads(raw)
    for change, words in (
        ({"more": 1}, "not a declaration"),
        ({"published": []}, "names other projects"),
        ({"published": 3}, "names other projects"),
        ({"budget": "120"}, "no int"),
        ({"budget": True}, "no int"),
        ({"projects": {}}, "no list"),
        ({"rule": told["declaration"]["rule"] | {"family": 3}}, "no text"),
        ({"rule": told["declaration"]["rule"] | {"family": "dice"}}, "no Family"),
        ({"rule": told["declaration"]["rule"] | {"reserve": "2/4"}}, "no fraction"),
    ):
        declaration = told["declaration"] | change
        with pytest.raises(TallyError, match=words):
            recounted(resealed(told | {"declaration": declaration}), ballots)


def test_a_broken_seal_or_hash_is_named() -> None:
    told = json.loads(written("themes")[0])

    with pytest.raises(TallyError, match="seal is broken"):
        read(canonical.encoded(told | {"seal": "0" * 64}))
    parts = {name: one for name, one in told.items() if name != "seal"} | {"declared": "0"}
    with pytest.raises(TallyError, match="not the one that was hashed"):
        read(canonical.encoded(parts | {"seal": canonical.digest(parts)}))
    with pytest.raises(TallyError, match="no audit file"):
        read(b"[]")


@pytest.mark.parametrize("name", contested.NAMES)
def test_ballots_are_read_back(name: str) -> None:
    ballots = contested.ballots(name, contested.seeded(2))

    raw = ballot_file(ballots, SALT)

    assert read_ballots(raw) == (ballots, SALT)
    lines = [canonical.encoded(row) for row in sealed.listed(ballots)]
    assert lines == sorted(lines)
    assert sealed.choices(ballots, b"").leaves == tuple(sealed._CHOICE + one for one in lines)


@pytest.mark.parametrize(
    "raw",
    [
        b"{}",
        b"[]",
        b'{"ballots":[],"file":"wijkregie ballots 1","kind":"dice","salt":""}',
        b'{"ballots":[],"file":"wijkregie ballots 1","kind":"approval","salt":"x"}',
        b'{"ballots":[],"file":"wijkregie ballots 2","kind":"approval","salt":""}',
        BALLOTS.replace(b"%", b'[0,["a"]]'),
        BALLOTS.replace(b"%", b'["1",["a"]]'),
        BALLOTS.replace(b"%", b'[1,["a"],[]]'),
        BALLOTS.replace(b"%", b"[1,[1]]"),
        BALLOTS.replace(b"%", b'[1,["b","a"]]'),
        BALLOTS.replace(b"%", b'[1,["a"]],[1,["a"]]'),
        BALLOTS.replace(b"%", b'[1,["b"]],[1,["a"]]'),
        b'{"ballots":[[1,["a"]]],"file":"wijkregie ballots 1","kind":"points","salt":""}',
        b'{"ballots":[[1,["a"],[0]]],"file":"wijkregie ballots 1","kind":"points","salt":""}',
        b'{"ballots":[[1,["a"],["1"]]],"file":"wijkregie ballots 1","kind":"points","salt":""}',
    ],
)
def test_a_file_of_ballots_has_one_way(raw: bytes) -> None:
    with pytest.raises(TallyError):
        read_ballots(raw)


def test_other_ballots_are_not_those_of_the_count() -> None:
    raw, _ballots = written("most votes")
    other = ballot_file(contested.ballots("most votes", contested.seeded(9)), SALT)

    with pytest.raises(TallyError, match="the ballots tell otherwise"):
        recounted(raw, other)
