"""The figures of a release as tables for people to read."""

from dataclasses import dataclass

from bot.engine.flow import Flow
from bot.privacy.disclosure.rules import Breakdown, Rules
from bot.reporting.ledger import Release
from bot.reporting.tables import FigureTable, tables
from bot.usecases.releasing.ports import Releases
from bot.usecases.releasing.release import find_release, labels_of, whole_figures
from bot.usecases.staff.ports import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRequest:
    """Which tables: of the release of a period or the newest, by which breakdown, of one question or all."""

    flow: Flow
    period: str | None = None
    question: str | None = None
    by: Breakdown = ()


async def release_tables(
    releases: Releases, services: Services, request: TableRequest, rules: Rules
) -> tuple[Release, tuple[FigureTable, ...]]:
    """Return a release and its tables. Raises NoReleaseYet, NoSuchRelease and FiguresChanged."""
    release = await find_release(releases, request.period)
    figures = [figure for figure in await whole_figures(releases, release) if figure.flow == request.flow.id]
    labels = await labels_of(request.flow, services)
    return release, tuple(tables(labels, figures, rules, by=request.by, question=request.question))
