"""The ledger of wards: what is shown of each ward's answers to a question, and of all of them together. No IO.

A sum over wards gives way to the wards: where its exact value would show what one of them has coded, it is shown as no
more than the wards tell.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.privacy.disclosure.coding import Cell, Told, UnitCode, code_unit, coded, hidden, protect, sum_of
from bot.privacy.disclosure.rules import Rules

Counts = Mapping[str, int]
"""How many people gave each answer."""


def code_wards(counts: Mapping[str, Counts], positive: Collection[str], rules: Rules) -> "WardTable":
    """Return the table of a release that is being made."""
    units = {ward: code_unit(answers, positive, rules) for ward, answers in counts.items()}
    return WardTable(counts, positive, rules, {ward: unit for ward, unit in units.items() if unit is not None})


@dataclass(frozen=True)
class WardTable:
    """The answers to one question in the wards of one release, and which of them are positive.

    `units` is what is shown of each ward that has enough people who answered; `together` what was shown of all wards,
    once it was released.
    """

    counts: Mapping[str, Counts]
    positive: Collection[str]
    rules: Rules
    units: Mapping[str, UnitCode]
    together: UnitCode | None = None

    @cached_property
    def everybody(self) -> UnitCode | None:
        """Return what is shown of all wards together; None if they are too few people."""
        totals = {answer: sum(self._counts(answer)) for answer in next(iter(self.counts.values()), {})}
        people = sum(totals.values())
        if people < self.rules.min_people:
            return None
        share = sum_of(self.share_cells()) if self.positive else Told(0, 0)
        told: dict[str, Told] = {}
        if people >= self.rules.all_answers_from and share.is_exact:
            for is_positive in (True, False):
                # In the order of the answers: of equal counts the first is coded, in every process.
                told |= self._code_side(totals, [one for one in totals if (one in self.positive) is is_positive])
        return UnitCode(people, share, {answer: told[answer] for answer in totals if answer in told})

    def share_cells(self) -> tuple[Cell, ...]:
        """Return the number of positive answers of each ward, as it is shown."""
        return tuple(self._share_cell(ward) for ward in self.counts)

    def unsummed_shares(self) -> tuple[Cell, ...]:
        """Return the same, but nothing where their exact sum was released.

        Whoever has the sum of several releases takes such a sum from it, and is left with that of all the others.
        """
        return () if self.together is not None and self.together.share.is_exact else self.share_cells()

    def unsummed_answers(self, answer: str) -> tuple[Cell, ...]:
        """Return how many gave an answer in each ward, but nothing where their exact sum was released."""
        told = None if self.together is None else self.together.answers.get(answer)
        return () if told is not None and told.is_exact else self.answer_cells(answer)

    def answer_cells(self, answer: str) -> tuple[Cell, ...]:
        """Return how many gave an answer in each ward, as it is shown."""
        return tuple(self._answer_cell(ward, answer) for ward in self.counts)

    def _counts(self, answer: str) -> list[int]:
        return [counts[answer] for counts in self.counts.values()]

    def _code_side(self, totals: Counts, side: Sequence[str]) -> dict[str, Told]:
        people = sum(totals.values())
        cells = [coded(totals[answer], people, sum_of(self.answer_cells(answer)), self.rules) for answer in side]
        told = protect(cells)
        return {} if told is None else dict(zip(side, told, strict=True))

    def _share_cell(self, ward: str) -> Cell:
        counts, unit = self.counts[ward], self.units.get(ward)
        count, people = sum(counts[answer] for answer in self.positive), sum(counts.values())
        return hidden(count, people, self.rules) if unit is None else coded(count, people, unit.share, self.rules)

    def _answer_cell(self, ward: str, answer: str) -> Cell:
        counts, unit = self.counts[ward], self.units.get(ward)
        count, people = counts[answer], sum(counts.values())
        if unit is None:
            return hidden(count, people, self.rules)
        most = unit.share.high if answer in self.positive else people - unit.share.low
        return coded(count, people, unit.answers.get(answer, Told(0, most)), self.rules)
