"""A call's parameters: read from JSON, a form, a multipart form or the address, each with its own type."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from tests.botapi.errors import bad_request

Json = dict[str, Any]

_INTEGERS = frozenset({"cache_time", "chat_id", "limit", "max_connections", "message_id", "offset", "timeout"})
_FLAGS = frozenset({"disable_notification", "drop_pending_updates", "protect_content", "show_alert"})
_NESTED = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "commands",
        "entities",
        "link_preview_options",
        "message_ids",
        "reply_markup",
        "reply_parameters",
        "scope",
    }
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    filename: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method. `parameters` have their types: a number is an int, a keyboard is a dict."""

    method: str
    parameters: Mapping[str, object]
    at: float
    """When it came, by the server's clock."""

    def text(self, name: str) -> str:
        """The parameter as text, empty if it is missing."""
        value = self.parameters.get(name, "")
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The parameter as a number."""
        value = self.parameters.get(name, default)
        if not isinstance(value, int):
            raise bad_request(f"{name} must be an integer")
        return value

    def flag(self, name: str) -> bool:
        """Tell whether the parameter is given and true."""
        return self.parameters.get(name) is True

    def items(self, name: str) -> list[Any] | None:
        """The parameter as a list; None if it is missing."""
        value = self.parameters.get(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name} JSON object")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file of this parameter, sent in its place or attached under another name."""
        value = self.parameters.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.parameters.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else None


async def read_parameters(request: web.BaseRequest) -> Json:
    """Read everything that the request brings. Bad Request if it cannot be read."""
    found: Json = {}
    if request.query_string:
        found.update(_typed(parse_qsl(request.query_string, keep_blank_values=True)))
    if not request.body_exists:
        return found
    try:
        match request.content_type:
            case "application/json":
                found.update(_typed(_members(await request.read())))
            case "multipart/form-data":
                found.update(_typed(await _parts(request)))
            case "application/x-www-form-urlencoded":
                body = (await request.read()).decode()
                found.update(_typed(parse_qsl(body, keep_blank_values=True, errors="strict")))
            case _:
                await request.read()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except ValueError:
        raise bad_request("can't parse the request's body") from None
    return found


def _members(body: bytes) -> Iterable[tuple[str, object]]:
    parsed = json.loads(body or b"{}")
    if not isinstance(parsed, dict):
        raise bad_request("can't parse the request's body")
    return parsed.items()


async def _parts(request: web.BaseRequest) -> list[tuple[str, object]]:
    parts: list[tuple[str, object]] = []
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name:
            content = bytes(await part.read())
            parts.append((part.name, Upload(part.filename, content) if part.filename else content.decode()))
    return parts


def _typed(pairs: Iterable[tuple[str, object]]) -> Json:
    return {name: _decoded(name, value) if isinstance(value, str) else value for name, value in pairs}


def _decoded(name: str, value: str) -> object:
    if name in _INTEGERS:
        return int(value) if value.removeprefix("-").isdecimal() else value
    if name in _FLAGS:
        return value.lower() in {"1", "true", "yes"}
    if name in _NESTED:
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    return value
