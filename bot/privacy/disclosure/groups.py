"""The ledger of groups: what is shown of people who share an attribute, over a run of whole ward releases. No IO.

Groups never meet wards. They give way to what the wards have told: a question whose sum over the run would show what a
ward has coded is left out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.privacy.disclosure.coding import Cell, UnitCode, code, coded, hidden, is_safe, protect
from bot.privacy.disclosure.rules import Rules
from bot.privacy.disclosure.wards import Counts

MERGED = "others"
"""The group of everybody whose own would be too small."""


def merge_small(people: Mapping[str, int], rules: Rules) -> Mapping[str, str]:
    """Return the group that each value of an attribute belongs to; empty if there are not two of enough people.

    Values of too few people are merged, with the smallest of the others if they are still too few.

    >>> merge_small({"yes": 12, "no": 40, "not-said": 3}, Rules())
    {'yes': 'others', 'no': 'no', 'not-said': 'others'}
    >>> merge_small({"yes": 4, "no": 40, "not-said": 3}, Rules())
    {}
    """
    ordered = sorted(people, key=lambda value: people[value])
    merged = [value for value in ordered if people[value] < rules.min_people]
    rest = ordered[len(merged) :]
    while rest and merged and sum(people[value] for value in merged) < rules.min_people:
        merged.append(rest.pop(0))
    groups = {value: MERGED if value in merged else value for value in people}
    return groups if len(set(groups.values())) > 1 else {}


def code_groups(
    counts: Mapping[str, Counts], positive: Collection[str], wards: Iterable[Sequence[Cell]], rules: Rules
) -> Mapping[str, UnitCode]:
    """Return what is shown of the share of each group; empty if the question is left out.

    `wards` are the shares of the wards of each release of the run whose sum was not shown exactly, as they were shown.
    """
    if not is_safe([cell for release in wards for cell in release]):
        return {}
    cells = [_cell(answers, positive, rules) for answers in counts.values()]
    told = protect(cells)
    if told is None:
        return {}
    return {
        group: UnitCode(cell.people, share, {})
        for group, cell, share in zip(counts, cells, told, strict=True)
        if cell.people >= rules.min_people
    }


def _cell(answers: Counts, positive: Collection[str], rules: Rules) -> Cell:
    count, people = sum(answers[answer] for answer in positive), sum(answers.values())
    if people < rules.min_people:
        return hidden(count, people, rules)
    return coded(count, people, code(count, people, rules), rules)
