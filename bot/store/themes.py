"""Themes, and how many comments have each."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from bot.store.database import Database
from bot.store.staff_log import log_insert
from bot.store.tables import comments, themes
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.ports import ListedTheme


@dataclass(frozen=True, slots=True)
class StoredThemes:
    """The `Themes` port on a database."""

    database: Database

    async def listed(self) -> tuple[ListedTheme, ...]:
        """Return every theme: those of most comments first, then by name."""
        return await self.database.read(_listed)

    async def add(self, name: str, logged: LogEntry) -> bool:
        """Store a new theme, and log it; return whether it is new."""
        new = self.database.insert(themes).values(name=name).on_conflict_do_nothing()

        def add(connection: Connection) -> bool:
            added = connection.execute(new).rowcount > 0
            if added:
                connection.execute(log_insert(logged))
            return added

        return await self.database.write(add)


def split_themes(joined: str) -> tuple[str, ...]:
    """Return the themes of a comment's row."""
    return tuple(joined.split(",")) if joined else ()


def join_themes(names: tuple[str, ...]) -> str:
    """Return themes as a comment's row has them."""
    return ",".join(names)


def _listed(connection: Connection) -> tuple[ListedTheme, ...]:
    counts = Counter(dict.fromkeys(connection.execute(select(themes.c.name)).scalars(), 0))
    together = select(comments.c.themes, func.count()).where(comments.c.themes != "").group_by(comments.c.themes)
    for joined, number in connection.execute(together):
        counts.update(dict.fromkeys(split_themes(joined), number))
    by_use = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))
    return tuple(ListedTheme(name, number) for name, number in by_use)
