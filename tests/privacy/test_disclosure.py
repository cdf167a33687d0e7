"""Disclosure control, against somebody who works out all that can be worked out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.disclosure.cube import Attribute, Breakdown, Cube, make_cube
from bot.privacy.disclosure.hiding import Tables
from bot.privacy.disclosure.pinning import hold_back
from bot.privacy.disclosure.rules import RECOMMENDED, Rules
from tests.examples import examples
from tests.privacy.attacker import TABLES, Attacker

RULES = Rules()


def asked(*people: tuple[int, int, int], groups: int = 3, choices: int = 3) -> Cube:
    """Make a cube from how many people (first) of which group (second) gave which answer (third)."""
    counts, places, answers = np.array(people).T
    attribute = Attribute("group", tuple(map(str, range(groups))))
    columns = {"group": np.repeat(places, counts)}
    return make_cube([attribute], tuple(map(str, range(choices))), columns, np.repeat(answers, counts))


def told(cube: Cube, by: Breakdown = ("group",), **how: bool) -> list[list[int | None] | None]:
    """Return what is told of each group: nothing, or the count of each answer where it is."""
    table = hold_back(cube, RULES, **how)[by]
    return [
        None
        if table.groups_hidden[group]
        else [
            None if hidden else RULES.shown(int(count))
            for hidden, count in zip(table.cells_hidden[group], table.counts[group], strict=True)
        ]
        for group in range(len(table.counts))
    ]


ENOUGH = [(20, 0, 0), (12, 0, 1), (9, 0, 2)]


def test_groups_that_are_large_and_mixed_enough_are_told_in_rounded_numbers() -> None:
    cube = asked(*ENOUGH, *((count, 1, answer) for count, _, answer in ENOUGH), groups=2)
    assert told(cube) == [[20, 10, 10], [20, 10, 10]]


def test_a_group_of_too_few_takes_the_next_smallest_with_it() -> None:
    cube = asked(*ENOUGH, (30, 1, 0), (25, 1, 1), (20, 1, 2), (16, 2, 0), (14, 2, 1), (15, 2, 2), (9, 3, 0), groups=4)
    assert told(cube) == [None, [30, 25, 20], [15, 15, 15], None]


def test_a_group_that_all_gave_one_answer_reads_like_one_of_too_few_and_like_one_of_nobody() -> None:
    alike = asked(*ENOUGH, (30, 1, 0), (25, 1, 1), (20, 1, 2), (40, 2, 0), (35, 2, 1), (30, 2, 2), (16, 3, 0), groups=5)
    assert told(alike)[3] is told(alike)[4] is None


def test_an_answer_held_back_alone_takes_the_next_smallest_with_it() -> None:
    assert told(asked((30, 0, 0), (20, 0, 1), (3, 0, 2)), ()) == [[30, None, None]]


def test_a_single_group_that_would_be_left_is_held_back_with_the_others() -> None:
    assert told(asked(*ENOUGH, (4, 1, 0), (3, 2, 1))) == [None, None, None]


def test_what_rounding_alone_would_give_away_takes_more_with_it() -> None:
    """Four answers told as 10 are 32 people at the least, and of 30 told no more than that: nobody gave the others."""
    cube = asked((8, 0, 0), (8, 0, 1), (8, 0, 2), (8, 0, 3), choices=6, groups=2)
    assert told(cube, ()) == [[None, 10, 10, 10, None, None]]


def test_a_group_that_rounding_alone_would_give_away_takes_more_with_it() -> None:
    shown = [(8, group, answer) for group in range(4) for answer in range(3)]
    few = [(3, group, answer) for group in (4, 5) for answer in range(2)]
    cube = asked(*shown, *few, groups=6)
    assert [group is None for group in told(cube)].count(True) > len({4, 5})
    assert list(Attacker(cube, hold_back(cube, RULES), RULES).pinned()) == []


def test_a_table_by_two_attributes_is_told_where_the_numbers_carry_it_and_else_not() -> None:
    def two_ways(*people: int) -> Cube:
        places, answers = np.unravel_index(np.repeat(np.arange(12), people), (4, 3))
        one, other = np.unravel_index(places, (2, 2))
        attributes = [Attribute("one", ("a", "b")), Attribute("other", ("c", "d"))]
        return make_cube(attributes, ("x", "y", "z"), {"one": one, "other": other}, answers)

    assert ("one", "other") in hold_back(two_ways(*[20, 15, 12] * 4), RULES)
    assert ("one", "other") not in hold_back(two_ways(20, 15, 12, 2, 1, 0, 20, 15, 12, 20, 15, 12), RULES)


def test_a_group_of_which_every_answer_is_held_back_is_held_back_itself_when_more_has_to_be() -> None:
    tables = Tables(asked((7, 0, 0), (7, 0, 1), (7, 0, 2)), RULES)
    assert not tables.tables[()].groups_hidden[0]
    tables.hide_next_answer((), 0)
    assert tables.tables[()].groups_hidden[0]


def test_where_totals_are_told_exactly_they_are_told_whatever_their_size() -> None:
    table = hold_back(asked((30, 0, 0), (20, 1, 1), (3, 2, 2)), RULES, exact=True)[()]
    assert not table.cells_hidden.any()


def test_too_few_people_in_all_have_no_figures() -> None:
    assert told(asked((5, 0, 0), (4, 1, 1)), ()) == [None]
    assert told(asked((0, 0, 0)), ()) == [None]


def test_the_attacker_finds_what_only_the_rules_hold_back() -> None:
    cube = asked((8, 0, 0), (8, 0, 1), (8, 0, 2), (8, 0, 3), (0, 0, 4), choices=5, groups=2)
    bare = Tables(cube, RULES)
    for table in bare.tables.values():
        table.cells_hidden = table.counts <= RULES.suppress_up_to
    assert list(Attacker(cube, bare.tables, RULES).pinned()) != []


def test_stricter_rules_than_recommended_are_not_weaker() -> None:
    assert not Rules(min_group_size=20).is_weaker_than(RECOMMENDED)
    assert Rules(suppress_up_to=5).is_weaker_than(RECOMMENDED)
    assert "WEAKER" not in Rules().told()


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """Make people with two or three attributes and an answer, in groups of very different sizes."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=3))
    choices = draw(st.integers(2, 5))
    kinds = int(np.prod(sizes)) * choices
    crowd = st.one_of(st.just(0), st.integers(0, 4), st.integers(5, 30))
    people = np.array(draw(st.lists(crowd, min_size=kinds, max_size=kinds)))
    *places, answers = np.unravel_index(np.repeat(np.arange(kinds), people), (*sizes, choices))
    attributes = [Attribute(f"a{at}", tuple(map(str, range(size)))) for at, size in enumerate(sizes)]
    columns = {each.name: place for each, place in zip(attributes, places, strict=True)}
    return make_cube(attributes, tuple(map(str, range(choices))), columns, answers)


@examples(TABLES)
@given(cubes(), st.booleans())
def test_nothing_that_is_held_back_and_nobodys_answer_can_be_worked_out(cube: Cube, exact: bool) -> None:
    attacker = Attacker(cube, hold_back(cube, RULES, exact=exact), RULES)
    if attacker.known.rows:
        assert list(attacker.pinned()) == []
        assert list(attacker.alike()) == []
