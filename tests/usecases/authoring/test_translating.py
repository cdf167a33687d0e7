"""Translations as a table: out to translators, and in again, with nothing lost and nothing taken for granted."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.engine.ids import FlowId
from bot.engine.issues import Severity
from bot.engine.screen import Screen
from bot.engine.wording import Wording
from bot.flows.files import read_files, write_files
from bot.flows.library import require_library
from bot.privacy.redaction import redact
from bot.reporting.csv_files import escape_formula
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.translating import read_table, write_table
from bot.writing.check import check
from tests.examples import examples
from tests.flows.conversations import SHIPPED, Copy
from tests.refusals import expect_refusal

pytestmark = pytest.mark.slow

DRAFTS = ("ar", "bn", "cy", "pa", "pl", "ro", "so", "ur")
Row = dict[str, str]
LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="{}")
WORDS = st.text(LETTERS, min_size=1, max_size=20).filter(str.strip)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Copy(tmp_path).root


def table(folder: Path, locale: str = "fr") -> list[Row]:
    file = folder.parent / f"out-{locale}.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        write_table(read_files(folder), Wording(locale), opened)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def taken_in(folder: Path, rows: list[Row], *, over: bool = False) -> None:
    file = folder.parent / "in.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    changed, _ = read_table(read_files(folder), file.read_bytes(), "in.csv", over=over)
    write_files(changed, folder)


def said(folder: Path, place: str) -> str:
    """Return the translation that stands there now."""
    return next(row["translation"] for row in table(folder) if row["place"] == place)


def translated(rows: list[Row], how: Callable[[str], str] = lambda english: english) -> list[Row]:
    return [row | {"translation": how(row["english"]), "state": "translated"} for row in rows]


def test_a_new_language_is_read_and_offered_to_nobody_until_somebody_has_checked_it(folder: Path) -> None:
    taken_in(folder, translated(table(folder)))
    words = folder / "common" / "words" / "fr.yaml"
    assert "unpublished: not checked by a speaker" in words.read_text("utf-8")
    assert words.read_text("utf-8").endswith("\n# yaml-language-server: $schema=../schema/words.json\n")
    assert all(wording.locale == "en" for wording in require_library(read_files(folder)).door.words)
    assert Wording("fr") in require_library(read_files(folder), unpublished={"fr"}).door.words
    for part in ("common", "patient", "carer", "co-production", "welcome"):
        file = folder / part / "words" / "fr.yaml"
        text = file.read_text("utf-8")
        file.write_text(text.replace("unpublished: not checked by a speaker\n", ""), "utf-8")
    assert Wording("fr") in require_library(read_files(folder)).door.words


def test_what_was_taken_in_comes_out_as_it_was_and_taking_it_in_again_changes_no_byte(folder: Path) -> None:
    rows = translated(table(folder), lambda english: english.replace("you", "vous"))
    taken_in(folder, rows)
    files = {file: file.read_bytes() for file in folder.rglob("fr.yaml")}
    assert len(files) == 5
    again = table(folder)
    assert [row["translation"] for row in again] == [row["translation"] for row in rows]
    assert {row["state"] for row in again} == {"translated"}
    taken_in(folder, again)
    assert {file: file.read_bytes() for file in folder.rglob("fr.yaml")} == files


def test_where_the_english_changes_its_translation_is_stale_until_somebody_looks_at_it(folder: Path) -> None:
    taken_in(folder, translated(table(folder)))
    english = folder / "patient" / "words" / "en.yaml"
    before = "Do staff treat you with dignity and respect?"
    text = english.read_text("utf-8")
    assert before in text
    english.write_text(text.replace(before, "Do staff treat you with respect?"), "utf-8")
    stale = [row for row in table(folder) if row["state"] == "stale"]
    assert [row["place"] for row in stale] == ["steps.dignity.prompt"]
    told = [issue for issue in check(read_files(folder)).issues if "the English has changed" in issue.what]
    assert ("conversations/patient/words/fr.yaml", Severity.NOTE) in [(each.file, each.severity) for each in told]
    taken_in(folder, [row | {"state": "translated"} for row in table(folder)])
    assert {row["state"] for row in table(folder)} == {"translated"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"translation": "Bonjour {ward}"}, "{ward} is not in the English"),
        ({"translation": "x" * 5000}, "characters long; at most"),
        ({"hash": "gone"}, "the column “hash” is not as it was written out"),
        ({"was": ""}, "the column “was” is not as it was written out"),
        ({"state": "done"}, "the state “done” is not known"),
        ({"file": "../../etc/passwd"}, "there is no words file"),
    ],
)
def test_what_cannot_be_taken_in_is_told_by_its_row_and_nothing_is_changed(
    folder: Path, change: Row, told: str
) -> None:
    rows = translated(table(folder))
    with expect_refusal("row 2: .*" + told.replace("{", r"\{").replace(".", r"\.")):
        taken_in(folder, [rows[0] | change, *rows[1:]])
    assert not list(folder.rglob("fr.yaml"))


def test_of_two_translators_at_once_the_second_has_a_choice_and_nothing_is_lost(folder: Path) -> None:
    def with_(rows: list[Row], texts: dict[str, str]) -> list[Row]:
        return [row | {"translation": texts.get(row["place"], row["translation"])} for row in rows]

    taken_in(folder, translated(table(folder)))
    mine = yours = table(folder)
    taken_in(folder, with_(mine, {"steps.dignity.prompt": "Un", "steps.rights.prompt": "Deux"}))

    with expect_refusal(r"steps.dignity.prompt: somebody has changed this .* to “Un”; [\s\S]*--over"):
        taken_in(folder, with_(yours, {"steps.dignity.prompt": "Trois", "steps.say.prompt": "Quatre"}))
    assert (said(folder, "steps.dignity.prompt"), said(folder, "steps.say.prompt")) == (
        "Un",
        next(row["english"] for row in yours if row["place"] == "steps.say.prompt"),
    )

    taken_in(folder, with_(yours, {"steps.dignity.prompt": "Trois", "steps.say.prompt": "Quatre"}), over=True)
    assert [said(folder, f"steps.{step}.prompt") for step in ("dignity", "rights", "say")] == [
        "Trois",
        "Deux",
        "Quatre",
    ]


def test_the_same_from_two_translators_is_no_matter(folder: Path) -> None:
    taken_in(folder, translated(table(folder)))
    rows = [row | {"translation": "Un"} for row in table(folder) if row["place"] == "steps.dignity.prompt"]
    for _ in range(2):
        taken_in(folder, rows)
        assert said(folder, "steps.dignity.prompt") == "Un"


def test_an_emptied_row_takes_the_text_out_unless_the_question_would_be_left_without_words(folder: Path) -> None:
    taken_in(folder, translated(table(folder)))

    def emptied(place: str) -> list[Row]:
        return [row | {"translation": ""} for row in table(folder) if row["place"] == place]

    taken_in(folder, emptied("steps.dignity.title"))
    assert [row["state"] for row in table(folder) if row["place"] == "steps.dignity.title"] == ["new"]
    with expect_refusal(r"patient/words/fr.yaml: steps.dignity.prompt has no translation"):
        taken_in(folder, emptied("steps.dignity.prompt"))


def test_english_and_what_is_no_language_are_refused(folder: Path) -> None:
    for locale, told in (("en", "English is what is translated"), ("xx", "is not a language that Sayso knows")):
        with expect_refusal(told):
            table(folder, locale)


@settings(examples(25), suppress_health_check=list(HealthCheck))
@given(texts=st.lists(WORDS, min_size=40, max_size=40))
def test_any_words_come_back_as_they_were_written(folder: Path, texts: list[str]) -> None:
    places = [
        row for row in table(folder) if "{" not in row["english"] and row["place"].endswith((".prompt", ".title"))
    ][:40]
    rows = [
        row | {"translation": escape_formula(text), "state": "translated"}
        for row, text in zip(places, texts, strict=True)
    ]
    taken_in(folder, rows)
    written = {file: file.read_bytes() for file in folder.rglob("fr.yaml")}
    again = {(row["file"], row["place"]): row["translation"] for row in table(folder)}
    assert [again[row["file"], row["place"]] for row in rows] == [escape_formula(text.strip()) for text in texts]
    for row, text in zip(rows, texts, strict=True):
        _, step, part = row["place"].split(".")
        assert YAML(typ="safe").load(folder / row["file"])["steps"][step][part] == text.strip()
    taken_in(folder, table(folder))
    assert {file: file.read_bytes() for file in folder.rglob("fr.yaml")} == written


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 111",
        "-",
        "@ward",
        "'=quoted",
        "''",
        "“=1”",
        'a "b", c;d',
        "one\n=two\n\n'-three",
        "yes",
        "~",
        "# no",
    ],
)
def test_words_that_a_spreadsheet_would_run_go_out_safe_and_come_back_as_they_were(folder: Path, text: str) -> None:
    rows = table(folder)
    at = next(number for number, row in enumerate(rows) if row["place"] == "steps.dignity.prompt")
    taken_in(folder, [rows[at] | {"translation": escape_formula(text), "state": "translated"}])
    cell = table(folder)[at]["translation"]
    assert not any(line.startswith(("=", "+", "-", "@")) for line in cell.split("\n"))
    before = (folder / "patient" / "words" / "fr.yaml").read_bytes()
    taken_in(folder, table(folder))
    assert (folder / "patient" / "words" / "fr.yaml").read_bytes() == before
    assert YAML(typ="safe").load(before)["steps"]["dignity"]["prompt"] == text


def test_a_row_that_was_not_translated_takes_back_nobody_elses_translation_and_an_emptied_one_does(
    folder: Path,
) -> None:
    untouched = table(folder)
    taken_in(folder, translated(untouched))
    taken_in(folder, untouched)
    assert {row["state"] for row in table(folder)} == {"translated"}
    rows = table(folder)
    rows[0]["translation"] = ""
    taken_in(folder, rows)
    assert [row["place"] for row in table(folder) if row["state"] == "new"] == [rows[0]["place"]]


@pytest.mark.parametrize("locale", DRAFTS)
def test_a_shipped_draft_that_was_changed_and_changed_back_is_the_same_to_the_byte(locale: str, folder: Path) -> None:
    files = {file: file.read_bytes() for file in folder.rglob(f"words/{locale}.yaml")}
    assert len(files) == 3
    rows = [row for row in table(folder, locale) if row["translation"]]
    changed = [
        row | {"translation": f"{row['translation']}."[-20:]} if "{" not in row["english"] else row for row in rows
    ]
    taken_in(folder, changed)
    assert not any(file.read_bytes() == before for file, before in files.items())
    before = {(row["file"], row["place"]): row["translation"] for row in rows}
    again = [row for row in table(folder, locale) if row["translation"]]
    taken_in(folder, [row | {"translation": before[row["file"], row["place"]]} for row in again])
    assert {file: file.read_bytes() for file in files} == files


def test_what_stands_beside_the_words_of_a_file_stays(folder: Path) -> None:
    file = folder / "patient" / "words" / "cy.yaml"
    about = (
        "exceptions:\n  - rule: L06\n    step: rights\n    because: It reads well so.\n"
        "signed_off:\n  checked_by: 4 people who speak Welsh\n  on: 2026-03-02\n  hash: 0123456789ab\n"
    )
    file.write_text(f"# Ours.\n{about}{file.read_text('utf-8')}", "utf-8")
    rows = table(folder, "cy")
    at = next(number for number, row in enumerate(rows) if row["place"] == "steps.dignity.prompt")
    rows[at]["translation"] = "Newydd?"
    taken_in(folder, rows)
    text = file.read_text("utf-8")
    assert text.startswith("# Ours.\n")
    read = YAML(typ="safe").load(text)
    assert read["steps"]["dignity"]["prompt"] == "Newydd?"
    assert read["unpublished"] == "not checked by a speaker"
    assert read["exceptions"] == [{"rule": "L06", "step": "rights", "because": "It reads well so."}]
    assert read["signed_off"]["checked_by"] == "4 people who speak Welsh"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_a_spreadsheet_of_another_country_saves_is_read_too(folder: Path, delimiter: str) -> None:
    rows = translated(table(folder))
    file = folder.parent / "saved.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    changed, taken = read_table(read_files(folder), file.read_bytes(), "saved.csv")
    write_files(changed, folder)
    assert sum(each.texts for each in taken) == len(rows)
    assert [row["translation"] for row in table(folder)] == [row["translation"] for row in rows]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "has no column “file”"),
        (b"file,place\n", "has no column “english”"),
        (b"file,place,english,hash,translation,state\n", "has no column “was”"),
        (b"file,place,english,hash,translation,state,was\n\xff", "is not UTF-8 text"),
        (b'file,place,english,hash,translation,state,was\n"', "is not a CSV file"),
        (b"x" * 5_000_001, "is larger than 5 MB"),
    ],
)
def test_what_is_no_table_of_translations_is_told(folder: Path, content: bytes, told: str) -> None:
    with expect_refusal(told):
        read_table(read_files(folder), content, "in.csv")


@pytest.mark.parametrize("locale", DRAFTS)
def test_the_shipped_drafts_are_whole_offered_to_nobody_and_say_that_no_speaker_checked_them(
    locale: str, folder: Path
) -> None:
    parts = ("common/", "patient/", "welcome/")
    for part in parts:
        words = (folder / part / "words" / f"{locale}.yaml").read_text("utf-8")
        assert "unpublished: not checked by a speaker" in words
    flows = require_library(read_files(folder)).flows
    assert all(wording.locale == "en" for flow in flows.values() for wording in flow.words)
    assert {row["state"] for row in table(folder, locale) if row["file"].startswith(parts)} == {"translated"}


@pytest.mark.parametrize("locale", DRAFTS)
def test_a_whole_conversation_can_be_had_in_each_shipped_draft(locale: str) -> None:
    rehearsal = Rehearsal(require_library(read_files(SHIPPED), unpublished={locale}), redact)
    rehearsal.begin(FlowId("patient"), Wording(locale))
    for _ in range(60):
        if rehearsal.sent is not None:
            break
        assert rehearsal.screen is not None
        rehearsal.tap(next_label(rehearsal.screen))
    assert rehearsal.sent is not None
    submission, _ = rehearsal.sent
    assert submission.wording == Wording(locale)
    assert len(submission.answers) > 10


def next_label(screen: Screen) -> str:
    """Return the label of the button that leads on: send, or else the first choice, or else what goes on."""
    by_id = {button.id: button.label for button in screen.buttons}
    choices = [each for each in by_id if not each.startswith("~")]
    wanted = ("~send", *choices[:1], "~next", "~skip", "~done", "~keep")
    return next(by_id[each] for each in wanted if each in by_id)
