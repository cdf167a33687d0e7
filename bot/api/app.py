"""The API: releases and their files, for programs with a token of the right scope.

A release never changes, so every answer has an ETag and can be cached.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Path, Request, params
from fastapi.responses import Response, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, TypeAdapter

from bot.api.charts import add_charts
from bot.api.files import SERVED, FileCache, ServedFile
from bot.api.problems import install_problem_handlers, responses
from bot.api.tags import IF_NONE_MATCH, NOT_MODIFIED, described, tagged
from bot.reporting.ledger import Release
from bot.usecases.releasing.charting import Charting
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.release import find_release
from bot.usecases.staff.tokens import Scope, Tokens, digest_of

_BEARER = HTTPBearer(auto_error=False, description="A token that “sayso staff token” made.")
_OF_ALL = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_OF_ONE = (*_OF_ALL, HTTPStatus.NOT_FOUND)
_JSON = "application/json"


class ReleaseOut(BaseModel):
    """A release: its last period, the hash and the rules of its figures, and the revisions that people answered."""

    period: str
    digest: str
    rules: str
    revisions: dict[str, tuple[str, ...]]


class FilesOut(ReleaseOut):
    """A release and the names of its files."""

    files: list[str]


_LISTED = TypeAdapter(list[ReleaseOut])


def make_api(exporting: Exporting, charting: Charting, tokens: Tokens) -> FastAPI:
    """Return the application."""
    app = FastAPI(
        title="Sayso",
        version="1",
        description="Figures and files of releases. Make a token with: sayso staff token NAME --scope figures",
        docs_url=None,
        redoc_url=None,
    )
    app.state.exporting, app.state.tokens, app.state.files = exporting, tokens, FileCache(exporting)
    install_problem_handlers(app)
    app.get(
        "/releases",
        dependencies=[_needs(Scope.FIGURES)],
        response_model=list[ReleaseOut],
        responses={200: described("The releases"), **NOT_MODIFIED, **responses(*_OF_ALL)},
    )(_list)
    app.get(
        "/releases/{period}",
        dependencies=[_needs(Scope.FIGURES)],
        response_model=FilesOut,
        responses={200: described("The release"), **NOT_MODIFIED, **responses(*_OF_ONE)},
    )(_show)
    add_charts(app, charting, _needs(Scope.FIGURES))
    for served in SERVED:
        app.get(
            f"/releases/{{period}}/{served.name}",
            name=served.name,
            dependencies=[_needs(served.scope)],
            response_class=StreamingResponse,
            responses={
                200: described(f"{served.name} of the release", served.media_type),
                **NOT_MODIFIED,
                **responses(*_OF_ONE, HTTPStatus.CONFLICT, HTTPStatus.INSUFFICIENT_STORAGE),
            },
        )(_fetching(served))
    return app


def _needs(scope: Scope) -> params.Depends:
    async def check(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> None:
        tokens: Tokens = request.app.state.tokens
        token = None if given is None else await tokens.find(digest_of(given.credentials))
        if token is None:
            raise HTTPException(
                HTTPStatus.UNAUTHORIZED,
                "Send a token: Authorization: Bearer and the token that “sayso staff token” showed.",
                {"WWW-Authenticate": "Bearer"},
            )
        if scope not in token.scopes:
            raise HTTPException(HTTPStatus.FORBIDDEN, f"This token does not have the scope “{scope}”.")

    return params.Depends(check)


async def _find_release(
    request: Request,
    period: Annotated[str, Path(pattern=r"^\d{4}-(\d{2}|W\d{2})$", description="A month or week, as in /releases.")],
) -> Release:
    exporting: Exporting = request.app.state.exporting
    return await find_release(exporting.releases, period)


async def _list(request: Request, known: IF_NONE_MATCH = None) -> Response:
    """Return every release, the oldest first."""
    listed = [
        ReleaseOut(period=release.period, digest=release.digest, rules=release.rules, revisions=dict(release.revisions))
        for release in await request.app.state.exporting.releases.listed()
    ]
    return tagged(_LISTED.dump_json(listed).decode(), _JSON, known)


async def _show(release: Annotated[Release, Depends(_find_release)], known: IF_NONE_MATCH = None) -> Response:
    """Return one release and the names of its files."""
    files = [file.name for file in SERVED]
    shown = FilesOut(
        period=release.period,
        digest=release.digest,
        rules=release.rules,
        revisions=dict(release.revisions),
        files=files,
    )
    return tagged(shown.model_dump_json(), _JSON, known)


def _fetching(served: ServedFile) -> Callable[..., Awaitable[Response]]:
    async def fetch(
        request: Request, release: Annotated[Release, Depends(_find_release)], known: IF_NONE_MATCH = None
    ) -> Response:
        files: FileCache = request.app.state.files
        return await files.fetch(served, release, known)

    return fetch
