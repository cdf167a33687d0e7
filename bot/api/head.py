"""HEAD (RFC 9110, section 9.3.2): answered as GET is, and the server leaves out the body."""

from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

READ = "GET, HEAD"
"""What every address answers."""


@dataclass(frozen=True, slots=True)
class HeadAsGet:
    """Passes HEAD on as GET. A route of both is in the OpenAPI document twice under one id."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        asked = {**scope, "method": "GET"} if scope.get("method") == "HEAD" else scope
        await self.app(asked, receive, send)
