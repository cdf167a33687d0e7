"""Journey files: conversations as they should go, turn by turn, for people to read and for tests to hold."""

from dataclasses import dataclass
from io import StringIO
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from bot.engine.ids import FlowId
from bot.engine.wording import Control, Register, Wording
from bot.errors import SaysoError
from bot.flows.reader import read


@dataclass(frozen=True, slots=True)
class Did:
    """One thing the person did, and what the bot then showed."""

    how: str
    """`taps`, `types` or `asks`."""
    what: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """A whole conversation: what the bot showed at first, then turn by turn."""

    flow: FlowId
    wording: Wording
    opening: tuple[str, ...]
    turns: tuple[Did, ...]


class _TurnFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    taps: str | None = None
    types: str | None = None
    asks: Control | None = None
    bot: list[str]

    @model_validator(mode="after")
    def _is_one_thing(self) -> "_TurnFile":
        if sum(action is not None for action in (self.taps, self.types, self.asks)) != 1:
            raise ValueError("a turn has one of taps, types and asks, then bot")
        return self


class _JourneyFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    flow: str
    locale: str = "en"
    register_: Register = Field(Register.STANDARD, alias="register")
    bot: list[str]
    turns: list[_TurnFile] = Field(default_factory=list)


def parse_journey(content: bytes | None, name: str) -> Journey:
    """Parse a journey file; None where there is none. Raises SaysoError, with line and column, for its faults."""
    source, issues = read(content, name, _JourneyFile)
    if source is None:
        raise SaysoError("\n".join(map(str, issues)))
    turns = [
        Did(how, getattr(turn, how), tuple(turn.bot))
        for turn in source.model.turns
        for how in ("taps", "types", "asks")
        if getattr(turn, how) is not None
    ]
    wording = Wording(source.model.locale, source.model.register_)
    return Journey(FlowId(source.model.flow), wording, tuple(source.model.bot), tuple(turns))


def journey_text(journey: Journey) -> str:
    """Return the text of a journey file, which `parse_journey` reads."""
    plain: dict[str, Any] = {
        "flow": str(journey.flow),
        "locale": journey.wording.locale,
        "register": str(journey.wording.register),
        "bot": _blocks(journey.opening),
        "turns": [{turn.how: str(turn.what), "bot": _blocks(turn.shown)} for turn in journey.turns],
    }
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    text = StringIO()
    yaml.dump(plain, text)
    return text.getvalue()


def _blocks(texts: tuple[str, ...]) -> list[str]:
    return [LiteralScalarString(text) if "\n" in text else text for text in texts]
