"""Coding: no small count, and no count of all but a few, can be worked out of what is told of one question."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.random import Generator

from bot.privacy.disclosure.coding import Cell, Told, code, code_unit, coded, is_safe, protect, sum_of
from bot.privacy.disclosure.rules import RULES, Rules, RuleSet
from bot.privacy.disclosure.wards import WardTable, code_wards
from tests.privacy.attacker import TABLES, Attacker

QUESTIONS = (
    (("very-good", "good", "neither", "poor", "very-poor", "dont-know"), ("very-good", "good")),
    (("yes", "partly", "no", "not-sure"), ("yes",)),
    (("picked", "not-picked"), ("picked",)),
    (("easy", "hard", "not-sure"), ()),
)


@pytest.mark.parametrize(
    ("count", "people", "told"),
    [
        (0, 12, (0, 2)),
        (2, 12, (0, 2)),
        (3, 12, (3, 3)),
        (9, 12, (9, 9)),
        (10, 12, (10, 12)),
        (12, 12, (10, 12)),
        (18, 22, (18, 18)),
    ],
)
def test_small_counts_and_all_but_small_ones_are_told_as_an_interval(
    count: int, people: int, told: tuple[int, int]
) -> None:
    assert code(count, people, Rules()) == told


def test_by_the_rules_for_statistics_counts_up_to_seven_are_told_as_an_interval() -> None:
    statistics = RULES[RuleSet.STATISTICS]
    assert [code(count, 40, statistics) for count in (7, 8, 33)] == [(0, 7), (8, 8), (33, 40)]
    assert code(7, 14, statistics) == (0, 14)


def test_a_question_of_fewer_than_thirty_people_tells_its_share_only() -> None:
    counts = {"yes": 12, "partly": 5, "no": 5, "not-sure": 7}
    unit = code_unit(counts, ("yes",), Rules())
    assert unit is not None
    assert (unit.people, unit.share, unit.answers) == (29, (12, 12), {})
    assert code_unit({"yes": 5, "no": 4}, ("yes",), Rules()) is None


def test_beside_a_small_answer_another_is_told_as_the_range_that_hides_it() -> None:
    unit = code_unit({"yes": 20, "partly": 15, "no": 12, "not-sure": 2}, ("yes",), Rules())
    assert unit is not None
    assert unit.answers == {"yes": (20, 20), "partly": (15, 15), "no": (12, 14), "not-sure": (0, 2)}


def test_beside_a_coded_share_the_smaller_side_is_shown_as_a_whole_only() -> None:
    unit = code_unit({"very-good": 30, "good": 19, "poor": 1, "very-poor": 0}, ("very-good", "good"), Rules())
    assert unit is not None
    assert unit.share == (48, 50)
    assert unit.answers == {"very-good": (30, 30), "good": (18, 20), "poor": (0, 2), "very-poor": (0, 2)}


def test_a_question_without_better_answers_tells_each_of_them_and_no_share() -> None:
    unit = code_unit({"easy": 20, "hard": 12, "not-sure": 1}, (), Rules())
    assert unit is not None
    assert unit.answers == {"easy": (20, 20), "hard": (11, 13), "not-sure": (0, 2)}


def test_answers_that_nothing_can_hide_are_shown_as_a_whole_only() -> None:
    unit = code_unit({"yes": 29, "partly": 3, "no": 2, "not-sure": 0}, ("yes",), Rules())
    assert unit is not None
    assert unit.answers == {"yes": (29, 29), "partly": (0, 5), "no": (0, 5), "not-sure": (0, 5)}


def test_wards_with_too_few_people_are_in_the_sum_of_all_and_have_nothing_of_their_own() -> None:
    counts = {f"ward-{number}": {"yes": 4, "partly": 2, "no": 2} for number in range(10)}
    table = code_wards(counts, ("yes",), Rules())
    assert table.units == {}
    assert table.everybody is not None
    assert table.everybody.share == (40, 40)
    assert table.everybody.answers == {"yes": (40, 40), "partly": (20, 20), "no": (20, 20)}


def test_a_sum_that_would_show_a_coded_count_is_told_as_a_range() -> None:
    rules = Rules()
    small, exact = coded(1, 12, Told(0, 2), rules), coded(8, 12, Told(8, 8), rules)
    assert sum_of([small, exact]) == (8, 10)
    assert sum_of([exact, exact]) == (16, 16)


def test_of_many_coded_counts_the_sum_is_told() -> None:
    cells = [coded(1, 12, Told(0, 2), Rules()) for _ in range(8)]
    assert sum_of(cells) == (8, 8)


def test_who_knows_two_answers_is_taken_into_account() -> None:
    rules = Rules()
    # One of three is positive in two wards, none in the others: whoever knows both knows the rest.
    cells = [coded(count, 12, Told(0, 2), rules) for count in (1, 1, 0, 0)]
    assert not is_safe(cells)


def test_where_nothing_can_hide_a_count_nothing_is_told_of_any() -> None:
    nobody = coded(0, 10, Told(0, 2), Rules())
    assert protect([nobody, nobody, coded(3, 10, Told(3, 3), Rules())]) is None


def random_wards(chance: Generator) -> tuple[Mapping[str, Mapping[str, int]], Sequence[str]]:
    """Return the answers to a question in some wards: few or many people, agreed or not."""
    answers, positive = QUESTIONS[chance.integers(len(QUESTIONS))]
    usual = chance.dirichlet(np.ones(len(answers)) * chance.choice([0.3, 1, 3]))
    wards = {}
    for number in range(chance.integers(1, 9)):
        people = int(chance.choice([3, 8, 11, 13, 18, 25, 32, 45, 80]))
        shares = 0.7 * usual + 0.3 * chance.dirichlet(np.ones(len(answers)))
        given = chance.multinomial(people, shares / shares.sum())
        wards[f"ward-{number}"] = dict(zip(answers, map(int, given), strict=True))
    return wards, positive


def attacker_of(table: WardTable) -> Attacker[tuple[str, str]]:
    """Return who has what is told of wards and of all together, and knows how many answered in each."""
    answers = [*next(iter(table.counts.values()))]
    attacker = Attacker([(ward, answer) for ward in table.counts for answer in answers])
    for ward, counts in table.counts.items():
        attacker.learn([(ward, answer) for answer in answers], sum(counts.values()), sum(counts.values()))
        if ward in table.units:
            unit = table.units[ward]
            attacker.learn([(ward, answer) for answer in table.positive], *unit.share)
            for answer, told in unit.answers.items():
                attacker.learn([(ward, answer)], *told)
    if table.everybody is not None:
        attacker.learn([(ward, answer) for ward in table.counts for answer in table.positive], *table.everybody.share)
        for answer, told in table.everybody.answers.items():
            attacker.learn([(ward, answer) for ward in table.counts], *told)
    return attacker


@pytest.mark.attack
@pytest.mark.parametrize("rule_set", RuleSet)
@pytest.mark.parametrize("seed", range(max(1, TABLES // 20)))
def test_no_small_count_can_be_worked_out_even_by_who_knows_two_answers_of_others(seed: int, rule_set: RuleSet) -> None:
    chance, rules = np.random.default_rng(seed), RULES[rule_set]
    few = rules.smallest_count - 1
    secrets = 0
    for _ in range(20):
        counts, positive = random_wards(chance)
        table = code_wards(counts, positive, rules)
        attacker = attacker_of(table)
        for ward, answers in counts.items():
            people = sum(answers.values())
            sums = [tuple(positive), *((answer,) for answer in answers)]
            for together in filter(None, sums):
                count = sum(answers[answer] for answer in together)
                if few < count < people - few:
                    continue
                secrets += 1
                others = [
                    (other, answer)
                    for other in counts
                    if other != ward
                    for answer in answers
                    for _ in range(min(2, counts[other][answer]))
                ]
                known: dict[tuple[str, str], int] = {}
                for place in chance.permutation(len(others))[:2]:
                    known[others[place]] = known.get(others[place], 0) + 1
                low, high = attacker.bounds([(ward, answer) for answer in together], known)
                assert low <= count <= high
                assert high - low >= min(few, people), (counts, ward, together, known)
    assert secrets > 50


def test_most_wards_of_thirteen_people_have_a_share_and_all_wards_together_a_narrow_one() -> None:
    chance = np.random.default_rng(5)
    widths, shares = [], []
    for _ in range(50):
        counts = {
            f"ward-{number}": dict(
                zip(QUESTIONS[0][0], map(int, chance.multinomial(13, [0.45, 0.3, 0.1, 0.06, 0.04, 0.05])), strict=True)
            )
            for number in range(12)
        }
        table = code_wards(counts, QUESTIONS[0][1], Rules())
        assert table.everybody is not None
        shares += [unit.share.is_exact for unit in table.units.values()]
        widths.append((table.everybody.share.high - table.everybody.share.low) / table.everybody.people)
    assert np.mean(shares) > 0.5
    assert np.mean(widths) < 0.03


def test_a_count_keeps_no_more_of_a_secret_than_a_small_one() -> None:
    assert coded(5, 20, Told(0, 20), Rules()) == Cell(5, 20, Told(0, 20), 2)
    assert coded(1, 1, Told(0, 1), Rules()).width == 1
