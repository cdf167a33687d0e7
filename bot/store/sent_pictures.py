"""Which pictures a channel already holds, and under what name."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import insert_or_update, writing
from bot.store.tables import sent_pictures


@dataclass(frozen=True, slots=True)
class StoredSentPictures:
    """The `SentPictures` port on a database."""

    engine: AsyncEngine

    async def find(self, *, account: str, picture: str) -> str | None:
        """Return the channel's name for the picture."""
        query = select(sent_pictures.c.name).where(
            sent_pictures.c.account == account, sent_pictures.c.picture == picture
        )
        async with self.engine.connect() as connection:
            name: str | None = (await connection.execute(query)).scalar()
        return name

    async def keep(self, *, account: str, picture: str, name: str) -> None:
        """Remember the channel's name for the picture."""
        row = {"account": account, "picture": picture, "name": name}
        change = insert_or_update(self.engine, sent_pictures).values(row)
        key = [sent_pictures.c.account, sent_pictures.c.picture]
        async with writing(self.engine) as connection:
            await connection.execute(change.on_conflict_do_update(index_elements=key, set_=row))
