"""ETags (RFC 9110): a client that has an answer already gets 304 without a body."""

import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated

from fastapi import Header
from fastapi.responses import Response

IF_NONE_MATCH = Annotated[str | None, Header(alias="If-None-Match", description="The ETag of what you have.")]
"""The header with the tags that the client has."""

NOT_MODIFIED: dict[int | str, dict[str, object]] = {HTTPStatus.NOT_MODIFIED: {"description": "You have it already"}}
"""How the OpenAPI document describes 304."""


def described(what: str, media_type: str = "application/json") -> dict[str, object]:
    """Return how the OpenAPI document describes an answer with a tag."""
    tag = {"ETag": {"schema": {"type": "string"}, "description": "Send it in If-None-Match the next time"}}
    return {"description": what, "content": {media_type: {}}, "headers": tag}


def headers(tag: str) -> dict[str, str]:
    """Return the headers of an answer with this tag: the client may store it, but must revalidate it."""
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}


def matches(tag: str, known: str | None) -> bool:
    """Return whether a tag is in If-None-Match. A proxy that compresses turns a tag into a weak one.

    >>> matches("a1", '"b2", W/"a1"'), matches("a1", "*"), matches("a1", '"a"'), matches("a1", None)
    (True, True, False, False)
    """
    given = {name.strip().removeprefix("W/") for name in (known or "").split(",")}
    return bool(given & {f'"{tag}"', "*"})


def not_modified(tag: str, more: Mapping[str, str] = MappingProxyType({})) -> Response:
    """Return 304 with the tag and more headers."""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={**headers(tag), **more})


def tagged(body: bytes, media_type: str, known: str | None) -> Response:
    """Return an answer whose tag is its hash, or 304 where the client has it."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    return not_modified(tag) if matches(tag, known) else Response(body, media_type=media_type, headers=headers(tag))
