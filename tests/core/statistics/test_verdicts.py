"""The five verdicts: on municipalities whose truth is known, and case by case."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.core.statistics import oracles
from tests.core.statistics.simulated import SCENARIOS, WAVES, Scenario, court
from wijkregie.core.statistics.samples import SampleError
from wijkregie.core.statistics.verdicts import (
    Because,
    Court,
    Judgement,
    Point,
    Verdict,
    judge,
)

ORACLE = "D22_effect_court"
PLAIN = ("quiet", "shocks", "city_trend", "worst_selected", "one_treated")


def named(found: Judgement) -> str:
    if found.verdict in {Verdict.EFFECT, Verdict.INDICATION} and found.step is not None:
        return f"{found.verdict}_{'up' if found.step.value > 0 else 'down'}"
    return str(found.verdict)


def of_oracle(rows: list[dict[str, str]]) -> Court:
    points = {
        (row["area"], row["wave"]): Point(
            float(row["mean"]),
            float(row["sd"]) / int(row["n"]) ** 0.5,
            int(row["n"]),
            "1",
            {"web": float(row["share_web"]), "paper": 1 - float(row["share_web"])},
        )
        for row in rows
    }
    areas = {row["area"]: row["treated"] == "1" for row in rows}
    return Court(
        waves=("1", "2", "3"),
        points=points,
        treated=[area for area, inside in areas.items() if inside],
        others=[area for area, inside in areas.items() if not inside],
        baseline="2",
        followup="3",
        chosen_on="2" if rows[0]["selected_on"] == "worst_on_wave2" else None,
    )


def refused(counts: dict[str, Counter[str]]) -> list[str]:
    """Return which rules of the court are broken by how often each verdict was given."""
    effects = {
        name: sum(n for said, n in one.items() if said.startswith("effect"))
        for name, one in counts.items()
    }
    number = {name: sum(one.values()) for name, one in counts.items()}
    plain = [f"null_{one}" for one in PLAIN]
    share = {name: effects[name] / number[name] for name in counts}
    medium = counts["effect_medium"]
    seen = medium["effect_up"] + medium["indication_up"]
    alone = counts["effect_one_treated_of_8"]
    broken = {
        "all plain": sum(effects[n] for n in plain) > 0.02 * sum(number[n] for n in plain),
        "one plain": any(share[name] > 0.05 for name in plain),
        "mode": effects["null_mode_break_treated"] > 0,
        "no comparison": effects["no_comparison"] > 0,
        "earlier trend": share["null_pretrend"] > 0.15,
        "big": counts["effect_big"]["effect_up"] < 0.85 * number["effect_big"],
        "medium": seen < 0.70 * number["effect_medium"],
        "one treated": effects["effect_one_treated_of_8"] > 0,
    }
    return [name for name, is_so in broken.items() if is_so] + (
        [] if alone["indication_up"] else ["one treated is never seen"]
    )


def test_the_court_of_known_truth_agrees() -> None:
    told = oracles.expected(ORACLE)
    by_set: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in oracles.rows(ORACLE, "sets"):
        by_set[int(row["set"])].append(row)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in told["truth"]:
        found = judge(of_oracle(by_set[one["set"]]))
        counts[one["scenario"]][named(found)] += 1
        if one["scenario"] == "effect_small_n50":
            assert found.step is not None
            assert found.step.least > 0

    assert refused(counts) == []
    alone = counts["effect_one_treated_of_8"]["indication_up"]
    assert alone >= 7  # of 15; the rules of the reference give the same seven
    words = {"not_comparable_mode": "not_comparable", "no_comparison": "change"}
    for scenario, expected in told["reference_rule_counts"].items():
        renamed = {words.get(name, name): n for name, n in expected.items()}
        assert dict(counts[scenario]) == renamed


def judged(times: int, seed: int, judging: Any = judge) -> dict[str, Counter[str]]:
    chance = np.random.default_rng(seed)
    return {
        name: Counter(named(judging(court(one, chance))) for _time in range(times))
        for name, one in SCENARIOS.items()
    }


def test_other_municipalities_of_known_truth() -> None:
    """Sixty of each with a seed of our own; ``python -m bench court`` takes two thousand."""
    assert refused(judged(60, 11)) == []


def test_the_court_finds_a_judge_who_believes_whatever_went_up() -> None:
    def gullible(case: Court) -> Judgement:
        found = judge(case)
        return replace(found, verdict=Verdict.EFFECT) if found.step else found

    assert "all plain" in refused(judged(20, 3, gullible))


def test_the_same_file_gives_the_same_answer() -> None:
    case = court(SCENARIOS["effect_big"], np.random.default_rng(4))

    assert judge(case) == judge(case)


@pytest.fixture
def strong() -> Court:
    """A programme that did much, in three of twelve areas."""
    return court(replace(SCENARIOS["effect_big"], effect=2), np.random.default_rng(1))


def test_a_strong_effect_is_one_with_its_interval_and_what_could_be_seen(strong: Court) -> None:
    found = judge(strong)

    assert (found.verdict, found.because, found.baseline) == (Verdict.EFFECT, (), "w2")
    assert found.step is not None
    assert found.step.interval.low < found.step.value < found.step.interval.high
    assert found.step.interval.low <= 2 <= found.step.interval.high
    assert 0.2 < found.step.least < 1
    assert found.placebo is not None
    assert found.arranged is not None
    assert found.arranged.arrangements == 220


def without(case: Court, *waves: str) -> Court:
    kept = tuple(wave for wave in case.waves if wave not in waves)
    points = {key: one for key, one in case.points.items() if key[1] in kept}
    return replace(case, waves=kept, points=points)


def test_without_an_earlier_wave_it_is_an_indication(strong: Court) -> None:
    found = judge(without(strong, "w1"))

    assert (found.verdict, found.because) == (Verdict.INDICATION, (Because.NO_EARLIER_WAVE,))


def test_what_already_moved_as_much_before_is_an_indication() -> None:
    found = judge(court(Scenario(before=2, effect=0.2), np.random.default_rng(2)))

    assert (found.verdict, found.because) == (Verdict.INDICATION, (Because.PLACEBO,))


def test_few_areas_are_too_few_to_rearrange() -> None:
    case = court(Scenario(areas=5, treated=2, effect=3), np.random.default_rng(2))
    found = judge(case)

    assert found.verdict == Verdict.INDICATION
    assert set(found.because) == {Because.FEW_ARRANGEMENTS, Because.ARRANGEMENTS}


def test_areas_chosen_on_the_baseline_start_from_the_wave_before_it(strong: Court) -> None:
    found = judge(replace(strong, chosen_on="w2"))

    assert (found.baseline, found.placebo) == ("w1", None)
    assert Because.NO_EARLIER_WAVE in found.because
    alone = judge(without(replace(strong, chosen_on="w2"), "w1"))
    assert (alone.verdict, alone.because) == (Verdict.NOT_COMPARABLE, (Because.SELECTION,))


def test_a_step_from_the_wave_of_choice_is_no_placebo(strong: Court) -> None:
    found = judge(replace(strong, chosen_on="w1"))

    assert (found.verdict, found.placebo) == (Verdict.INDICATION, None)


def reworded(case: Court, wave: str) -> Court:
    points = {
        key: replace(one, version="2") if key[1] == wave else one
        for key, one in case.points.items()
    }
    return replace(case, points=points)


def test_other_wording_is_never_compared(strong: Court) -> None:
    found = judge(reworded(strong, "w3"))
    assert (found.verdict, found.because) == (Verdict.NOT_COMPARABLE, (Because.WORDING,))
    # A wave with other words before the programme is no placebo either.
    assert judge(reworded(strong, "w1")).because == (Because.NO_EARLIER_WAVE,)


def test_other_ways_of_answering_in_one_arm_are_not_compared(strong: Court) -> None:
    def shifted(areas: tuple[str, ...], web: float) -> Court:
        points = {
            key: replace(one, modes={"web": web, "door": 1 - web})
            if key[0] in areas and key[1] == "w3"
            else replace(one, modes={"web": 0.5, "door": 0.5})
            for key, one in strong.points.items()
        }
        return replace(strong, points=points)

    treated, everybody = tuple(strong.treated), (*strong.treated, *strong.others)
    assert judge(shifted(treated, 0.7)).because == (Because.MODE,)
    assert judge(shifted(treated, 0.6)).verdict == Verdict.EFFECT
    # Where everybody shifts alike the difference between areas stands.
    assert judge(shifted(everybody, 0.9)).verdict == Verdict.EFFECT
    # Where nothing stands beside the areas, a shift explains any change.
    alone = replace(shifted(everybody, 0.9), others=())
    assert judge(alone).because == (Because.MODE,)


def test_without_comparison_a_change_is_a_change_and_no_more(strong: Court) -> None:
    alone = judge(replace(strong, others=()))

    assert (alone.verdict, alone.because) == (Verdict.CHANGE, (Because.NO_COMPARISON,))
    assert alone.step is None
    assert alone.change is not None
    assert alone.change.value == pytest.approx(2, abs=0.4)


def test_without_comparison_and_without_change_nothing_can_be_told() -> None:
    quiet = court(Scenario(areas=3, tau=0), np.random.default_rng(8))
    found = judge(replace(quiet, others=()))

    assert (found.verdict, found.because) == (Verdict.CANNOT_TELL, (Because.NO_COMPARISON,))


def test_one_area_beside_one_other_is_refused_a_verdict_on_effect() -> None:
    """New Jersey beside Pennsylvania: published, and no test between areas exists."""
    case = Court(
        waves=("1992-02", "1992-11"),
        points={
            ("NJ", "1992-02"): Point(20.44, 0.51, 321, "1", {"phone": 1.0}),
            ("NJ", "1992-11"): Point(21.03, 0.52, 319, "1", {"phone": 1.0}),
            ("PA", "1992-02"): Point(23.33, 1.35, 77, "1", {"phone": 1.0}),
            ("PA", "1992-11"): Point(21.17, 0.94, 77, "1", {"phone": 1.0}),
        },
        treated=["NJ"],
        others=["PA"],
        baseline="1992-02",
        followup="1992-11",
    )
    found = judge(case)

    assert (found.verdict, found.because) == (Verdict.CANNOT_TELL, (Because.TOO_FEW_AREAS,))


def test_fifty_areas_with_one_treated() -> None:
    case = court(Scenario(areas=50, treated=1, effect=2), np.random.default_rng(6))
    found = judge(case)

    assert found.verdict == Verdict.INDICATION
    assert Because.ONE_TREATED in found.because
    assert found.arranged is not None
    assert found.arranged.arrangements == 50


def test_areas_without_answers_are_named_and_left_out(strong: Court) -> None:
    gone = strong.others[0]
    points = {key: one for key, one in strong.points.items() if key != (gone, "w3")}
    same = strong.others[1], "w2"
    points[same] = replace(points[same], error=0.0)
    found = judge(replace(strong, points=points))

    assert found.left_out == (gone, same[0])
    assert found.verdict == Verdict.EFFECT


def test_where_no_treated_area_answered_nothing_can_be_told(strong: Court) -> None:
    points = {key: one for key, one in strong.points.items() if key[0] not in strong.treated}
    found = judge(replace(strong, points=points))

    assert (found.verdict, found.because) == (Verdict.CANNOT_TELL, (Because.MISSING,))
    assert found.left_out == tuple(strong.treated)


def test_an_earlier_wave_of_too_few_areas_is_no_placebo(strong: Court) -> None:
    kept = (strong.treated[0], strong.others[0])
    points = {
        key: one for key, one in strong.points.items() if key[1] != "w1" or key[0] in kept
    }
    assert judge(replace(strong, points=points)).placebo is None


def test_a_case_that_cannot_be_is_refused(strong: Court) -> None:
    for wrong, words in (
        (replace(strong, baseline="w9"), "no wave w9"),
        (replace(strong, chosen_on="w0"), "no wave w0"),
        (replace(strong, baseline="w3"), "comes after"),
        (replace(strong, others=strong.treated), "stand beside"),
    ):
        with pytest.raises(SampleError, match=words):
            judge(wrong)
    assert strong.waves == WAVES
