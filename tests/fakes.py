"""Fakes of our own ports, in memory."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.engine.flow import Service, ServiceCode
from bot.privacy.sealing import SessionKey
from bot.privacy.submission import Comment, Submission
from bot.usecases.ports import ListedService


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
    """The `Sessions` port. With `broken`, whatever is to be kept fails."""

    kept: dict[SessionKey, tuple[bytes, int]] = field(default_factory=dict)
    sent: list[tuple[Submission, tuple[Comment, ...]]] = field(default_factory=list)
    broken: bool = False

    async def load(self, key: SessionKey, *, hour: int) -> bytes | None:
        sealed, expires = self.kept.get(key, (None, 0))
        return sealed if expires > hour else None

    async def save(self, key: SessionKey, sealed: bytes, *, expires: int) -> None:
        if self.broken:
            raise OSError("disk full")
        self.kept[key] = (sealed, expires)

    async def finish(
        self,
        key: SessionKey,
        marker: bytes,
        *,
        expires: int,
        submission: Submission,
        comments: Sequence[Comment],
    ) -> None:
        await self.save(key, marker, expires=expires)
        self.sent.append((submission, tuple(comments)))

    async def expire(self, *, hour: int) -> int:
        old = [key for key, (_, expires) in self.kept.items() if expires <= hour]
        for key in old:
            del self.kept[key]
        return len(old)


@dataclass
class FakeServices:
    """The `Services` port."""

    services: list[ListedService] = field(default_factory=list)

    async def listed(self) -> tuple[ListedService, ...]:
        return tuple(self.services)

    async def open(self) -> tuple[Service, ...]:
        return tuple(each.service for each in self.services if not each.retired)

    async def add(self, service: Service) -> None:
        if any(each.service.code == service.code for each in self.services):
            raise ValueError("the code is taken")
        self.services.append(ListedService(service, retired=False))

    async def retire(self, code: ServiceCode, *, retired: bool) -> bool:
        found = [each for each in self.services if each.service.code == code]
        self.services = [ListedService(each.service, retired) if each in found else each for each in self.services]
        return bool(found)


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
