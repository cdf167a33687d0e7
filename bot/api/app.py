"""The API: releases and their files, for who has a token with the scope.

A release never changes, so what is fetched once has an ETag and need not be fetched again.
"""

import shutil
import tempfile
from asyncio import to_thread
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path as File
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Path, Query, Request, params
from fastapi.responses import FileResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from starlette.background import BackgroundTask

from bot.api.problems import responses, tell_problems
from bot.errors import SaysoError
from bot.reporting.chart import Chart
from bot.reporting.chart_page import page
from bot.reporting.chart_svg import svg
from bot.reporting.ledger import Release
from bot.reporting.measures import Of
from bot.reporting.trends import Wanted
from bot.usecases.export import FILES, Exporting, Format
from bot.usecases.release import find_release
from bot.usecases.tokens import Scope, Tokens, digest_of

_BEARER = HTTPBearer(auto_error=False, description="A token that “sayso staff token” made.")
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_OF_ONE = (*_REFUSED, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
_CSV, _PARQUET, _SVG, _HTML = "text/csv", "application/vnd.apache.parquet", "image/svg+xml", "text/html"


class ReleaseOut(BaseModel):
    """A release: the last period counted in, a hash of its figures, and the rules that made them."""

    period: str
    digest: str
    rules: str


class FilesOut(ReleaseOut):
    """A release with the files that can be fetched of it."""

    files: list[str]


@dataclass(frozen=True, slots=True)
class Served:
    """A file that is served: what it is made as, how it is called, what it is, and the scope that it needs."""

    format: Format
    media_type: str
    scope: Scope

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return FILES[self.format][0]


SERVED = (
    Served(Format.FIGURES, _CSV, Scope.FIGURES),
    Served(Format.FFT, _CSV, Scope.FIGURES),
    Served(Format.WIDE, _CSV, Scope.RECORDS),
    Served(Format.PARQUET, _PARQUET, Scope.RECORDS),
    Served(Format.COMMENTS, _CSV, Scope.COMMENTS),
    Served(Format.DASHBOARD, _CSV, Scope.COMMENTS),
)


def make_api(exporting: Exporting, tokens: Tokens) -> FastAPI:
    """Return the application."""
    app = FastAPI(
        title="Sayso",
        version="1",
        description="Figures and files of releases. Make a token with: sayso staff token",
        docs_url=None,
        redoc_url=None,
    )
    app.state.exporting, app.state.tokens = exporting, tokens
    tell_problems(app)
    app.get("/releases", dependencies=[_needs(Scope.FIGURES)], responses=responses(*_REFUSED))(_list)
    app.get("/releases/{period}", dependencies=[_needs(Scope.FIGURES)], responses=responses(*_OF_ONE))(_show)
    for ending, media_type, draw in (("svg", _SVG, svg), ("html", _HTML, page)):
        app.get(
            f"/charts/{{flow}}/{{question}}.{ending}",
            name=f"chart.{ending}",
            dependencies=[_needs(Scope.FIGURES)],
            response_class=Response,
            responses={200: {"content": {media_type: {}}, "description": "The chart"}, **responses(*_OF_ONE)},
        )(_charting(media_type, draw))
    for each in SERVED:
        app.get(
            f"/releases/{{period}}/{each.name}",
            name=each.name,
            dependencies=[_needs(each.scope)],
            response_class=FileResponse,
            responses={
                200: {"content": {each.media_type: {}}, "description": f"{each.name} of the release"},
                304: {"description": "You have it already"},
                **responses(*_OF_ONE, HTTPStatus.CONFLICT),
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


async def _list(request: Request) -> list[ReleaseOut]:
    """Return every release, the oldest first."""
    listed = await request.app.state.exporting.releases.listed()
    return [ReleaseOut(period=each.period, digest=each.digest, rules=each.rules) for each in listed]


async def _show(found: Annotated[Release, Depends(_find)]) -> FilesOut:
    """Return one release, with the files that can be fetched of it."""
    files = [each.name for each in SERVED]
    return FilesOut(period=found.period, digest=found.digest, rules=found.rules, files=files)


def _charting(media_type: str, draw: Callable[[Chart], str]) -> Callable[..., Awaitable[Response]]:
    async def chart(
        request: Request,
        *,
        flow: Annotated[str, Path(description="The conversation, such as patient.")],
        question: Annotated[str, Path(description="The question, such as rights.")],
        service: Annotated[str | None, Query(description="The code of a ward; everybody if left out.")] = None,
        of: Annotated[Of, Query(description="The share of good answers, or how many people answered.")] = Of.GOOD,
        target: Annotated[int | None, Query(ge=0, description="What is aimed at, in the chart's unit.")] = None,
    ) -> Response:
        """Return a chart of a question over all releases, of everybody or of one ward."""
        exporting: Exporting = request.app.state.exporting
        try:
            drawn = await exporting.chart(flow, Wanted(question, of, service, target))
        except SaysoError as error:
            raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from None
        return Response(draw(drawn), media_type=media_type)

    return chart


def _fetching(served: Served) -> Callable[..., Awaitable[Response]]:
    async def fetch(
        request: Request,
        found: Annotated[Release, Depends(_find)],
        known: Annotated[str | None, Header(alias="If-None-Match", description="The ETag of what you have.")] = None,
    ) -> Response:
        etag = f'"{found.digest[:32]}-{served.name}"'
        # Comments are let out one by one, so their files are the only ones that change.
        fixed = {} if served.scope is Scope.COMMENTS else {"ETag": etag}
        if fixed and known == etag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=fixed)
        exporting: Exporting = request.app.state.exporting
        folder = await to_thread(tempfile.mkdtemp, prefix="sayso-")
        done = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
        await exporting.export(found.period, [served.format], File(folder))
        file = File(folder, served.name)
        return FileResponse(file, media_type=served.media_type, filename=served.name, headers=fixed, background=done)

    return fetch
