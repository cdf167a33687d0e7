"""Microdata: nobody can be distinguished from enough others, whatever they answered."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.disclosure.records import SUPPRESSED, homogeneous, suppress_values

FEWEST = 10


@given(st.data())
def test_every_record_shares_all_published_attributes_with_enough_others(data: st.DataObject) -> None:
    count = data.draw(st.integers(FEWEST, 120))
    sizes = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    columns = [
        np.array(data.draw(st.lists(st.integers(0, size - 1), min_size=count, max_size=count))) for size in sizes
    ]
    columns_shown, alike = suppress_values(columns, sizes, FEWEST)
    classes = Counter(zip(*(column.tolist() for column in columns_shown), strict=True))
    assert min(classes.values()) >= FEWEST
    assert len(set(alike.tolist())) == len(classes)
    for original, shown in zip(columns, columns_shown, strict=True):
        assert set((shown[shown != SUPPRESSED] == original[shown != SUPPRESSED]).tolist()) <= {True}


def test_a_rare_value_is_suppressed_with_the_next_where_too_few_would_be_without() -> None:
    wards = np.repeat([0, 1, 2], [30, 12, 3])
    (columns_shown,), _ = suppress_values([wards], [3], FEWEST)
    assert Counter(columns_shown.tolist()) == {0: 30, SUPPRESSED: 15}


def test_values_of_enough_people_are_kept() -> None:
    wards, ages = np.repeat([0, 1], [20, 20]), np.tile(np.repeat([0, 1], 10), 2)
    columns_shown, alike = suppress_values([wards, ages], [2, 2], FEWEST)
    assert SUPPRESSED not in np.concatenate(columns_shown)
    assert sorted(Counter(alike.tolist()).values()) == [10, 10, 10, 10]


def test_an_answer_that_a_whole_class_gave_is_recognised() -> None:
    alike, answers = np.array([1, 0, 1, 0, 1]), np.array([2, 2, 2, 3, 2])
    assert homogeneous(alike, answers).tolist() == [False, True]
