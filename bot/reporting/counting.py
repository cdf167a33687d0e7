"""Counting: from submissions to what is shown of wards and of groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.privacy.disclosure.coding import Told, UnitCode
from bot.privacy.disclosure.groups import code_groups, merge_small
from bot.privacy.disclosure.rules import Rules
from bot.privacy.disclosure.wards import Counts, WardTable, code_wards
from bot.reporting.figures import EVERYBODY, SERVICE, Figure
from bot.reporting.people import Attribute, CountedQuestion, People


@dataclass(frozen=True, slots=True)
class WardRelease:
    """What a release of the wards holds of one conversation: the people, and what was shown of them."""

    people: People
    figures: Sequence[Figure]

    def table(self, question: CountedQuestion, rules: Rules) -> WardTable:
        """Return the table of a question, as it was shown."""
        units = {figure.group: figure.unit for figure in self.figures if is_of(figure, question, SERVICE)}
        together = next((figure.unit for figure in self.figures if is_of(figure, question, EVERYBODY)), None)
        return WardTable(answered(self.people.counts(question, SERVICE)), question.positive, rules, units, together)


def about(people: People) -> tuple[Attribute, ...]:
    """Return the attributes of people besides their ward."""
    return tuple(attribute for attribute in people.attributes if attribute.name != SERVICE)


def count_wards(people: People, since: Mapping[str, str], rules: Rules) -> Iterator[Figure]:
    """Yield what is shown of each ward and of all together. `since` is the first period that is counted, by ward."""
    for question in people.questions:
        table = code_wards(answered(people.counts(question, SERVICE)), question.positive, rules)
        figures = _Figures(people, question, rules)
        for ward, unit in table.units.items():
            yield figures.figure(SERVICE, ward, since[ward], unit)
        if (everybody := table.everybody) is not None:
            yield figures.figure(EVERYBODY, "", min(since.values()), everybody)


def wards_with_sides(people: People, rules: Rules) -> list[str]:
    """Return the wards with enough people who answered the Friends and Family Test positively, and who did not."""
    question = next((question for question in people.questions if question.step == people.flow.fft), None)
    if question is None:
        return []
    wards = []
    for ward, counts in people.counts(question, SERVICE).items():
        positive = sum(counts[answer] for answer in question.positive)
        if min(positive, sum(counts.values()) - positive) >= rules.min_people:
            wards.append(ward)
    return wards


def has_groups(people: People, rules: Rules) -> bool:
    """Tell whether some attribute has two values of enough people."""
    return any(len(set(groups.values())) > 1 for groups in groups_of(people, rules).values())


def groups_of(people: People, rules: Rules) -> Mapping[str, Mapping[str, str]]:
    """Return the group of each value of each attribute besides the ward, by attribute: values of few are together."""
    return {attribute.name: merge_small(people.sizes(attribute.name), rules) for attribute in about(people)}


def count_groups(people: People, wards: Sequence[WardRelease], since: str, rules: Rules) -> list[Figure]:
    """Return what is shown of the groups of a run of ward releases."""
    figures = []
    by_attribute = groups_of(people, rules)
    for question in (question for question in people.questions if question.positive):
        told = [release.table(question, rules).unsummed_shares() for release in wards]
        made = _Figures(people, question, rules)
        for attribute, groups in by_attribute.items():
            units = code_groups(merged(people.counts(question, attribute), groups), question.positive, told, rules)
            figures += [made.figure(attribute, group, since, unit) for group, unit in units.items()]
    return figures


def answered(counts: Mapping[str, Counts]) -> dict[str, Counts]:
    """Return the counts of units in which anybody answered."""
    return {unit: answers for unit, answers in counts.items() if any(answers.values())}


def merged(counts: Mapping[str, Counts], groups: Mapping[str, str]) -> dict[str, Counts]:
    """Return the counts of groups in which anybody answered, from those of values."""
    into_groups: dict[str, dict[str, int]] = {}
    for value, group in groups.items():
        into = into_groups.setdefault(group, dict.fromkeys(counts[value], 0))
        for answer, count in counts[value].items():
            into[answer] += count
    return answered(into_groups)


def is_of(figure: Figure, question: CountedQuestion, by: str) -> bool:
    """Tell whether a figure is of a question, by one thing."""
    return (figure.question, figure.by) == (question.name, by)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Makes the figures of one question."""

    people: People
    question: CountedQuestion
    rules: Rules

    def figure(self, by: str, group: str, since: str, unit: UnitCode) -> Figure:
        return Figure(
            flow=self.people.flow.id,
            question=self.question.name,
            by=by,
            group=group,
            since=since,
            people=self.rules.rounded(unit.people),
            share=self._rounded(unit.share) if self.question.positive else None,
            answers={answer: self._rounded(told) for answer, told in unit.answers.items()},
        )

    def _rounded(self, told: Told) -> Told:
        count = self.rules.rounded(told.low)
        return Told(count, count) if told.is_exact else told
