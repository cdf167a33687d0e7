"""The wards and teams that feedback is about."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.engine.flow import Service, ServiceCode
from bot.store.database import writing
from bot.store.tables import services
from bot.usecases.ports import ListedService


@dataclass(frozen=True, slots=True)
class StoredServices:
    """The `Services` port on a database."""

    engine: AsyncEngine

    async def listed(self) -> tuple[ListedService, ...]:
        """Return every service, by name."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(select(services).order_by(services.c.name))
            return tuple(ListedService(Service(ServiceCode(row.code), row.name), row.retired) for row in rows)

    async def open(self) -> tuple[Service, ...]:
        """Return the services that feedback is taken about, by name."""
        return tuple(each.service for each in await self.listed() if not each.retired)

    async def add(self, service: Service) -> None:
        """Keep a new service. Raises ValueError if the code is taken."""
        row = {"code": service.code, "name": service.name, "retired": False}
        try:
            async with writing(self.engine) as connection:
                await connection.execute(insert(services).values(row))
        except IntegrityError:
            raise ValueError("the code is taken") from None

    async def retire(self, code: ServiceCode, *, retired: bool) -> bool:
        """Stop or resume taking feedback about a service; return whether there is such a service."""
        async with writing(self.engine) as connection:
            change = update(services).where(services.c.code == code).values(retired=retired)
            return (await connection.execute(change)).rowcount > 0
