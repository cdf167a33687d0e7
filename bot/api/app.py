"""The API: releases and their files, for who has a token with the scope.

A release never changes, so what is fetched once has an ETag and need not be fetched again.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Path, Query, Request, params
from fastapi.responses import Response, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, TypeAdapter

from bot.api.files import SERVED, Files, Served
from bot.api.problems import install_problem_handlers, responses
from bot.api.tags import NOT_AGAIN, Known, described, tagged
from bot.errors import SaysoError
from bot.media.chart_page import page
from bot.media.chart_svg import svg
from bot.reporting.chart import Chart
from bot.reporting.ledger import Release
from bot.reporting.measures import Of
from bot.reporting.trends import Wanted
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.release import Changed, find_release
from bot.usecases.staff.tokens import Scope, Tokens, digest_of

_BEARER = HTTPBearer(auto_error=False, description="A token that “sayso staff token” made.")
_OF_ALL = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_OF_ONE = (*_OF_ALL, HTTPStatus.NOT_FOUND)
_ID = "^[a-z0-9][a-z0-9:-]*$"
_JSON, _SVG, _HTML = "application/json", "image/svg+xml", "text/html"


class ReleaseOut(BaseModel):
    """A release: the last period counted in, a hash of its figures, the rules that made them, and what was answered."""

    period: str
    digest: str
    rules: str
    revisions: dict[str, tuple[str, ...]]


class FilesOut(ReleaseOut):
    """A release with the files that can be fetched of it."""

    files: list[str]


_LISTED = TypeAdapter(list[ReleaseOut])


def make_api(exporting: Exporting, tokens: Tokens) -> FastAPI:
    """Return the application."""
    app = FastAPI(
        title="Sayso",
        version="1",
        description="Figures and files of releases. Make a token with: sayso staff token NAME --scope figures",
        docs_url=None,
        redoc_url=None,
    )
    app.state.exporting, app.state.tokens, app.state.files = exporting, tokens, Files(exporting)
    install_problem_handlers(app)
    app.get(
        "/releases",
        dependencies=[_needs(Scope.FIGURES)],
        response_model=list[ReleaseOut],
        responses={200: described("The releases"), **NOT_AGAIN, **responses(*_OF_ALL)},
    )(_list)
    app.get(
        "/releases/{period}",
        dependencies=[_needs(Scope.FIGURES)],
        response_model=FilesOut,
        responses={200: described("The release"), **NOT_AGAIN, **responses(*_OF_ONE)},
    )(_show)
    for ending, media_type, draw in (("svg", _SVG, svg), ("html", _HTML, page)):
        app.get(
            f"/charts/{{flow}}/{{question}}.{ending}",
            name=f"chart.{ending}",
            dependencies=[_needs(Scope.FIGURES)],
            response_class=Response,
            responses={
                200: described("The chart", media_type),
                **NOT_AGAIN,
                **responses(*_OF_ONE, HTTPStatus.CONFLICT),
            },
        )(_charting(media_type, draw))
    for each in SERVED:
        app.get(
            f"/releases/{{period}}/{each.name}",
            name=each.name,
            dependencies=[_needs(each.scope)],
            response_class=StreamingResponse,
            responses={
                200: described(f"{each.name} of the release", each.media_type),
                **NOT_AGAIN,
                **responses(*_OF_ONE, HTTPStatus.CONFLICT, HTTPStatus.INSUFFICIENT_STORAGE),
            },
        )(_fetching(each))
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


async def _find(
    request: Request,
    period: Annotated[str, Path(pattern=r"^\d{4}-(\d{2}|W\d{2})$", description="A month or week, as in /releases.")],
) -> Release:
    exporting: Exporting = request.app.state.exporting
    try:
        return await find_release(exporting.releases, period)
    except SaysoError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from None


async def _list(request: Request, known: Known = None) -> Response:
    """Return every release, the oldest first."""
    listed = [
        ReleaseOut(period=each.period, digest=each.digest, rules=each.rules, revisions=dict(each.revisions))
        for each in await request.app.state.exporting.releases.listed()
    ]
    return tagged(_LISTED.dump_json(listed).decode(), _JSON, known)


async def _show(found: Annotated[Release, Depends(_find)], known: Known = None) -> Response:
    """Return one release, with the files that can be fetched of it."""
    files = [each.name for each in SERVED]
    shown = FilesOut(
        period=found.period, digest=found.digest, rules=found.rules, revisions=dict(found.revisions), files=files
    )
    return tagged(shown.model_dump_json(), _JSON, known)


def _charting(media_type: str, draw: Callable[[Chart], str]) -> Callable[..., Awaitable[Response]]:
    async def chart(
        request: Request,
        *,
        flow: Annotated[str, Path(pattern=_ID, description="The conversation, such as patient.")],
        question: Annotated[str, Path(pattern=_ID, description="The question, such as rights.")],
        service: Annotated[str | None, Query(description="The code of a ward; everybody if left out.")] = None,
        of: Annotated[Of, Query(description="The share of good answers, or how many people answered.")] = Of.GOOD,
        target: Annotated[int | None, Query(ge=0, description="What is aimed at, in the chart's unit.")] = None,
        known: Known = None,
    ) -> Response:
        """Return a chart of a question over all releases, of everybody or of one ward."""
        exporting: Exporting = request.app.state.exporting
        try:
            drawn = await exporting.chart(flow, Wanted(question, of, service, target))
        except Changed:
            raise
        except SaysoError as error:
            raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from None
        return tagged(draw(drawn), media_type, known)

    return chart


def _fetching(served: Served) -> Callable[..., Awaitable[Response]]:
    async def fetch(request: Request, found: Annotated[Release, Depends(_find)], known: Known = None) -> Response:
        files: Files = request.app.state.files
        return await files.fetch(served, found, known)

    return fetch
