"""The API over HTTP: who may fetch what, what comes, and that nothing else can be had."""

import asyncio
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bot.api.files import SERVED
from bot.reporting.ledger import Ledger
from bot.store.changes import StoredChanges
from bot.store.tables import comments
from bot.usecases.staff.tokens import Scope
from tests.api.serving import ADDRESSES, CHARTS, EVERY, database_in, fetch, periods, released, token_for
from tests.program import ROOT
from tests.store.examples import LOGGED, changed

pytestmark = pytest.mark.usefixtures("processes")


async def test_files_come_to_who_has_the_scope_and_to_nobody_else(tmp_path: Path) -> None:
    async with released(tmp_path, fft_return="true") as program:
        one = {scope: await token_for(program, scope) for scope in Scope}
        every = await token_for(program, *EVERY)
        for each in SERVED:
            path = f"/{each.name}"
            assert (await fetch(program, path)).status == 401
            assert (await fetch(program, path, "sayso_" + "0" * 64)).status == 401
            for scope, token in one.items():
                assert (await fetch(program, path, token)).status == (200 if scope is each.scope else 403), path
            got = await fetch(program, path, every)
            assert (got.status, got.kind) == (200, each.media_type)
            assert len(got.body) > 20
            (tmp_path / each.name).write_bytes(got.body)
        assert pq.read_table(tmp_path / "records.parquet").num_rows >= 50
        assert pq.read_table(tmp_path / "figures.parquet").num_rows == len(
            (await fetch(program, "/figures.csv", every)).rows
        )
        refused = await fetch(program, "/releases")
        assert (refused.kind, refused.headers["WWW-Authenticate"]) == ("application/problem+json", "Bearer")


async def test_releases_wards_and_questions_are_listed(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        releases, wards, questions = [
            json.loads((await fetch(program, path, token)).body) for path in ("/releases", "/wards", "/questions")
        ]
        assert {release["ledger"] for release in releases} == {*Ledger}
        assert all("Nothing is shown of fewer than 10 people" in release["rules"] for release in releases)
        assert len({release["signature"] for release in releases}) == len(releases)
        assert {ward["name"] for ward in wards} == {"DEMO Willow Ward", "DEMO Oak Ward"}
        rights = next(each for each in questions if (each["flow"], each["question"]) == ("patient", "rights"))
        assert (rights["answers"]["partly"], rights["positive"]) == ("Partly", ["yes"])
        figures = (await fetch(program, "/figures.csv", token)).rows
        assert {row["group"] for row in figures if row["by"] == "service"} == {ward["code"] for ward in wards}
        assert {(row["flow"], row["question"]) for row in figures} <= {
            (each["flow"], each["question"]) for each in questions
        }


async def test_a_file_is_of_all_releases_or_of_a_month_or_of_the_latest(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "records")
        for name, ledger in (("figures.csv", Ledger.WARDS), ("records.csv", Ledger.RECORDS)):
            known = await periods(program, token, ledger)
            every = (await fetch(program, f"/{name}", token)).rows
            assert {row["period"] for row in every} == {*known}
            for period in known:
                of_one = (await fetch(program, f"/{name}?period={period}", token)).rows
                assert len(of_one) == sum(row["period"] == period for row in every) > 0
            latest = await fetch(program, f"/{name}?period=latest", token)
            assert {row["period"] for row in latest.rows} == {known[-1]}


async def test_records_comments_and_the_return_are_stored_nowhere_on_the_way_and_figures_may_be(
    tmp_path: Path,
) -> None:
    async with released(tmp_path, fft_return="true") as program:
        token = await token_for(program, *EVERY)
        held = {f"/{each.name}" for each in SERVED if each.scope is not Scope.FIGURES}
        assert held == {f"/{name}" for name in HELD}
        for path in ADDRESSES:
            first = await fetch(program, path, token)
            again = await fetch(program, path, token, If_None_Match=first.headers["ETag"])
            stored = "no-store" if path in held else "private, no-cache"
            assert (again.status, again.headers["Cache-Control"], first.headers["Cache-Control"]) == (
                304,
                stored,
                stored,
            ), path


HELD = ("sayso.xlsx", "records.csv", "records.parquet", "comments.csv", "dashboard.csv", "fft.csv")


async def test_the_return_is_refused_unless_a_setting_turns_it_on_whatever_the_token(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        for path, scope, why in (
            ("/fft.csv", "fft", "SAYSO_FFT_RETURN"),
            ("/fft.csv?period=latest", "figures", "does not have the scope"),
        ):
            refused = await fetch(program, path, await token_for(program, scope))
            assert (refused.status, refused.kind) == (403, "application/problem+json")
            assert why in refused.body.decode()


async def test_what_was_fetched_need_not_be_fetched_again_since_a_release_never_changes(tmp_path: Path) -> None:
    async with released(tmp_path, fft_return="true") as program:
        token = await token_for(program, *EVERY)
        for path in (*ADDRESSES, "/figures.csv?period=latest"):
            first = await fetch(program, path, token)
            tag = first.headers["ETag"]
            assert (first.status, tag[0], tag[-1]) == (200, '"', '"'), path
            for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
                again = await fetch(program, path, token, If_None_Match=known)
                assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag), path
            other = await fetch(program, path, token, If_None_Match='"other"')
            assert (other.status, other.headers["ETag"]) == (200, tag), path
            assert other.body == first.body or path == "/sayso.xlsx", path


async def test_what_is_fetched_has_another_tag_once_it_is_another(tmp_path: Path) -> None:
    chart = CHARTS[0]
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "comments")
        tag = (await fetch(program, chart, token)).headers["ETag"]
        overall = await fetch(program, "/charts/patient/overall.svg", token, If_None_Match=tag)
        assert overall.status == 200
        said = (await fetch(program, "/comments.csv", token)).headers["ETag"]
        newest = (await periods(program, token, Ledger.WARDS))[-1]
        async with database_in(tmp_path) as database:
            await StoredChanges(database).add(changed("c1", month=newest), LOGGED)
            held = comments.c.state == "held"
            await database.write(lambda asked: asked.execute(comments.update().where(held).values(state="shown")))
        more = await fetch(program, "/comments.csv", token, If_None_Match=said)
        assert (more.status, more.headers["ETag"] != said) == (200, True), "more has been let out"
        assert {row["side"] for row in more.rows} <= {"positive", "not-positive", "*"}
        await asyncio.sleep(1.1)  # What was changed is read once a second at most.
        marked = await fetch(program, chart, token, If_None_Match=tag)
        assert (marked.status, b"heated trolleys" in marked.body) == (200, True)


async def test_a_token_that_is_revoked_is_of_no_use_any_more(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        assert (await fetch(program, "/releases", token)).status == 200
        await program.run_beside("staff", "revoke", "for figures", "--role", "QI lead")
        assert (await fetch(program, "/releases", token)).status == 401


async def test_a_release_that_somebody_changed_in_the_database_is_not_served(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "records")
        as_it_was = await fetch(program, "/figures.csv", token)
        assert (await fetch(program, CHARTS[0], token)).status == 200
        async with database_in(tmp_path) as database:
            await database.write(lambda asked: asked.exec_driver_sql("UPDATE figures SET people = people + 5"))
        for path in (*CHARTS, "/figures.csv?period=latest", "/figures.parquet", "/sayso.xlsx"):
            refused = await fetch(program, path, token)
            assert (refused.status, refused.kind) == (409, "application/problem+json"), path
            assert b"somebody has changed the database" in refused.body
        kept = await fetch(program, "/figures.csv", token)
        assert kept.body == as_it_was.body, "once it was written from the release as it was, it stays as it was"
        async with database_in(tmp_path) as database:
            await database.write(lambda asked: asked.exec_driver_sql("UPDATE records SET part = part + 1"))
        assert (await fetch(program, "/records.csv", token)).status == 409
        await program.stop()
        await program.start()
        await program.until_running()
        assert (await fetch(program, "/figures.csv", token)).status == 409


def test_the_page_in_the_docs_names_every_file_beside_the_scope_that_it_needs() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    rows = {scope: re.search(rf"^\| {scope} \| (.*) \|$", page, re.MULTILINE) for scope in Scope}
    for each in SERVED:
        named = [scope for scope, row in rows.items() if row and f"`{each.name}`" in row[1]]
        assert named == [each.scope]


async def test_the_head_of_every_address_is_that_of_its_answer_and_nothing_can_be_done_but_fetching(
    tmp_path: Path,
) -> None:
    async with released(tmp_path, fft_return="true") as program:
        token = await token_for(program, *EVERY)
        for path in (*ADDRESSES, "/openapi.json"):
            got = await fetch(program, path, token)
            head = await fetch(program, path, token, method="HEAD")
            assert (head.status, head.body, head.kind) == (200, b"", got.kind), path
            assert head.headers.get("ETag") == got.headers.get("ETag"), path
            assert head.headers.get("Cache-Control") == got.headers.get("Cache-Control"), path
            for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
                refused = await fetch(program, path, token, method=method)
                assert (refused.status, refused.kind) == (405, "application/problem+json"), (method, path)
                assert refused.headers["Allow"] == "GET, HEAD"
        assert (await fetch(program, "/figures.csv", method="HEAD")).status == 401
        assert "Duplicate" not in program.complained


async def test_wrong_input_is_told_in_a_problem_document(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        unknown = await fetch(program, "/figures.csv?period=1999-01", token)
        assert (unknown.status, unknown.kind) == (404, "application/problem+json")
        assert b"There is no release of 1999-01" in unknown.body
        wrong = await fetch(program, "/figures.csv?period=yesterday", token)
        assert (wrong.status, wrong.kind) == (422, "application/problem+json")
        assert (await fetch(program, "/elsewhere", token)).kind == "application/problem+json"
