"""What happened in the chats and the bot has not confirmed yet."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from itertools import count, islice

from tests.botapi.clock import Clock
from tests.botapi.errors import conflict
from tests.botapi.parameters import Json

KEPT_SECONDS = 24 * 3600
MOST_AT_ONCE = 100
LONGEST_POLL = 50


class UpdateQueue:
    """Updates in order, each delivered again and again until it is confirmed, then forgotten for good."""

    def __init__(self, clock: Clock, *, first_id: int = 1) -> None:
        self._clock = clock
        self._ids = count(first_id)
        self._pending: OrderedDict[int, tuple[float, Json]] = OrderedDict()
        self._allowed: frozenset[str] = frozenset()
        self._poll: asyncio.Future[None] | None = None
        self._empty = asyncio.Event()
        self._empty.set()
        self.on_update: Callable[[Json], None] | None = None
        """Called with each new update while a webhook is set."""

    @property
    def pending(self) -> list[Json]:
        """The updates that are not confirmed, oldest first."""
        return [update for _, update in self._pending.values()]

    @property
    def allowed(self) -> list[str]:
        """The kinds of updates that the bot asked for; empty stands for all of them."""
        return sorted(self._allowed)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Queue only these kinds from now on. None changes nothing; an empty list asks for all."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def put(self, kind: str, payload: Json) -> None:
        """Something happened."""
        if self._allowed and kind not in self._allowed:
            return
        update_id = next(self._ids)
        update = {"update_id": update_id, kind: payload}
        self._pending[update_id] = (self._clock.now(), update)
        self._empty.clear()
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
        if self.on_update:
            self.on_update(update)

    async def poll(self, *, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109 - the API's word.
        """Confirm what is below the offset, then give what is left, waiting for it if there is nothing.

        A second poll ends the first. A negative offset keeps only as many of the newest.
        """
        self.end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._confirm_below(offset)
        if not self._pending and timeout > 0:
            await self._news(min(timeout, LONGEST_POLL))
        most = limit if 1 <= limit <= MOST_AT_ONCE else MOST_AT_ONCE
        return [update for _, update in islice(self._pending.values(), most)]

    async def _news(self, seconds: float) -> None:
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def end_poll(self, reason: str) -> None:
        """Let the poll that is waiting, if any, fail with a conflict."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    def _confirm_below(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popitem(last=False)
        oldest_kept = self._clock.now() - KEPT_SECONDS
        while self._pending:
            update_id, (happened, _) = next(iter(self._pending.items()))
            if update_id >= offset and happened >= oldest_kept:
                break
            del self._pending[update_id]
        self._notice_empty()

    def confirm(self, update_id: int) -> None:
        """Forget one update: a webhook has taken it."""
        self._pending.pop(update_id, None)
        self._notice_empty()

    def clear(self) -> None:
        """Forget every update."""
        self._pending.clear()
        self._notice_empty()

    def _notice_empty(self) -> None:
        if not self._pending:
            self._empty.set()

    async def confirmed(self) -> None:
        """Wait until nothing is pending."""
        await self._empty.wait()
