"""The ports, by their fakes and by each database: what holds of one holds of all."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pytest

from bot.privacy.submission import Comment, Submission
from bot.privacy.waiting import Waiting
from bot.store.opening import Store, open_store
from bot.usecases.conversing.ports import Codes, Months, Sessions, WaitingRoom
from bot.usecases.publishing.ports import Editions
from bot.usecases.releasing.ports import Baselines
from bot.usecases.staff.ports import Changes, Comments, ReviewComment, Services, Themes
from tests.conftest import EITHER, new_database
from tests.fakes import (
    FakeArchive,
    FakeBaselines,
    FakeChanges,
    FakeComments,
    FakeServices,
    FakeSessions,
    FakeThemes,
)
from tests.store.examples import LOGGED, OAK, WILLOW, outcome, put
from tests.usecases.publishing.shelf import FakeEditions


class Ports(Protocol):
    """Every port that has a fake, and what tests put behind it."""

    @property
    def sessions(self) -> Sessions: ...
    @property
    def codes(self) -> Codes: ...
    @property
    def waiting_room(self) -> WaitingRoom: ...
    @property
    def months(self) -> Months: ...
    @property
    def services(self) -> Services: ...
    @property
    def changes(self) -> Changes: ...
    @property
    def baselines(self) -> Baselines: ...
    @property
    def comments(self) -> Comments: ...
    @property
    def themes(self) -> Themes: ...
    @property
    def editions(self) -> Editions: ...

    async def have_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Have these wait."""
        ...

    async def have(self, submissions: Sequence[Submission], comments: Sequence[Comment]) -> None:
        """Have these where they can be read."""
        ...


@dataclass
class FakePorts:
    """The fakes."""

    sessions: FakeSessions = field(default_factory=FakeSessions)
    archive: FakeArchive = field(default_factory=FakeArchive)
    services: FakeServices = field(default_factory=FakeServices)
    changes: FakeChanges = field(default_factory=FakeChanges)
    baselines: FakeBaselines = field(default_factory=FakeBaselines)
    comments: FakeComments = field(default_factory=FakeComments)
    editions: FakeEditions = field(default_factory=FakeEditions)

    def __post_init__(self) -> None:
        self.themes = FakeThemes(self.comments)

    @property
    def codes(self) -> Codes:
        return self.sessions

    @property
    def waiting_room(self) -> WaitingRoom:
        return self.archive

    @property
    def months(self) -> Months:
        return self.archive

    async def have_waiting(self, waiting: Sequence[Waiting]) -> None:
        self.archive.waiting += waiting

    async def have(self, submissions: Sequence[Submission], comments: Sequence[Comment]) -> None:
        self.archive.submissions += submissions
        for comment in comments:
            service = None if comment.service is None else {"willow": WILLOW, "oak": OAK}[comment.service].code
            self.comments.comments[comment.id] = ReviewComment(
                id=comment.id,
                flow=comment.flow,
                question=comment.question,
                service=service,
                month=comment.month,
                side=comment.side,
                text=comment.text,
            )


@dataclass
class StoredPorts:
    """The store."""

    store: Store

    def __post_init__(self) -> None:
        self.sessions, self.codes = self.store.sessions, self.store.codes
        self.waiting_room, self.months = self.store.waiting_room, self.store.months
        self.services, self.changes = self.store.services, self.store.changes
        self.comments, self.themes, self.editions = self.store.review, self.store.themes, self.store.editions
        self.baselines = self.store.baselines

    async def have_waiting(self, waiting: Sequence[Waiting]) -> None:
        for number, one in enumerate(waiting):
            key = number.to_bytes(32, "big")
            version = (await self.sessions.load(outcome(key, b"", expires=9).key, hour=0)).version
            await self.sessions.keep(replace(outcome(key, b"marker", expires=9, version=version), waiting=one))

    async def have(self, submissions: Sequence[Submission], comments: Sequence[Comment]) -> None:
        await put(self.store.database, submissions, comments)


@pytest.fixture(params=("fake", *EITHER))
async def ports(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ports]:
    """The ports, with two wards, by their fakes and by each database."""
    if request.param == "fake":
        fakes = FakePorts()
        await _with_wards(fakes)
        yield fakes
        return
    async with open_store(new_database(request, tmp_path)) as store:
        stored = StoredPorts(store)
        await _with_wards(stored)
        yield stored


async def _with_wards(ports: Ports) -> None:
    for ward in (WILLOW, OAK):
        await ports.services.add(ward, LOGGED)
