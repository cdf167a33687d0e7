"""The `sayso` command, run as people run it: what it prints, how it exits, and never a traceback."""

import csv
import sqlite3
from contextlib import closing

import pytest

from bot.settings import example, names
from bot.store import sqlite
from tests.cli.sayso import Sayso
from tests.program import ROOT, WITHOUT_THE_MODEL

UNDRAWN = "the picture “ethnicity” cannot be drawn - put a whole SVG file there"
PLACE = "{place} is not filled in here - known here: {service}"
COMMANDS = (
    *("run", "try", "check", "new", "map", "sheet", "sign-off"),
    *("export", "backup", "restore", "move", "demo-data", "redact", "settings"),
    *("review", "conversations", "release", "baseline", "report", "services", "changes", "translations"),
    *("staff", "secret", "xlsform"),
)


def test_help_lists_every_command(sayso: Sayso) -> None:
    ran = sayso("--help")

    assert (ran.code, ran.complained) == (0, "")
    listed = ran.printed.partition("Commands:")[2].splitlines()
    assert tuple(line.split()[0] for line in listed if line.strip()) == COMMANDS


def test_a_command_that_is_not_there_is_told(sayso: Sayso) -> None:
    ran = sayso("frobnicate")

    assert ran.code == 2
    assert "No such command 'frobnicate'" in ran.complained


def test_check_finds_no_fault_in_the_shipped_conversations(sayso: Sayso) -> None:
    ran = sayso("check")

    assert (ran.code, ran.complained) == (0, "")
    assert [line.partition(":")[0] for line in ran.lines[-5:-1]] == ["carer", "co-production", "patient", "welcome"]
    assert all(" steps in en, en.easy-read, revision " in line for line in ran.lines[-5:-1])
    assert all(": note" in line for line in ran.lines[:-5])
    assert ran.lines[-1] == "No faults. DRAFT words still need to be checked by people who will read them."


@pytest.mark.slow
def test_check_names_the_file_and_the_line_of_every_fault(sayso: Sayso) -> None:
    folder = sayso.copied()
    flow, words = folder / "patient" / "flow.yaml", folder / "carer" / "words" / "en.yaml"
    flow.write_text(flow.read_text("utf-8").replace("picture: rights", "pictur: rights"), "utf-8")
    words.write_text(words.read_text("utf-8").replace("{service}", "{place}"), "utf-8")
    (folder / "common" / "pictures" / "people.svg").write_text("not a drawing", "utf-8")

    ran = sayso("check")

    assert ran.code == 1
    assert ran.lines[-6:] == [
        "conversations/carer/words/en.yaml  steps.hello",
        f"conversations/carer/words/en.yaml:5:5: error: {PLACE}",
        "conversations/common/pictures.yaml  ethnicity",
        f"conversations/common/pictures.yaml:65:1: error L23: {UNDRAWN}",
        "conversations/patient/flow.yaml  steps.2",
        "conversations/patient/flow.yaml:13:5: error: unknown key “pictur” - did you mean “picture”?",
    ]
    assert ran.complained == "sayso: 3 faults to fix.\n"


@pytest.mark.usefixtures("either_database")
def test_services_are_added_listed_retired_and_opened_again(sayso: Sayso) -> None:
    added = sayso("services", "add", "Willow Ward", "--code", "willow", "--role", "QI lead")
    assert (added.code, added.lines[0]) == (0, "willow  Willow Ward")
    assert "https://t.me/YOUR_BOT?start=willow" in added.lines[1]

    assert sayso("services", "retire", "willow", "--role", "QI lead").lines == [
        "willow is retired. To undo: sayso services reopen willow"
    ]
    assert sayso("services", "list").lines == ["willow  Willow Ward  (retired)"]
    assert sayso("services", "reopen", "willow", "--role", "QI lead").lines == ["willow is open again."]


def test_every_file_that_a_command_makes_is_for_its_owner_only(sayso: Sayso) -> None:
    sayso("services", "add", "Willow Ward", "--code", "willow", "--role", "QI lead")

    made = list((sayso.folder / "data").iterdir())
    assert made
    assert [file.name for file in made if file.stat().st_mode & 0o077] == []


@pytest.mark.usefixtures("either_database")
def test_a_service_that_is_not_there_is_told(sayso: Sayso) -> None:
    ran = sayso("services", "retire", "elm", "--role", "QI lead")

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained == "sayso: There is no service with the code elm. See: sayso services list\n"


@pytest.mark.slow
@pytest.mark.usefixtures("either_database")
def test_a_demonstration_is_released_shown_and_exported_once(sayso: Sayso) -> None:
    made = sayso(
        "demo-data", "--service", "Willow Ward", "--service", "Oak Ward", "--months", "3", "--each-month", "60"
    )
    assert "made-up submissions put in" in made.printed
    closed = sayso("release", "close")
    assert closed.code == 0, closed.complained
    releases = [line.split()[:2] for line in sayso("release", "list").lines]
    assert {ledger for ledger, _ in releases} == {"wards", "groups", "records"}
    assert closed.lines[-1].startswith(f"{len(releases)} releases made.")
    assert sayso("release", "verify").lines == [f"{len(releases)} releases checked: all are as they were signed."]

    shown = sayso("release", "show", "--by", "service", "--question", "rights")
    assert "Have staff explained your rights" in shown.printed
    assert "DEMO Willow Ward" in shown.printed
    assert "DEMONSTRATION: the answers were made up. Nothing is shown of fewer than 10 people." in " ".join(
        shown.printed.split()
    )

    ran = sayso("export", "--format", "wide", "--format", "fft", "--out", "out", fft_return="true")
    assert (ran.code, ran.lines) == (0, ["Written to out: demo-records.csv, demo-fft.csv, demo-rules.txt."])
    with (sayso.folder / "out" / "demo-records.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    assert header[:3] == ["id", "period", "flow"]
    assert "service" not in header
    for file_ in (sayso.folder / "out").iterdir():
        assert file_.stat().st_mode & 0o077 == 0, "for the QI team only"

    again = sayso("export", "--format", "fft", "--out", "out", fft_return="true")
    assert again.code == 1
    assert "sayso: out/demo-fft.csv is there already. Choose another folder with --out" in again.complained


def test_what_is_asked_of_releases_and_is_not_there_is_told(sayso: Sayso) -> None:
    assert "There is no release yet." in sayso("export", "--out", "out").complained
    assert "There are none yet." in sayso("release", "list").printed
    assert sayso("release", "close").lines == ["Nothing is due."]
    assert (
        "There is no format “word”. There are: figures, figures-parquet"
        in sayso("export", "--format", "word", "--out", "o").complained
    )
    assert (
        "There is no conversation “lunch”. There are: carer" in sayso("release", "show", "--flow", "lunch").complained
    )


def test_made_up_answers_do_not_get_among_real_ones(sayso: Sayso) -> None:
    sayso("services", "add", "Willow Ward", "--code", "willow", "--role", "QI lead")
    with closing(sqlite3.connect(sayso.folder / "data" / "sayso.db")) as asked, asked:
        asked.execute("INSERT INTO waiting VALUES ('w', 'willow', '2026-03', x'00', x'00')")
    ran = sayso("demo-data", "--service", "Willow Ward")
    assert (ran.code, ran.printed) == (1, "")
    assert "There are real answers in this database" in ran.complained


def test_a_backup_is_written_and_put_back_with_the_database_before_set_aside(sayso: Sayso) -> None:
    sayso("services", "add", "Willow Ward", "--code", "willow", "--role", "QI lead")
    assert sayso("backup", "monday.db").lines == [
        "Written to monday.db. Keep it apart from the secret. To restore it: sayso restore monday.db"
    ]
    sayso("services", "add", "Oak Ward", "--code", "oak", "--role", "QI lead")

    restored = sayso("restore", "monday.db")

    assert restored.lines[0] == "monday.db is the database now."
    assert "data/sayso.db.before-restore-1. Delete it once all is well." in restored.lines[1]
    assert sayso("services", "list").lines == ["willow  Willow Ward"]
    assert sayso("restore", "data/sayso.db.before-restore-1").code == 0
    assert len(sayso("services", "list").lines) == 2


def test_a_backup_that_is_none_is_told(sayso: Sayso) -> None:
    assert sayso("restore", "nothing.db").complained == "sayso: There is no backup nothing.db. Nothing was changed.\n"


def test_the_secret_is_changed_once_there_is_one_and_never_printed(sayso: Sayso) -> None:
    assert "data/secret cannot be changed (No such file or directory)" in sayso("secret", "rotate").complained
    (sayso.folder / "data").mkdir()
    (sayso.folder / "data" / "secret").write_text("5a" * 32, "ascii")

    ran = sayso("secret", "rotate")

    assert ran.code == 0
    assert ran.lines[0].endswith("data/secret. Restart Sayso, and keep a new copy of the file.")
    new, before = (sayso.folder / "data" / "secret").read_text("ascii").splitlines()
    assert before.startswith("5a" * 32)
    assert new not in ran.printed + ran.complained
    assert "5a" * 32 not in ran.printed + ran.complained


def test_settings_are_shown_as_they_stand_in_the_example(sayso: Sayso) -> None:
    ran = sayso("settings")

    assert (ran.code, ran.complained) == (0, "")
    assert ran.printed == example() == (ROOT / ".env.example").read_text("utf-8")
    assert all(f"#{name}=" in ran.printed for name in names())


def test_an_unknown_setting_is_refused_with_what_may_be_meant(sayso: Sayso) -> None:
    ran = sayso("check", conversation_dir="x")

    assert ran.code == 1
    assert ran.complained == (
        "sayso: There is no setting SAYSO_CONVERSATION_DIR. Did you mean SAYSO_CONVERSATIONS_DIR?\n"
    )


def test_wrong_settings_are_named_and_their_values_are_not_shown(sayso: Sayso) -> None:
    ran = sayso("run", telegram_token="my-private-token", secret="private", log_level="private")

    assert ran.code == 1
    assert ran.complained.startswith("sayso: These settings are not right: SAYSO_TELEGRAM_TOKEN: ")
    assert "SAYSO_SECRET: " in ran.complained
    assert "SAYSO_LOG_LEVEL: " in ran.complained
    assert "private" not in ran.printed + ran.complained


def test_an_unusable_database_is_reported_with_its_setting(sayso: Sayso) -> None:
    (sayso.folder / "shopping.db").write_bytes(b"milk, bread, " * 500)

    ran = sayso("services", "list", database_url="sqlite:///shopping.db")

    assert (ran.code, ran.printed) == (1, "")
    assert "sayso: The database shopping.db cannot be used (file is not a database)." in ran.complained
    assert "SAYSO_DATABASE_URL" in ran.complained


def test_conversations_that_cannot_be_used_are_told_by_file_and_line(sayso: Sayso) -> None:
    flow = sayso.copied() / "patient" / "flow.yaml"
    flow.write_text(flow.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")

    ran = sayso("try", "patient")

    assert ran.code == 1
    assert "conversations/patient/flow.yaml:4:1: format: format 2 is not known - update Sayso to read it" in (
        ran.complained
    )


def test_a_patients_conversation_can_be_tried_until_it_is_sent(sayso: Sayso) -> None:
    answers = ["yes", "good", *["yeah"] * 7, "The garden", "keep it", "skip", "no", "yes", "no", "send"]

    ran = sayso("try", "patient", types="\n".join(answers))

    assert (ran.code, ran.complained) == (0, "")
    assert "Thank you. Your answers are sent, without your name." in ran.printed
    assert "What would be kept (nothing was)" in ran.printed
    assert not (sayso.folder / "data").exists()


def test_a_conversation_that_was_recorded_replays_without_a_difference_until_words_change(sayso: Sayso) -> None:
    folder = sayso.copied()
    recorded = sayso("try", "carer", "--easy-read", "--record", "one.yaml", types="next\nyes\ngood\nstop\nsend\n")
    assert (recorded.code, recorded.lines[-1]) == (0, "Recorded in one.yaml.")

    replayed = sayso("try", "--journey", "one.yaml")
    assert (replayed.code, replayed.complained) == (0, "")
    assert "differs" not in replayed.printed

    words = folder / "carer" / "words" / "en.easy-read.yaml"
    words.write_text(words.read_text("utf-8").replace("Do staff know you are a carer?", "Do staff know you?"), "utf-8")
    changed = sayso("try", "--journey", "one.yaml")
    assert changed.code == 1
    assert "- Do staff know you are a carer?" in changed.printed
    assert "+ Do staff know you?" in changed.printed
    assert changed.complained == (
        "sayso: The conversation is no longer as one.yaml records it. If it should be so, record it again: add"
        " --record one.yaml\n"
    )


def test_a_conversation_that_is_not_there_is_told_with_those_that_are(sayso: Sayso) -> None:
    ran = sayso("try", "lunch")

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained == (
        "sayso: There is no conversation “lunch”. There are: carer, co-production, patient, welcome.\n"
    )


def test_lines_are_redacted_one_by_one_and_empty_ones_stay(sayso: Sayso) -> None:
    ran = sayso("redact", types="My nurse Sarah rang 07700 900123\n\nask oyindolapo, she knows")

    assert (ran.code, ran.complained) == (0, "")
    assert ran.lines == ["My nurse [name] rang [phone number]", "", "ask [name], she knows"]
    assert list(sayso.folder.iterdir()) == [], "nothing is kept"


def test_text_that_is_not_utf8_is_told_by_its_line(sayso: Sayso) -> None:
    ran = sayso("redact", types="good food\nr\udcf6sti\n")

    assert (ran.code, ran.lines) == (1, ["good food"])
    assert ran.complained == (
        "sayso: Line 2 is not UTF-8 text. Save the file as UTF-8, or set your terminal to it, and try again.\n"
    )


def test_a_line_that_is_too_long_is_told_and_not_cut(sayso: Sayso) -> None:
    ran = sayso("redact", types="good food\n" + "the food is cold " * 600)

    assert (ran.code, ran.lines) == (1, ["good food"])
    assert ran.complained == "sayso: Line 2 is too long to be searched. Cut it into several lines.\n"


@pytest.mark.usefixtures("processes")
def test_redact_says_so_once_where_names_are_found_by_rules_alone(sayso: Sayso) -> None:
    (sayso.folder / "sitecustomize.py").write_text(WITHOUT_THE_MODEL, "utf-8")

    ran = sayso.start("redact", types="my nurse sarah\nask oyindolapo\n")

    assert ran.lines == ["my nurse [name]", "ask oyindolapo"]
    assert ran.complained.startswith("sayso: Names are recognised by rules alone")
    assert ran.complained.count("\n") == 1


def test_a_database_that_another_program_keeps_locked_is_reported_as_unavailable(
    sayso: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sayso("services", "list").code == 0
    monkeypatch.setattr(sqlite, "_BUSY_MILLISECONDS", 50)
    with closing(sqlite3.connect(sayso.folder / "data" / "sayso.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = sayso("services", "add", "Elm", "--role", "ward manager")

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained == "sayso: The database is unavailable. What was stored is kept. Try again in a minute.\n"
