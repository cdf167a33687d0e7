"""The wards and teams that feedback is about."""

from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.engine.flow import Service, ServiceCode
from bot.store.database import Database
from bot.store.staff_log import execute_logged, log_insert
from bot.store.tables import services
from bot.store.ttl_cache import TtlCache
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.ports import ListedService


@dataclass(slots=True)
class StoredServices:
    """The `Services` port on a database."""

    database: Database
    _open: TtlCache[tuple[Service, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._open = TtlCache(self._not_retired)

    async def listed(self) -> tuple[ListedService, ...]:
        """Return every service, by name."""
        return await self.database.read(_listed)

    async def open(self) -> tuple[Service, ...]:
        """Return the services that take feedback, by name, as they were at most a second ago."""
        return await self._open()

    async def add(self, service: Service, logged: LogEntry) -> None:
        """Store a new service. Raises ValueError if the code is taken."""
        row = {"code": service.code, "name": service.name, "retired": False}

        def add(connection: Connection) -> None:
            connection.execute(insert(services).values(row))
            connection.execute(log_insert(logged))

        self._open.forget()
        try:
            await self.database.write(add)
        except IntegrityError:
            raise ValueError("the code is taken") from None

    async def retire(self, code: ServiceCode, logged: LogEntry, *, retired: bool) -> bool:
        """Stop or resume taking feedback about a service; return whether there is such a service."""
        self._open.forget()
        change = update(services).where(services.c.code == code).values(retired=retired)
        return await self.database.write(partial(execute_logged, change, logged))

    async def _not_retired(self) -> tuple[Service, ...]:
        return tuple(listed.service for listed in await self.listed() if not listed.retired)


def _listed(connection: Connection) -> tuple[ListedService, ...]:
    rows = connection.execute(select(services).order_by(services.c.name))
    return tuple(ListedService(Service(ServiceCode(row.code), row.name), row.retired) for row in rows)
