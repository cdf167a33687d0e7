"""Everything that can go wrong, as problem documents (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot.api.head import READ
from bot.errors import Problem
from bot.usecases.ports import Unavailable
from bot.usecases.problems import NoSuchConversation
from bot.usecases.releasing.problems import NoReleaseYet, NoSuchRelease, ReleaseChanged, ReturnNotWanted
from bot.usecases.staff.problems import NoSuchService


class ProblemDocument(BaseModel):
    """What went wrong and what to do. `code` is for programs: it does not change when the words do."""

    title: str
    status: int
    detail: str
    code: str


def responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, object]]:
    """Return how the OpenAPI document describes these answers."""
    content = {"application/problem+json": {"schema": ProblemDocument.model_json_schema()}}
    return {int(status): {"description": status.phrase, "content": content} for status in statuses}


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""

    @app.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> JSONResponse:
        status = HTTPStatus(error.status_code)
        allowed = {"Allow": READ} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}
        return _document(status, str(error.detail), headers={**(error.headers or {}), **allowed})

    @app.exception_handler(Problem)
    async def refused(_request: Request, problem: Problem) -> JSONResponse:
        status, detail = _describe(problem)
        return _document(status, detail, code=problem.code)

    @app.exception_handler(Unavailable)
    async def unavailable(_request: Request, _error: Unavailable) -> JSONResponse:
        detail = "The database is unavailable. Try again in a minute."
        return _document(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "60"})

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        faults = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors())
        return _document(HTTPStatus.UNPROCESSABLE_ENTITY, f"This request is not valid: {faults}.")


def _describe(problem: Problem) -> tuple[HTTPStatus, str]:
    match problem:
        case NoReleaseYet():
            return HTTPStatus.NOT_FOUND, "There is no release yet."
        case NoSuchRelease():
            return HTTPStatus.NOT_FOUND, f"There is no release of {problem.period}. /releases lists those there are."
        case ReleaseChanged():
            what = f"The release of {problem.ledger} of {problem.period}"
            return HTTPStatus.CONFLICT, f"{what} is not as it was signed: somebody has changed the database."
        case ReturnNotWanted():
            return HTTPStatus.FORBIDDEN, "The return is off here. Who runs Sayso turns it on with SAYSO_FFT_RETURN."
        case NoSuchConversation():
            known = ", ".join(problem.known)
            return HTTPStatus.NOT_FOUND, f"There is no conversation “{problem.flow}”. There are: {known}."
        case NoSuchService():
            return HTTPStatus.NOT_FOUND, f"There is no service with the code {problem.service}."
        case _:
            raise problem


def _document(
    status: HTTPStatus, detail: str, *, code: str | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    document = ProblemDocument(
        title=status.phrase, status=status, detail=detail, code=code or status.phrase.lower().replace(" ", "-")
    )
    return JSONResponse(document.model_dump(), status, dict(headers or {}), "application/problem+json")
