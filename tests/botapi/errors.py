"""What the Bot API answers instead of a result."""

from http import HTTPStatus


class ApiError(Exception):
    """A call that was not done, in the words and with the code that Telegram answers."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(code, description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> ApiError:
    """The caller's fault: the call breaks a rule, or speaks of something that is not there."""
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def conflict(reason: str) -> ApiError:
    """Two things at once that exclude each other: two pollers, or polling and a webhook."""
    return ApiError(HTTPStatus.CONFLICT, f"Conflict: {reason}")
