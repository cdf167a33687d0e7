"""The API over HTTP: who may fetch what, what comes, and that nothing else can be had."""

import asyncio
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import hypothesis
import pyarrow.parquet as pq
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
from bot.store.changes import StoredChanges
from bot.store.tables import comments
from bot.usecases.staff.tokens import Scope
from tests.api.serving import API, database_in, fetch, newest, released, token_for
from tests.examples import examples
from tests.program import ROOT
from tests.store.examples import LOGGED, changed

pytestmark = pytest.mark.usefixtures("processes")


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
        phone = await fetch(program, "/charts/patient/rights.svg?chart=xmr&size=phone", figures)
        assert (phone.status, b'width="440"' in phone.body) == (200, True)
        assert (await fetch(program, "/charts/patient/rights.svg?size=poster", figures)).status == 422
        picked = await fetch(program, "/charts/co-production/help-most:time.svg?of=people", figures)
        assert (picked.status, b"There are no figures to show." in picked.body) == (200, True)
        assert (await fetch(program, "/charts/patient/rights.svg?of=bad", figures)).status == 422
        assert (await fetch(program, "/charts/patient/rights.svg?target=101", figures)).status == 404
        assert (await fetch(program, "/charts/patient/rights.svg?service=nowhere", figures)).status == 404
        assert (await fetch(program, "/charts/lunch/rights.svg", figures)).status == 404
        assert pq.read_table(tmp_path / "submissions.parquet").num_rows > 0
        refused = await fetch(program, "/releases")
        assert (refused.kind, refused.headers["WWW-Authenticate"]) == ("application/problem+json", "Bearer")


CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CHART, PAGE = "/charts/patient/rights.svg", "/charts/patient/rights.html"


async def test_what_was_fetched_need_not_be_fetched_again_since_a_release_never_changes(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "records", "comments")
        release = await newest(program, token)
        for path in ("/releases", release, CHART, PAGE, *(f"{release}/{each.name}" for each in SERVED)):
            first = await fetch(program, path, token)
            tag = first.headers["ETag"]
            assert (first.status, tag[0], tag[-1]) == (200, '"', '"'), path
            for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
                again = await fetch(program, path, token, If_None_Match=known)
                assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag), path
            other = await fetch(program, path, token, If_None_Match='"other"')
            assert (other.status, other.headers["ETag"], other.body) == (200, tag, first.body), path


async def test_what_is_fetched_has_another_tag_once_it_is_another(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "comments")
        release = await newest(program, token)
        chart = (await fetch(program, CHART, token)).headers["ETag"]
        overall = await fetch(program, "/charts/patient/overall.svg", token, If_None_Match=chart)
        assert overall.status == 200
        said = f"{release}/comments.csv"
        tag = (await fetch(program, said, token)).headers["ETag"]
        async with database_in(tmp_path) as database:
            await StoredChanges(database).add(changed("c1", month=release[-7:]), LOGGED)
            held = comments.c.state == "held"
            await database.write(lambda asked: asked.execute(comments.update().where(held).values(state="shown")))
        more = await fetch(program, said, token, If_None_Match=tag)
        assert (more.status, more.headers["ETag"] != tag) == (200, True), "more has been let out"
        await asyncio.sleep(1.1)  # What was changed is read once a second at most.
        marked = await fetch(program, CHART, token, If_None_Match=chart)
        assert (marked.status, b"heated trolleys" in marked.body) == (200, True)


async def test_a_token_that_is_revoked_is_of_no_use_any_more(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        assert (await fetch(program, "/releases", token)).status == 200
        await program.run_beside("staff", "revoke", "for figures", "--role", "QI lead")
        assert (await fetch(program, "/releases", token)).status == 401


async def test_a_release_that_somebody_changed_in_the_database_is_not_served(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "records", "comments")
        release = await newest(program, token)
        as_it_was = await fetch(program, f"{release}/figures.csv", token)
        assert (await fetch(program, CHART, token)).status == 200
        async with database_in(tmp_path) as database:
            await database.write(lambda asked: asked.exec_driver_sql("UPDATE figures SET people = people + 5"))
        for path in (CHART, PAGE, *(f"{release}/{each.name}" for each in SERVED if each.name != "figures.csv")):
            refused = await fetch(program, path, token)
            assert (refused.status, refused.kind) == (409, "application/problem+json"), path
            assert b"somebody has changed the database" in refused.body
        kept = await fetch(program, f"{release}/figures.csv", token)
        assert kept.body == as_it_was.body, "once it was written from the release as it was, it stays as it was"
        await program.stop()
        await program.start()
        await program.until_running()
        refused = await fetch(program, f"{release}/figures.csv", token)
        assert (refused.status, refused.kind) == (409, "application/problem+json")
        assert b"somebody has changed the database" in refused.body


def test_the_page_in_the_docs_names_every_file_beside_the_scope_that_it_needs() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    rows = {scope: re.search(rf"^\| {scope} \| (.*) \|$", page, re.MULTILINE) for scope in Scope}
    for each in SERVED:
        named = [scope for scope, row in rows.items() if row and f"`{each.name}`" in row[1]]
        assert named == [each.scope]


async def test_nothing_can_be_done_but_fetching(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        for path in ("/releases", CHART, f"{await newest(program, token)}/figures.csv"):
            for method in ("HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
                refused = await fetch(program, path, token, method=method)
                assert (refused.status, refused.kind) == (405, "application/problem+json"), (method, path)
                assert refused.headers["Allow"] == "GET"


async def test_wrong_input_is_told_in_a_problem_document(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        unknown = await fetch(program, "/releases/1999-01", token)
        assert (unknown.status, unknown.kind) == (404, "application/problem+json")
        assert b"There is no release of 1999-01" in unknown.body
        wrong = await fetch(program, "/releases/yesterday/figures.csv", token)
        assert (wrong.status, wrong.kind) == (422, "application/problem+json")
        assert (await fetch(program, "/elsewhere", token)).kind == "application/problem+json"


@pytest.mark.slow
async def test_no_request_that_fits_the_document_or_does_not_leads_to_an_error_inside_or_an_answer_unknown_to_it(
    tmp_path: Path,
) -> None:
    async with released(tmp_path) as program:
        tokens: dict[tuple[str, ...], str | None] = {(): None, ("a wrong one",): "sayso_" + "0" * 64}
        for some in (*combinations(Scope, 1), *combinations(Scope, 2), tuple(Scope)):
            tokens[some] = await token_for(program, *some)
        release = await newest(program, str(tokens[tuple(Scope)]))
        known = {"period": release.removeprefix("/releases/"), "flow": "patient", "question": "rights"}
        for scopes, token in tokens.items():
            refused = 403 if {*scopes} & {*Scope} else 401
            answered = await asyncio.to_thread(fuzz, f"{program.url}{API}", token, known)
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
