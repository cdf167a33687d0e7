"""Pictures that a channel already stores, and its names for them."""

from dataclasses import dataclass, field

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import sent_pictures


@dataclass(frozen=True, slots=True)
class StoredSentPictures:
    """The `SentPictures` port on a database, with a cache: there are only as many rows as pictures."""

    database: Database
    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    async def find(self, *, account: str, picture: str) -> str | None:
        """Return the channel's name for the picture."""
        if (cached := self._names.get((account, picture))) is not None:
            return cached
        query = select(sent_pictures.c.name).where(
            sent_pictures.c.account == account, sent_pictures.c.picture == picture
        )
        name = await self.database.read(lambda connection: connection.execute(query).scalar())
        if name is not None:
            self._names[account, picture] = name
        return name

    async def keep(self, *, account: str, picture: str, name: str) -> None:
        """Store the channel's name for the picture."""
        row = {"account": account, "picture": picture, "name": name}
        key = [sent_pictures.c.account, sent_pictures.c.picture]
        change = self.database.insert(sent_pictures).values(row).on_conflict_do_update(index_elements=key, set_=row)
        await self.database.write(lambda connection: connection.execute(change))
        self._names[account, picture] = name
