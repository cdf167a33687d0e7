"""ETags (RFC 9110): what somebody has already is not sent again."""

import hashlib
from http import HTTPStatus
from typing import Annotated

from fastapi import Header
from fastapi.responses import Response

Known = Annotated[str | None, Header(alias="If-None-Match", description="The ETag of what you have.")]
"""The tags of what the one who asks has."""

NOT_AGAIN: dict[int | str, dict[str, object]] = {HTTPStatus.NOT_MODIFIED: {"description": "You have it already"}}
"""How the document describes the answer to who has it already."""


def described(what: str, media_type: str = "application/json") -> dict[str, object]:
    """Return how the document describes an answer that has a tag."""
    tag = {"ETag": {"schema": {"type": "string"}, "description": "Send it in If-None-Match the next time"}}
    return {"description": what, "content": {media_type: {}}, "headers": tag}


def headers(tag: str) -> dict[str, str]:
    """Return the headers of what has this tag: it can be kept by whoever fetched it, but is to be asked for again."""
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}


def is_known(tag: str, known: str | None) -> bool:
    """Tell whether a tag is among those that are known. A proxy that compresses makes a tag a weak one.

    >>> is_known("a1", '"b2", W/"a1"'), is_known("a1", "*"), is_known("a1", '"a"'), is_known("a1", None)
    (True, True, False, False)
    """
    given = {each.strip().removeprefix("W/") for each in (known or "").split(",")}
    return bool(given & {f'"{tag}"', "*"})


def not_again(tag: str) -> Response:
    """Return the answer to who has it already."""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers(tag))


def tagged(body: str, media_type: str, known: str | None) -> Response:
    """Return an answer whose tag is a hash of it, without the body where that is known."""
    tag = hashlib.sha256(body.encode()).hexdigest()[:32]
    return not_again(tag) if is_known(tag, known) else Response(body, media_type=media_type, headers=headers(tag))
