"""Opening the store: the database of a URL, and every port on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SaysoError
from bot.store.baselines import StoredBaselines
from bot.store.changes import StoredChanges
from bot.store.codes import StoredCodes
from bot.store.database import Database
from bot.store.editions import StoredEditions
from bot.store.months import StoredMonths
from bot.store.releases import StoredReleases
from bot.store.review import StoredReview
from bot.store.sent_pictures import StoredSentPictures
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.sqlite import SqliteDatabase
from bot.store.staff_log import StoredStaffLog
from bot.store.submissions import StoredSubmissions
from bot.store.themes import StoredThemes
from bot.store.tokens import StoredTokens
from bot.store.waiting_room import StoredWaitingRoom


@dataclass(frozen=True, slots=True)
class Store:
    """All ports on the database, and the database itself."""

    database: Database
    sessions: StoredSessions
    codes: StoredCodes
    waiting_room: StoredWaitingRoom
    months: StoredMonths
    services: StoredServices
    changes: StoredChanges
    baselines: StoredBaselines
    submissions: StoredSubmissions
    releases: StoredReleases
    tokens: StoredTokens
    review: StoredReview
    themes: StoredThemes
    staff_log: StoredStaffLog
    sent_pictures: StoredSentPictures
    editions: StoredEditions

    async def reach(self) -> None:
        """Query the database. Raises an error if it is unavailable."""
        await self.services.listed()


def open_database(url: str) -> Database:
    """Return the database at this URL: `sqlite:///data/sayso.db`, `postgresql://user@host/sayso`.

    No connection is opened yet. Raises SaysoError for an unsupported URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is not None and parsed.database and parsed.drivername == "sqlite":
        return SqliteDatabase(parsed)
    if parsed is not None and parsed.database and parsed.drivername == "postgresql":
        # What asyncpg needs of SQLAlchemy takes a tenth of a start, and most installations have SQLite.
        from bot.store.postgresql import PostgresqlDatabase  # noqa: PLC0415

        return PostgresqlDatabase(parsed)
    raise SaysoError(
        "SAYSO_DATABASE_URL names an unsupported kind of database. Write it like sqlite:///data/sayso.db"
        " or postgresql://user:password@host/sayso, or omit it and the database is kept in SAYSO_DATA_DIR."
    )


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open and migrate the database, and close it in the end. Raises SaysoError if it is unusable."""
    database = open_database(url)
    try:
        await database.prepare()
        yield Store(
            database=database,
            sessions=StoredSessions(database),
            codes=StoredCodes(database),
            waiting_room=StoredWaitingRoom(database),
            months=StoredMonths(database),
            services=StoredServices(database),
            changes=StoredChanges(database),
            baselines=StoredBaselines(database),
            submissions=StoredSubmissions(database),
            releases=StoredReleases(database),
            tokens=StoredTokens(database),
            review=StoredReview(database),
            themes=StoredThemes(database),
            staff_log=StoredStaffLog(database),
            sent_pictures=StoredSentPictures(database),
            editions=StoredEditions(database),
        )
    finally:
        await database.close()
