"""What went wrong, as a problem document (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot.usecases.ports import Unavailable
from bot.usecases.releasing.release import Changed


class Problem(BaseModel):
    """What went wrong and what to do."""

    title: str
    status: int
    detail: str


def responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, object]]:
    """Return how the document describes these answers."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {int(each): {"description": each.phrase, "content": content} for each in statuses}


def install_problem_handlers(app: FastAPI) -> None:
    """Have every error of an application told as a problem document."""

    @app.exception_handler(HTTPException)
    async def told(_request: Request, error: HTTPException) -> JSONResponse:
        return _problem(HTTPStatus(error.status_code), str(error.detail), error.headers)

    @app.exception_handler(Changed)
    async def refused(_request: Request, error: Changed) -> JSONResponse:
        return _problem(HTTPStatus.CONFLICT, str(error), None)

    @app.exception_handler(Unavailable)
    async def away(_request: Request, _error: Unavailable) -> JSONResponse:
        told = "The database cannot be asked just now. Try again in a minute."
        return _problem(HTTPStatus.SERVICE_UNAVAILABLE, told, {"Retry-After": "60"})

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        where = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors())
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"This cannot be read: {where}.", None)


def _problem(status: HTTPStatus, detail: str, headers: Mapping[str, str] | None) -> JSONResponse:
    problem = Problem(title=status.phrase, status=status, detail=detail)
    return JSONResponse(problem.model_dump(), status, dict(headers or {}), "application/problem+json")
