"""Requests that are made from the API's own document: none leads to an error inside."""

import asyncio
from itertools import combinations
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.api.files import SERVED
from bot.usecases.staff.tokens import Scope
from tests.api.serving import ADDRESSES, API, released, token_for
from tests.examples import examples

pytestmark = pytest.mark.usefixtures("processes")

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.mark.slow
async def test_no_request_that_fits_the_document_or_does_not_leads_to_an_error_inside_or_an_answer_unknown_to_it(
    tmp_path: Path,
) -> None:
    async with released(tmp_path, fft_return="true") as program:
        tokens: dict[tuple[str, ...], str | None] = {(): None, ("a wrong one",): "sayso_" + "0" * 64}
        for some in (*combinations(Scope, 1), *combinations(Scope, 2), tuple(Scope)):
            tokens[some] = await token_for(program, *some)
        known = {"flow": "patient", "question": "rights"}
        for scopes, token in tokens.items():
            refused = 403 if {*scopes} & {*Scope} else 401
            answered = await asyncio.to_thread(fuzz, f"{program.url}{API}", token, known)
            assert {path.format(**known) for path in answered} == {*ADDRESSES}
            assert sum(map(len, answered.values())) > 100
            for path, statuses in answered.items():
                needed = next((each.scope for each in SERVED if path.endswith(each.name)), Scope.FIGURES)
                assert (200 if needed in scopes else refused) in statuses, (scopes, path)
                # A path that is like none of these is not there for anybody.
                assert needed in scopes or {*statuses} <= {refused, 404}, (scopes, path)
        assert "Traceback" not in program.complained


def fuzz(url: str, token: str | None, known: dict[str, str]) -> dict[str, list[int]]:
    """Send requests made from the document, to what is there too; return the statuses of the answers by path."""
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    answered: dict[str, list[int]] = {}
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        answered[operation.path] = _statuses(operation, url, token, known)
    return answered


def _statuses(
    operation: APIOperation[Any, Any, Any, Any], url: str, token: str | None, known: dict[str, str]
) -> list[int]:
    statuses: list[int] = []
    there_is = {each.name: known[each.name] for each in operation.path_parameters}

    @hypothesis.settings(examples(15), suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(case=operation.as_strategy(), there=st.booleans())
    def check(case: Any, there: bool) -> None:  # noqa: ANN401 - a case has a type for each kind of document
        if there:
            case.path_parameters = there_is
        send(case)

    def send(case: Any) -> None:  # noqa: ANN401 - as above
        response = case.call(base_url=url, headers={} if token is None else {"Authorization": f"Bearer {token}"})
        statuses.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    send(operation.Case(path_parameters=there_is))
    check()
    return statuses
