"""Fakes of our own ports, in memory."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.engine.flow import Change, Service, ServiceCode
from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Comment, Period, Submission
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes
from bot.reporting.baseline import Baseline
from bot.usecases.conversing.ports import Outcome, StoredSession
from bot.usecases.ports import Stale, Unavailable
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.ports import (
    CommentDecision,
    CommentState,
    ListedChange,
    ListedService,
    ListedTheme,
    ReviewComment,
    SeenComment,
)


class FakeClock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


class FakeRandomBytes:
    """Bytes that never repeat, and are the same in every run."""

    def __init__(self) -> None:
        self._drawn = 0

    def __call__(self, count: int) -> bytes:
        self._drawn += 1
        return self._drawn.to_bytes(count, "big")


@dataclass
class FakeSessions:
    """The `Sessions` and `Codes` ports. With `broken`, whatever is to be kept or deleted fails.

    `unavailable` says for each call to `keep` to come whether it kept what it was given before it failed.
    """

    kept: dict[SessionKey, tuple[bytes, int]] = field(default_factory=dict)
    versions: Counter[SessionKey] = field(default_factory=Counter)
    waiting: list[Waiting] = field(default_factory=list)
    set_aside: set[SessionKey] = field(default_factory=set)
    broken: bool = False
    unavailable: list[bool] = field(default_factory=list)

    async def load(self, key: SessionKey, *, hour: int) -> StoredSession:
        sealed, expires = self.kept.get(key, (None, 0))
        return StoredSession(sealed if expires > hour else None, self.versions[key], expires)

    async def keep(self, outcome: Outcome) -> None:
        if self.broken:
            raise OSError("disk full")
        if self.unavailable:
            if self.unavailable.pop(0):
                await self.keep(outcome)
            raise Unavailable
        if outcome.version != self.versions[outcome.key]:
            raise Stale
        self.versions[outcome.key] += 1
        if outcome.replaces is not None:
            self.kept.pop(outcome.replaces, None)
        self.kept[outcome.key] = (outcome.sealed, outcome.expires)
        if outcome.waiting is not None:
            self.waiting.append(outcome.waiting)
        if outcome.marker is not None:
            self.kept[outcome.marker.key] = (outcome.marker.sealed, outcome.marker.expires)
            self.versions[outcome.marker.key] = 1
        if outcome.set_aside is not None:
            self.kept[outcome.set_aside.key] = (outcome.set_aside.sealed, outcome.set_aside.expires)
            self.set_aside.add(outcome.set_aside.key)
        if outcome.withdrawn is not None:
            self.waiting = [each for each in self.waiting if each.withdraw != outcome.withdrawn.waiting]

    async def expire(self, *, hour: int) -> int:
        if self.broken:
            raise OSError("disk full")
        old = [key for key, (_, expires) in self.kept.items() if expires <= hour]
        for key in old:
            del self.kept[key]
        return len(old)

    async def count_set_aside(self) -> int:
        return len(self.set_aside & self.kept.keys())

    async def has(self, code: CodeHashes) -> bool:
        return any(each.withdraw == code.waiting for each in self.waiting)


@dataclass
class FakeArchive:
    """The `WaitingRoom` and `Months` ports. With `gone`, something was taken back while it was to go on;
    with `busy`, another process keeps house."""

    waiting: list[Waiting] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    wiped: list[date] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    gone: bool = False
    busy: bool = False

    async def ready(self, *, enough: int, month: str) -> tuple[Waiting, ...]:
        counts = Counter(each.service for each in self.waiting)
        return tuple(each for each in self.waiting if counts[each.service] >= enough or each.month <= month)

    async def move(
        self,
        waiting: Sequence[Waiting],
        submissions: Sequence[Submission],
        comments: Sequence[Comment],
        *,
        chance: Random,
        new_id: Callable[[], str],
    ) -> bool:
        if self.gone or not all(each in self.waiting for each in waiting):
            return False
        self.waiting = [each for each in self.waiting if each not in waiting]
        self.submissions += submissions
        self.comments += comments
        return True

    async def open(self) -> tuple[str, ...]:
        return tuple(sorted({each.period.month for each in self.submissions} - set(self.closed)))

    async def close(self, month: str, *, chance: Random, new_id: Callable[[], str]) -> None:
        self.closed.append(month)

    async def release(self, closed_month: str) -> None:
        self.released.append(closed_month)

    async def wipe(self, day: date) -> None:
        self.wiped.append(day)

    @asynccontextmanager
    async def housekeeping_lock(self) -> AsyncIterator[bool]:
        yield not self.busy


@dataclass
class FakeServices:
    """The `Services` port."""

    services: list[ListedService] = field(default_factory=list)
    log: list[LogEntry] = field(default_factory=list)

    async def listed(self) -> tuple[ListedService, ...]:
        return tuple(sorted(self.services, key=lambda listed: listed.service.name))

    async def open(self) -> tuple[Service, ...]:
        return tuple(listed.service for listed in await self.listed() if not listed.retired)

    async def add(self, service: Service, logged: LogEntry) -> None:
        if any(listed.service.code == service.code for listed in self.services):
            raise ValueError("the code is taken")
        self.services.append(ListedService(service, retired=False))
        self.log.append(logged)

    async def retire(self, code: ServiceCode, logged: LogEntry, *, retired: bool) -> bool:
        for place, listed in enumerate(self.services):
            if listed.service.code == code:
                self.services[place] = ListedService(listed.service, retired)
                self.log.append(logged)
                return True
        return False


@dataclass
class FakeChanges:
    """The `Changes` port."""

    changes: list[ListedChange] = field(default_factory=list)
    log: list[LogEntry] = field(default_factory=list)

    async def listed(self) -> tuple[ListedChange, ...]:
        return tuple(sorted(self.changes, key=lambda listed: listed.change.month, reverse=True))

    async def open(self) -> tuple[Change, ...]:
        return tuple(listed.change for listed in await self.listed() if not listed.retired)

    async def add(self, change: Change, logged: LogEntry) -> None:
        if any(listed.change.id == change.id for listed in self.changes):
            raise ValueError("the id is taken")
        self.changes.append(ListedChange(change, retired=False))
        self.log.append(logged)

    async def retire(self, change_id: str, logged: LogEntry, *, retired: bool) -> bool:
        for place, listed in enumerate(self.changes):
            if listed.change.id == change_id:
                self.changes[place] = ListedChange(listed.change, retired)
                self.log.append(logged)
                return True
        return False


@dataclass
class FakeBaselines:
    """The `Baselines` port."""

    baselines: list[Baseline] = field(default_factory=list)
    log: list[LogEntry] = field(default_factory=list)

    async def listed(self) -> tuple[Baseline, ...]:
        return tuple(sorted(self.baselines, key=lambda one: (one.flow, one.question, one.start)))

    async def add(self, baseline: Baseline, logged: LogEntry) -> None:
        if any(one.id == baseline.id for one in self.baselines):
            raise ValueError("the id is taken")
        self.baselines.append(baseline)
        self.log.append(logged)

    async def remove(self, baseline_id: str, logged: LogEntry) -> bool:
        kept = [one for one in self.baselines if one.id != baseline_id]
        removed = len(kept) < len(self.baselines)
        if removed:
            self.baselines = kept
            self.log.append(logged)
        return removed


@dataclass
class FakeSubmissions:
    """The `Submissions` port."""

    sent: list[Submission] = field(default_factory=list)
    said: list[tuple[Comment, str]] = field(default_factory=list)

    async def submissions(self) -> AsyncIterator[Submission]:
        for each in self.sent:
            yield each

    async def comments(self) -> AsyncIterator[tuple[Comment, str]]:
        for each in self.said:
            yield each

    async def count(self) -> tuple[int, int]:
        return len(self.sent), len(self.said)


@dataclass
class FakeComments:
    """The `Comments` port. `open_months` are those whose comments can still be withdrawn."""

    comments: dict[str, ReviewComment] = field(default_factory=dict)
    log: list[LogEntry] = field(default_factory=list)
    open_months: frozenset[str] = frozenset()

    async def listed(self, states: Collection[CommentState], ward: ServiceCode | None) -> tuple[ReviewComment, ...]:
        comments = sorted(self.comments.values(), key=lambda comment: comment.id)
        return tuple(one for one in comments if one.state in states and ward in {None, one.service})

    async def change(self, seen: SeenComment, becomes: SeenComment, logged: LogEntry) -> bool:
        comment = self.comments.get(seen.id)
        if comment is None or comment.seen != seen:
            return False
        when, period = logged.day.isoformat(), Period.of(logged.day)
        if comment.month in self.open_months:
            when = period.week if becomes.state == "passed" else period.month
        unchanged = (becomes.text, becomes.state) == (seen.text, seen.state)
        decision = comment.decision if unchanged else CommentDecision(logged.role, when)
        self.comments[seen.id] = replace(
            comment, text=becomes.text, state=becomes.state, themes=becomes.themes, decision=decision
        )
        self.log.append(logged)
        return True


@dataclass
class FakeThemes:
    """The `Themes` port, about the comments of another fake."""

    comments: FakeComments
    names: set[str] = field(default_factory=set)
    log: list[LogEntry] = field(default_factory=list)

    async def listed(self) -> tuple[ListedTheme, ...]:
        counts = Counter(theme for comment in self.comments.comments.values() for theme in comment.themes)
        by_use = sorted({*self.names, *counts}, key=lambda name: (-counts[name], name.casefold()))
        return tuple(ListedTheme(name, counts[name]) for name in by_use)

    async def add(self, name: str, logged: LogEntry) -> bool:
        if name in self.names:
            return False
        self.names.add(name)
        self.log.append(logged)
        return True
