"""A ward whose comments wait to be read with `sayso review`."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Update, update

from bot.privacy.side import side_of
from bot.privacy.submission import Comment
from bot.store.opening import open_store
from bot.store.tables import comments
from tests.cli.sayso import Ran, Sayso
from tests.program import database_of
from tests.store.examples import LOGGED, OAK, WILLOW, Kept, comment, put

GARDEN = comment("b", "Bea took me\nto the garden", service="willow")
FOOD = comment("a", "The food", service="oak")
PROMPT = "[s]how [h]ide [p]ass on [b]lack out [t]heme [n]ext [u]ndo [/]search [q]uit: "
ASKED = "[q]uit: "


class Ward:
    """An installation where comments wait to be read."""

    def __init__(self, folder: Path) -> None:
        self.sayso = Sayso(folder)
        self.url = database_of(folder)

    def have(self, said: Sequence[Comment]) -> None:
        async def have() -> None:
            async with open_store(self.url) as store:
                for service in (WILLOW, OAK):
                    await store.services.add(service, LOGGED)
                await put(store.database, [], said)
                for one in said:
                    # As the close would set it.
                    label = update(comments).where(comments.c.text == one.text).values(side=side_of(one.fft))
                    await store.database.write(partial(_execute, label))

        asyncio.run(have())

    def types(self, *lines: str, options: Sequence[str] = ()) -> Ran:
        return self.sayso("review", "--role", "QI lead", *options, types="".join(f"{line}\n" for line in lines))

    def listed(self, *options: str, **settings: str) -> list[str]:
        return self.sayso("review", "list", *options, **settings).lines

    def pass_on_long_ago(self) -> None:
        async def date_back() -> None:
            async with open_store(self.url) as store:
                long_ago = update(comments).values(decided_when="2026-03-09")
                await store.database.write(lambda connection: connection.execute(long_ago))

        asyncio.run(date_back())

    @property
    def kept(self) -> dict[str, tuple[str, str]]:
        async def kept() -> dict[str, tuple[str, str]]:
            async with open_store(self.url) as store:
                return {each.id: (each.text, state) async for each, state in Kept(store.database).comments()}

        return asyncio.run(kept())


def _execute(statement: Update, connection: Connection) -> None:
    connection.execute(statement)
