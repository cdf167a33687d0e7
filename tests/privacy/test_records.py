"""Records of single people: nobody is told from fewer than enough others, whatever they answered."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.disclosure.records import HELD_BACK, all_the_same, tell_apart

FEWEST = 10


@given(st.data())
def test_of_each_record_enough_are_alike_in_all_that_is_told_of_the_person(data: st.DataObject) -> None:
    count = data.draw(st.integers(FEWEST, 120))
    sizes = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    columns = [
        np.array(data.draw(st.lists(st.integers(0, size - 1), min_size=count, max_size=count))) for size in sizes
    ]
    told, alike = tell_apart(columns, sizes, FEWEST)
    classes = Counter(zip(*(column.tolist() for column in told), strict=True))
    assert min(classes.values()) >= FEWEST
    assert len(set(alike.tolist())) == len(classes)
    for before, after in zip(columns, told, strict=True):
        assert set((after[after != HELD_BACK] == before[after != HELD_BACK]).tolist()) <= {True}


def test_a_value_of_too_few_is_held_back_and_takes_the_next_with_it_where_they_would_stand_out() -> None:
    wards = np.repeat([0, 1, 2], [30, 12, 3])
    (told,), _ = tell_apart([wards], [3], FEWEST)
    assert Counter(told.tolist()) == {0: 30, HELD_BACK: 15}


def test_people_who_are_enough_keep_what_they_said_of_themselves() -> None:
    wards, ages = np.repeat([0, 1], [20, 20]), np.tile(np.repeat([0, 1], 10), 2)
    told, alike = tell_apart([wards, ages], [2, 2], FEWEST)
    assert HELD_BACK not in np.concatenate(told)
    assert sorted(Counter(alike.tolist()).values()) == [10, 10, 10, 10]


def test_an_answer_that_all_who_are_alike_gave_is_found() -> None:
    alike, answers = np.array([1, 0, 1, 0, 1]), np.array([2, 2, 2, 3, 2])
    assert all_the_same(alike, answers).tolist() == [False, True]
