"""Opening the store: every port that lies on the database, ready for use."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.codes import StoredCodes
from bot.store.database import alone, close_database, open_database, prepare, reach, wipe
from bot.store.months import StoredMonths
from bot.store.sent_pictures import StoredSentPictures
from bot.store.services import StoredServices
from bot.store.sessions import StoredSessions
from bot.store.submissions import StoredSubmissions
from bot.store.waiting_room import StoredWaitingRoom


@dataclass(frozen=True, slots=True)
class Store:
    """The ports that lie on the database."""

    engine: AsyncEngine
    sessions: StoredSessions
    codes: StoredCodes
    waiting_room: StoredWaitingRoom
    months: StoredMonths
    services: StoredServices
    submissions: StoredSubmissions
    sent_pictures: StoredSentPictures
    wipe: Callable[[date], Awaitable[None]]
    reach: Callable[[], Awaitable[None]]
    alone: Callable[[], AbstractAsyncContextManager[bool]]


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open the database, up to date, and close it in the end. Raises SaysoError where it cannot be used."""
    engine = open_database(url)
    try:
        await prepare(engine)
        yield Store(
            engine=engine,
            sessions=StoredSessions(engine),
            codes=StoredCodes(engine),
            waiting_room=StoredWaitingRoom(engine),
            months=StoredMonths(engine),
            services=StoredServices(engine),
            submissions=StoredSubmissions(engine),
            sent_pictures=StoredSentPictures(engine),
            wipe=partial(wipe, engine),
            reach=partial(reach, engine),
            alone=partial(alone, engine),
        )
    finally:
        await close_database(engine)
