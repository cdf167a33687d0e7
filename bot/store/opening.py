"""Opening the store: every port that lies on the database, ready for use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.store.database import close_database, open_database, prepare
from bot.store.sent_pictures import StoredSentPictures
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.submissions import StoredSubmissions


@dataclass(frozen=True, slots=True)
class Store:
    """The ports that lie on the database."""

    sessions: StoredSessions
    services: StoredServices
    submissions: StoredSubmissions
    sent_pictures: StoredSentPictures


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open the database, up to date, and close it in the end. Raises SaysoError where it cannot be used."""
    engine = open_database(url)
    try:
        await prepare(engine)
        yield Store(
            StoredSessions(engine), StoredServices(engine), StoredSubmissions(engine), StoredSentPictures(engine)
        )
    finally:
        await close_database(engine)
