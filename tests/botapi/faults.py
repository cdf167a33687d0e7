"""What can go wrong between a bot and Telegram, when a test asks for it."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from tests.botapi.errors import ApiError
from tests.botapi.parameters import Call


class Moment(Enum):
    """When something goes wrong: before the call has had its effect, or after, before it is answered."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Refuse:
    """The call is answered with an error and has no effect."""

    code: int
    description: str
    retry_after: int | None = None
    moment: Moment = Moment.BEFORE


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection closes without an answer."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Delay:
    """The call takes this many seconds longer."""

    seconds: float
    moment: Moment


@dataclass(frozen=True, slots=True)
class Hook:
    """The test is told of the call, and the call waits until the test has done what it wants."""

    callback: Callable[[Call], Awaitable[None] | None]
    moment: Moment


Fault = Refuse | Drop | Delay | Hook


class ConnectionDroppedError(Exception):
    """Close the connection without an answer."""


async def befall(faults: list[Fault], moment: Moment, call: Call) -> None:
    """Let those faults happen that happen at this moment, in the order in which they were asked for."""
    for fault in faults:
        if fault.moment is moment:
            await _happen(fault, call)


async def _happen(fault: Fault, call: Call) -> None:
    match fault:
        case Refuse(code, description, retry_after):
            raise ApiError(code, description, retry_after=retry_after)
        case Drop():
            raise ConnectionDroppedError
        case Delay(seconds):
            await asyncio.sleep(seconds)
        case Hook(callback):
            result = callback(call)
            if inspect.isawaitable(result):
                await result


@dataclass(slots=True)
class _Rule:
    fault: Fault
    method: str | None
    chat: int | None
    skip: int
    times: int | None

    def meets(self, call: Call, chat: int | None) -> bool:
        """Count the call if it is one of those meant; tell whether the fault befalls it."""
        if (self.method is not None and self.method != call.method) or (self.chat is not None and self.chat != chat):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass(frozen=True, slots=True)
class Calls:
    """Some calls to come. Each method says what shall befall them."""

    faults: "Faults"
    method: str | None
    chat: int | None
    times: int | None
    skip: int

    def _will(self, fault: Fault) -> None:
        self.faults.rules.append(_Rule(fault, self.method, self.chat, self.skip, self.times))

    def flood(self, retry_after: int = 1) -> None:
        """They come too fast."""
        description = f"Too Many Requests: retry after {retry_after}"
        self._will(Refuse(HTTPStatus.TOO_MANY_REQUESTS, description, retry_after))

    def fail(self, code: int = 500) -> None:
        """Telegram is in trouble."""
        self._will(Refuse(code, HTTPStatus(code).phrase))

    def refuse(self, code: int, description: str) -> None:
        """They are answered with this error."""
        self._will(Refuse(code, description))

    def block(self) -> None:
        """The person has blocked the bot."""
        self._will(Refuse(HTTPStatus.FORBIDDEN, "Forbidden: bot was blocked by the user"))

    def drop(self, moment: Moment = Moment.BEFORE) -> None:
        """The connection breaks; after the effect, the bot cannot know that there was one."""
        self._will(Drop(moment))

    def delay(self, seconds: float, moment: Moment = Moment.BEFORE) -> None:
        """They take longer."""
        self._will(Delay(seconds, moment))

    def hook(self, callback: Callable[[Call], Awaitable[None] | None], moment: Moment = Moment.BEFORE) -> None:
        """Call the test back, for instance to kill the bot's process just then.

        A call whose caller has gone while a fault or hook waits is given up: before the effect, there is none.
        """
        self._will(Hook(callback, moment))


class Faults:
    """Faults on demand: `faults.on("sendMessage", times=3).flood(retry_after=2)`."""

    def __init__(self) -> None:
        self.rules: list[_Rule] = []

    def on(self, method: str | None = None, *, chat: int | None = None, times: int | None = 1, skip: int = 0) -> Calls:
        """Choose calls: of this method and chat (None: any), this many (None: all), after skipping some.

        The k-th call of a method from now on is `on(method, skip=k - 1)`.
        """
        return Calls(self, method, chat, times, skip)

    def clear(self) -> None:
        """From now on nothing goes wrong."""
        self.rules.clear()

    def due(self, call: Call, chat: int | None) -> list[Fault]:
        """What befalls this call."""
        due = [rule.fault for rule in self.rules if rule.meets(call, chat)]
        self.rules = [rule for rule in self.rules if rule.times != 0]
        return due
