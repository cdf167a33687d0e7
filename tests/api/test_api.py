"""The API over HTTP: who may fetch what, what comes, and that nothing else can be had."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import hypothesis
import pyarrow.parquet as pq
import pytest
import schemathesis
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import status_code_conformance

from bot.api.app import SERVED
from bot.store.database import open_database
from tests.program import Program, database_of

pytestmark = pytest.mark.slow

API = "/api/v1"


@asynccontextmanager
async def released(folder: Path) -> AsyncIterator[Program]:
    """Run an installation with made-up answers that have been released."""
    program = Program(folder)
    await program.run_beside("demo-data", "--service", "Willow Ward", "--service", "Oak Ward", "--months", "3")
    await program.run_beside("release", "close")
    await program.start()
    await program.until_running()
    yield program
    assert await program.stop() == 0, program.complained


async def token_for(program: Program, *scopes: str) -> str:
    tool = Program(program.folder)
    tool._name = "token-"
    wanted = [part for scope in scopes for part in ("--scope", scope)]
    await tool.start("staff", "token", f"for {' '.join(scopes)}", *wanted)
    assert await tool.ended() == 0, tool.complained
    return tool.printed.splitlines()[0]


class Fetched:
    """What was fetched."""

    def __init__(self, answer: aiohttp.ClientResponse, body: bytes) -> None:
        self.status, self.headers, self.body, self.kind = answer.status, answer.headers, body, answer.content_type


async def fetch(program: Program, path: str, token: str | None = None, **headers: str) -> Fetched:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if token is not None:
        sent["Authorization"] = f"Bearer {token}"
    async with aiohttp.ClientSession() as client, client.get(f"{program.url}{API}{path}", headers=sent) as answer:
        return Fetched(answer, await answer.read())


async def test_files_come_to_who_has_the_scope_and_to_nobody_else(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        figures = await token_for(program, "figures")
        every = await token_for(program, "figures", "records", "comments")
        releases = await fetch(program, "/releases", figures)
        assert releases.status == 200
        assert b"Groups of fewer than 10 people are not shown" in releases.body
        period = releases.body.decode().split('"period":"')[1][:7]
        assert (await fetch(program, f"/releases/{period}", figures)).status == 200
        for each in SERVED:
            path = f"/releases/{period}/{each.name}"
            assert (await fetch(program, path)).status == 401
            assert (await fetch(program, path, "sayso_" + "0" * 64)).status == 401
            assert (await fetch(program, path, figures)).status == (200 if each.scope == "figures" else 403)
            got = await fetch(program, path, every)
            assert (got.status, got.kind) == (200, each.media_type)
            assert len(got.body) > 20
            (tmp_path / each.name).write_bytes(got.body)
        chart = await fetch(program, "/charts/patient/rights.svg", figures)
        assert (chart.status, chart.kind, chart.body[:4]) == (200, "image/svg+xml", b"<svg")
        page = await fetch(program, "/charts/patient/rights.html?of=people&target=20", figures)
        assert (page.status, page.kind, page.body[:9]) == (200, "text/html", b"<!DOCTYPE")
        assert "How many people answered" in page.body.decode()
        assert "the target of 20" in page.body.decode()
        assert (await fetch(program, "/charts/patient/rights.svg?of=bad", figures)).status == 422
        assert (await fetch(program, "/charts/patient/rights.svg?target=101", figures)).status == 404
        assert (await fetch(program, "/charts/patient/rights.svg?service=nowhere", figures)).status == 404
        assert (await fetch(program, "/charts/lunch/rights.svg", figures)).status == 404
        assert pq.read_table(tmp_path / "submissions.parquet").num_rows > 0
        refused = await fetch(program, "/releases")
        assert (refused.kind, refused.headers["WWW-Authenticate"]) == ("application/problem+json", "Bearer")


async def test_what_was_fetched_need_not_be_fetched_again_since_a_release_never_changes(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "comments")
        period = (await fetch(program, "/releases", token)).body.decode().split('"period":"')[1][:7]
        first = await fetch(program, f"/releases/{period}/figures.csv", token)
        again = await fetch(program, f"/releases/{period}/figures.csv", token, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        comments = f"/releases/{period}/comments.csv"
        tag = (await fetch(program, comments, token)).headers["ETag"]
        assert (await fetch(program, comments, token, If_None_Match=tag)).status == 200, "more may have been let out"


async def test_a_token_that_is_revoked_is_of_no_use_any_more(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        assert (await fetch(program, "/releases", token)).status == 200
        await program.run_beside("staff", "revoke", "for figures")
        assert (await fetch(program, "/releases", token)).status == 401


async def test_a_release_that_somebody_changed_in_the_database_is_not_served(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        period = (await fetch(program, "/releases", token)).body.decode().split('"period":"')[1][:7]
        database = open_database(database_of(tmp_path))
        await database.write(lambda asked: asked.exec_driver_sql("UPDATE figures SET people = people + 5"))
        await database.close()
        refused = await fetch(program, f"/releases/{period}/figures.csv", token)
        assert (refused.status, refused.kind) == (409, "application/problem+json")
        assert b"somebody has changed the database" in refused.body


async def test_wrong_input_is_told_in_a_problem_document(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        unknown = await fetch(program, "/releases/1999-01", token)
        assert (unknown.status, unknown.kind) == (404, "application/problem+json")
        assert b"There is no release of 1999-01" in unknown.body
        wrong = await fetch(program, "/releases/yesterday/figures.csv", token)
        assert (wrong.status, wrong.kind) == (422, "application/problem+json")
        assert (await fetch(program, "/elsewhere", token)).kind == "application/problem+json"


async def test_no_request_that_fits_the_document_or_does_not_leads_to_an_error_inside_or_an_answer_unknown_to_it(
    tmp_path: Path,
) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "records", "comments")
        assert await asyncio.to_thread(fuzz, f"{program.url}{API}", token) > 100
        assert "Traceback" not in program.complained


def fuzz(url: str, token: str) -> int:
    """Send requests made from the document; return how many."""
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    sent = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        strategy = found.ok().as_strategy()

        @hypothesis.settings(max_examples=20, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
        @hypothesis.given(case=strategy)
        def check(case: Any) -> None:  # noqa: ANN401 - it has a type for each kind of document
            nonlocal sent
            response = case.call(base_url=url, headers={"Authorization": f"Bearer {token}"})
            sent += 1
            case.validate_response(response, checks=[schemathesis.checks.not_a_server_error, status_code_conformance])

        check()
    return sent
