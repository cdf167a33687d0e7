"""The figures of a release as tables for people to read."""

from dataclasses import dataclass

from bot.engine.flow import Flow
from bot.reporting.figures import EVERYBODY, SERVICE
from bot.reporting.ledger import Ledger, Release
from bot.reporting.people import breakdown_attributes, counted_questions
from bot.reporting.tables import FigureTable, tables
from bot.usecases.releasing.problems import NoReleaseYet, NothingBy
from bot.usecases.releasing.reading import Reading, labels_of
from bot.usecases.staff.ports import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRequest:
    """Which tables: of the release of a period or the newest, by what, of one question or all."""

    flow: Flow
    period: str | None = None
    question: str | None = None
    by: str = EVERYBODY


async def release_tables(
    reading: Reading, services: Services, request: TableRequest
) -> tuple[Release, tuple[FigureTable, ...]]:
    """Return a release and its tables. Raises NoReleaseYet, NoSuchRelease, NothingBy and ReleaseChanged."""
    by = (SERVICE, *(attribute.name for attribute in breakdown_attributes(request.flow)))
    questions = tuple(dict.fromkeys(question.step for question in counted_questions(request.flow)))
    if request.by not in (EVERYBODY, *by):
        raise NothingBy("group", request.by, by)
    if request.question is not None and request.question not in questions:
        raise NothingBy("question", request.question, questions)
    ledger = Ledger.WARDS if request.by in (EVERYBODY, SERVICE) else Ledger.GROUPS
    releases = await reading.listed(ledger, period=request.period)
    if not releases:
        raise NoReleaseYet
    figures = [figure for figure in await reading.figures(releases[-1]) if figure.flow == request.flow.id]
    labels = await labels_of(request.flow, services)
    return releases[-1], tuple(tables(labels, figures, by=request.by, question=request.question))
