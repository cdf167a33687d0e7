"""Disclosure control, against an attacker who derives all that can be derived."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.disclosure.audit import suppress
from bot.privacy.disclosure.cube import Attribute, Cube, make_cube
from bot.privacy.disclosure.rules import RECOMMENDED, Breakdown, Rules
from bot.privacy.disclosure.suppression import BreakdownTables
from tests.examples import examples
from tests.privacy.attacker import TABLES, Attacker

RULES = Rules()


def asked(*people: tuple[int, int, int], groups: int = 3, choices: int = 3) -> Cube:
    """Make a cube from how many people (first) of which group (second) gave which answer (third)."""
    counts, places, answers = np.array(people).T
    attribute = Attribute("group", tuple(map(str, range(groups))))
    columns = {"group": np.repeat(places, counts)}
    return make_cube([attribute], tuple(map(str, range(choices))), columns, np.repeat(answers, counts))


def published(cube: Cube, by: Breakdown = ("group",), **how: bool) -> list[list[int | None] | None]:
    """Return what is published of every group: nothing, or the count of every answer that is not suppressed."""
    table = suppress(cube, RULES, **how)[by]
    return [
        None
        if table.groups_suppressed[group]
        else [
            None if suppressed else RULES.shown(int(count))
            for suppressed, count in zip(table.cells_suppressed[group], table.counts[group], strict=True)
        ]
        for group in range(len(table.counts))
    ]


ENOUGH = [(20, 0, 0), (12, 0, 1), (9, 0, 2)]


def test_groups_that_are_large_and_mixed_enough_are_published_in_rounded_numbers() -> None:
    cube = asked(*ENOUGH, *((count, 1, answer) for count, _, answer in ENOUGH), groups=2)
    assert published(cube) == [[20, 10, 10], [20, 10, 10]]


def test_a_group_of_too_few_suppresses_the_next_smallest_too() -> None:
    cube = asked(*ENOUGH, (30, 1, 0), (25, 1, 1), (20, 1, 2), (16, 2, 0), (14, 2, 1), (15, 2, 2), (9, 3, 0), groups=4)
    assert published(cube) == [None, [30, 25, 20], [15, 15, 15], None]


def test_a_uniform_group_looks_like_a_small_one_and_like_an_empty_one() -> None:
    alike = asked(*ENOUGH, (30, 1, 0), (25, 1, 1), (20, 1, 2), (40, 2, 0), (35, 2, 1), (30, 2, 2), (16, 3, 0), groups=5)
    assert published(alike)[3] is published(alike)[4] is None


def test_a_single_suppressed_answer_suppresses_the_next_smallest_too() -> None:
    assert published(asked((30, 0, 0), (20, 0, 1), (3, 0, 2)), ()) == [[30, None, None]]


def test_a_single_group_that_would_remain_is_suppressed_with_the_others() -> None:
    assert published(asked(*ENOUGH, (4, 1, 0), (3, 2, 1))) == [None, None, None]


def test_answers_that_rounding_alone_would_disclose_suppress_more() -> None:
    """Four answers published as 10 are at least 32 people, and a total of 30 is no more: nobody gave the others."""
    cube = asked((8, 0, 0), (8, 0, 1), (8, 0, 2), (8, 0, 3), choices=6, groups=2)
    assert published(cube, ()) == [[None, 10, 10, 10, None, None]]


def test_a_group_that_rounding_alone_would_disclose_suppresses_more() -> None:
    shown = [(8, group, answer) for group in range(4) for answer in range(3)]
    few = [(3, group, answer) for group in (4, 5) for answer in range(2)]
    cube = asked(*shown, *few, groups=6)
    assert [group is None for group in published(cube)].count(True) > len({4, 5})
    assert list(Attacker(cube, suppress(cube, RULES), RULES).derivable()) == []


def test_a_table_by_two_attributes_is_published_only_where_the_numbers_allow_it() -> None:
    def two_ways(*people: int) -> Cube:
        places, answers = np.unravel_index(np.repeat(np.arange(12), people), (4, 3))
        one, other = np.unravel_index(places, (2, 2))
        attributes = [Attribute("one", ("a", "b")), Attribute("other", ("c", "d"))]
        return make_cube(attributes, ("x", "y", "z"), {"one": one, "other": other}, answers)

    assert ("one", "other") in suppress(two_ways(*[20, 15, 12] * 4), RULES)
    assert ("one", "other") not in suppress(two_ways(20, 15, 12, 2, 1, 0, 20, 15, 12, 20, 15, 12), RULES)


def test_a_group_whose_answers_are_all_suppressed_is_suppressed_next() -> None:
    tables = BreakdownTables(asked((7, 0, 0), (7, 0, 1), (7, 0, 2)), RULES)
    assert not tables.tables[()].groups_suppressed[0]
    tables.suppress_next_answer((), 0)
    assert tables.tables[()].groups_suppressed[0]


def test_exact_totals_are_published_whatever_their_size() -> None:
    table = suppress(asked((30, 0, 0), (20, 1, 1), (3, 2, 2)), RULES, exact=True)[()]
    assert not table.cells_suppressed.any()


def test_too_few_people_in_all_have_no_figures() -> None:
    assert published(asked((5, 0, 0), (4, 1, 1)), ()) == [None]
    assert published(asked((0, 0, 0)), ()) == [None]


def test_the_attacker_derives_what_primary_suppression_alone_leaves() -> None:
    cube = asked((8, 0, 0), (8, 0, 1), (8, 0, 2), (8, 0, 3), (0, 0, 4), choices=5, groups=2)
    bare = BreakdownTables(cube, RULES)
    for table in bare.tables.values():
        table.cells_suppressed = table.counts <= RULES.suppress_up_to
    assert list(Attacker(cube, bare.tables, RULES).derivable()) != []


def test_stricter_rules_than_recommended_are_not_weaker() -> None:
    assert not Rules(min_group_size=20).is_weaker_than(RECOMMENDED)
    assert Rules(suppress_up_to=5).is_weaker_than(RECOMMENDED)
    assert "WEAKER" not in Rules().describe()


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
    columns = {attribute.name: place for attribute, place in zip(attributes, places, strict=True)}
    return make_cube(attributes, tuple(map(str, range(choices))), columns, answers)


@examples(TABLES)
@given(cubes(), st.booleans())
def test_no_suppressed_figure_and_nobodys_answer_can_be_derived(cube: Cube, exact: bool) -> None:
    attacker = Attacker(cube, suppress(cube, RULES, exact=exact), RULES)
    if attacker.known.rows:
        assert list(attacker.derivable()) == []
        assert list(attacker.alike()) == []
