"""Reading the conversations of an edition, elsewhere than where turns are taken."""

import asyncio
from collections.abc import Container

from bot.flows.library import Library
from bot.usecases.publish.edition import Edition, load_files
from bot.usecases.publish.ports import Editions


async def load_edition(editions: Editions, edition: Edition, *, unpublished: Container[str] = ()) -> Library:
    """Return the conversations of an edition, with every fault in them.

    Of the languages in `unpublished`, the flows also have the words that people are not offered yet.
    """
    return await asyncio.to_thread(load_files, await editions.files(edition), unpublished=unpublished)
