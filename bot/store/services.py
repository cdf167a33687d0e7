"""The wards and teams that feedback is about."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.engine.flow import Service, ServiceCode
from bot.store.database import Database
from bot.store.tables import services
from bot.usecases.ports import ListedService

REMEMBERED_SECONDS = 1.0
"""How long the list is taken to be as it was: many turns ask for it, and it hardly ever changes."""


@dataclass(slots=True)
class StoredServices:
    """The `Services` port on a database."""

    database: Database
    _open: tuple[Service, ...] = ()
    _known_until: float = 0.0

    async def listed(self) -> tuple[ListedService, ...]:
        """Return every service, by name."""
        return await self.database.read(_listed)

    async def open(self) -> tuple[Service, ...]:
        """Return the services that feedback is taken about, by name, as they were at most a second ago."""
        now = asyncio.get_running_loop().time()
        if now >= self._known_until:
            self._open = tuple(each.service for each in await self.listed() if not each.retired)
            self._known_until = now + REMEMBERED_SECONDS
        return self._open

    async def add(self, service: Service) -> None:
        """Keep a new service. Raises ValueError if the code is taken."""
        row = {"code": service.code, "name": service.name, "retired": False}
        self._known_until = 0.0
        try:
            await self.database.write(lambda connection: connection.execute(insert(services).values(row)))
        except IntegrityError:
            raise ValueError("the code is taken") from None

    async def retire(self, code: ServiceCode, *, retired: bool) -> bool:
        """Stop or resume taking feedback about a service; return whether there is such a service."""
        self._known_until = 0.0
        change = update(services).where(services.c.code == code).values(retired=retired)
        return await self.database.write(lambda connection: connection.execute(change).rowcount > 0)


def _listed(connection: Connection) -> tuple[ListedService, ...]:
    rows = connection.execute(select(services).order_by(services.c.name))
    return tuple(ListedService(Service(ServiceCode(row.code), row.name), row.retired) for row in rows)
