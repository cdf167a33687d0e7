"""Records: nobody can be told from nine others, and no answer is known of a whole class, or of all of it but two."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.disclosure.coding import Told, coded
from bot.privacy.disclosure.groups import code_groups, merge_small
from bot.privacy.disclosure.records import SUPPRESSED, SmallIntArray, diverse, generalise
from bot.privacy.disclosure.rules import Rules
from tests.examples import examples

SIZES = (3, 4, 2)


def people(seed: int, number: int) -> tuple[list[SmallIntArray], list[SmallIntArray]]:
    """Return the attributes and the answers of some people, alike or not."""
    chance = np.random.default_rng(seed)
    columns: list[SmallIntArray] = [
        chance.choice(size, number, p=chance.dirichlet(np.ones(size))).astype(np.int8) for size in SIZES
    ]
    answers = [(chance.choice(5, number, p=chance.dirichlet(np.ones(5))) - 1).astype(np.int8) for _ in range(4)]
    return columns, [column for column in answers if diverse(column, Rules())]


@examples(60)
@given(seed=st.integers(0, 2**32 - 1), number=st.integers(50, 400))
def test_every_class_is_large_and_diverse(seed: int, number: int) -> None:
    columns, answers = people(seed, number)
    shown = generalise(columns, SIZES, answers, Rules())

    _, classes, sizes = np.unique(np.stack(shown, 1), axis=0, return_inverse=True, return_counts=True)
    assert sizes.min() >= Rules().min_people
    for class_ in range(len(sizes)):
        for column in answers:
            most = np.bincount(column[classes.ravel() == class_] + 1).max()
            assert sizes[class_] - most >= Rules().smallest_count
    for before, after in zip(columns, shown, strict=True):
        assert ((after == before) | (after == SUPPRESSED)).all()


def test_many_people_keep_all_their_values() -> None:
    columns, answers = people(7, 20_000)
    shown = generalise(columns, SIZES, answers, Rules())
    assert np.mean([(column == SUPPRESSED).mean() for column in shown]) < 0.05


def test_an_answer_of_all_but_two_is_not_diverse() -> None:
    assert not diverse(np.array([1] * 48 + [0] * 2, np.int8), Rules())
    assert diverse(np.array([1] * 47 + [0, 2, -1], np.int8), Rules())


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ({"yes": 12, "no": 40}, {"yes": "yes", "no": "no"}),
        ({"yes": 12, "no": 40, "not-said": 3}, {"yes": "others", "no": "no", "not-said": "others"}),
        ({"a": 4, "b": 5, "c": 6, "d": 30}, {"a": "others", "b": "others", "c": "others", "d": "d"}),
        ({"yes": 9, "no": 40}, {}),
        ({"yes": 0, "no": 40}, {}),
    ],
)
def test_values_of_too_few_people_are_merged(sizes: dict[str, int], groups: dict[str, str]) -> None:
    assert merge_small(sizes, Rules()) == groups


def counts(good: int, people: int) -> dict[str, int]:
    return {"yes": good, "no": people - good}


def test_a_question_whose_sum_would_show_what_a_ward_has_coded_is_left_out_of_groups() -> None:
    groups = {"yes": counts(8, 20), "no": counts(9, 20)}
    alone = [coded(1, 12, Told(0, 2), Rules()), coded(16, 28, Told(16, 16), Rules())]
    assert code_groups(groups, ("yes",), [alone], Rules()) == {}
    assert {*code_groups(groups, ("yes",), [alone[1:]], Rules())} == {"yes", "no"}


def test_groups_whose_counts_nothing_can_hide_are_left_out() -> None:
    assert code_groups({"yes": counts(0, 10), "no": counts(3, 10)}, ("yes",), [], Rules()) == {}


def test_a_group_of_too_few_who_answered_is_hidden_and_hides_nothing_else() -> None:
    units = code_groups({"yes": counts(4, 8), "no": counts(10, 20), "not-sure": counts(9, 20)}, ("yes",), [], Rules())
    assert {group: unit.share for group, unit in units.items()} == {"no": (10, 10), "not-sure": (5, 13)}
