"""The format of the conversation files as a number, and how files of an older format become files of today's.

An edition is stored as it was put in and carries the format of its files. When it is loaded, every migration from that
format on is applied, in order. `format` in flow.yaml is the same number; editions from before it was stored are of 0.
"""

from collections.abc import Callable, Container
from dataclasses import replace

from bot.engine.issues import Issue
from bot.flows.files import Files
from bot.flows.library import Library, build_flows, library_of
from bot.flows.migrations import to_1
from bot.flows.sources import read_sources

MIGRATIONS: tuple[Callable[[Files], Files], ...] = (to_1.migrate,)
"""The one at index n makes files of format n + 1 from files of format n."""

FORMAT = len(MIGRATIONS)
"""The format that this version reads and writes."""


def migrate(files: Files, number: int) -> Files:
    """Return files of a format as files of today's. Raises ValueError where the format is newer than that."""
    if number > FORMAT:
        message = f"format {number} is newer than {FORMAT}"
        raise ValueError(message)
    for step in MIGRATIONS[number:]:
        files = step(files)
    return files


def parse_edition(files: Files, number: int, *, unpublished: Container[str] = ()) -> Library:
    """Parse and check files of a format. Never raises for what an author wrote: see `Library.issues`.

    Of the languages in `unpublished`, flows also have the words that are not offered to respondents yet.
    """
    if number > FORMAT:
        return unusable(files.name, f"format {number} is not known", "update Sayso to read it")
    sources = read_sources(migrate(files, number), unpublished=unpublished)
    flows = build_flows(sources)
    library = library_of(sources, flows)
    return replace(library, former_revisions=to_1.former_revisions(files, flows)) if number == 0 else library


def unusable(name: str, what: str, suggestion: str) -> Library:
    """Return a library with nothing in it but why."""
    return Library(flows={}, pictures={}, issues=(Issue(name, 1, 1, "edition", what, suggestion),))
