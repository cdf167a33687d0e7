"""A baseline: a decision that the limits of a question's charts are calculated again from a month on."""

from dataclasses import dataclass

from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A decision about the charts of one question: those of a ward or, without one, those of all wards together.

    `start` is the first month of the new limits, such as 2026-04; `because` is printed on the chart.
    """

    id: str
    flow: FlowId
    question: str
    service: ServiceCode | None
    start: str
    because: str
