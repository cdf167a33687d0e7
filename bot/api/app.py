"""The API: releases and their files, for programs with a token of the right scope.

A release never changes, so every answer has an ETag and can be cached.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query, Request, params
from fastapi.responses import Response, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, TypeAdapter

from bot.api.charts import add_charts
from bot.api.files import SERVED, FileCache, ServedFile
from bot.api.head import HeadAsGet
from bot.api.problems import install_problem_handlers, responses
from bot.api.tags import IF_NONE_MATCH, NOT_MODIFIED, described, tagged
from bot.reporting.labels import Labels
from bot.reporting.people import counted_questions
from bot.usecases.releasing.charting import Charting
from bot.usecases.releasing.export import Exporting
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
    """A release: its ledger, last period, signature and rules, and the revisions that people answered."""

    ledger: str
    period: str
    signature: str
    rules: str
    revisions: dict[str, tuple[str, ...]]


class WardOut(BaseModel):
    """A ward or team."""

    code: str
    name: str


class QuestionOut(BaseModel):
    """A question that is counted, in the words that people read, and which of its answers are positive."""

    flow: str
    question: str
    words: str
    answers: dict[str, str]
    positive: tuple[str, ...]


_RELEASES, _WARDS = TypeAdapter(list[ReleaseOut]), TypeAdapter(list[WardOut])
_QUESTIONS = TypeAdapter(list[QuestionOut])


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
    app.add_middleware(HeadAsGet)
    install_problem_handlers(app)
    for path, model, show in (
        ("/releases", list[ReleaseOut], _list_releases),
        ("/wards", list[WardOut], _list_wards),
        ("/questions", list[QuestionOut], _list_questions),
    ):
        app.get(
            path,
            dependencies=[_needs(Scope.FIGURES)],
            response_model=model,
            responses={200: described("The list"), **NOT_MODIFIED, **responses(*_OF_ALL)},
        )(show)
    add_charts(app, charting, _needs(Scope.FIGURES))
    for served in SERVED:
        app.get(
            f"/{served.name}",
            name=served.name,
            dependencies=[_needs(served.scope)],
            response_class=StreamingResponse,
            responses={
                200: described(served.name, served.media_type),
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


async def _list_releases(request: Request, known: IF_NONE_MATCH = None) -> Response:
    """Return every release, the oldest first."""
    listed = [
        ReleaseOut(
            ledger=release.ledger,
            period=release.period,
            signature=release.signature,
            rules=release.rules,
            revisions=dict(release.revisions),
        )
        for release in await request.app.state.exporting.reading.releases.listed()
    ]
    return tagged(_RELEASES.dump_json(listed), _JSON, known)


async def _list_wards(request: Request, known: IF_NONE_MATCH = None) -> Response:
    """Return every ward and team."""
    services = await request.app.state.exporting.services.listed()
    listed = [WardOut(code=listed.service.code, name=listed.service.name) for listed in services]
    return tagged(_WARDS.dump_json(listed), _JSON, known)


async def _list_questions(request: Request, known: IF_NONE_MATCH = None) -> Response:
    """Return every question that is counted."""
    exporting: Exporting = request.app.state.exporting
    listed = [
        QuestionOut(
            flow=flow.id,
            question=question.name,
            words=labels.question(question.name),
            answers={choice: labels.answer(question.step, choice) for choice in question.choices},
            positive=question.positive,
        )
        for flow in exporting.flows.values()
        for labels in (Labels(flow, {}),)
        for question in counted_questions(flow)
    ]
    return tagged(_QUESTIONS.dump_json(listed), _JSON, known)


def _fetching(served: ServedFile) -> Callable[..., Awaitable[Response]]:
    async def fetch(
        request: Request,
        period: Annotated[
            str | None,
            Query(pattern=r"^(latest|\d{4}-(\d{2}|W\d{2}))$", description="A month or week, or latest; else all."),
        ] = None,
        known: IF_NONE_MATCH = None,
    ) -> Response:
        files: FileCache = request.app.state.files
        if period == "latest":
            listed = await files.exporting.reading.listed(served.ledger)
            period = listed[-1].period if listed else None
        return await files.fetch(served, period, known)

    return fetch
