"""`sayso translations`, and trying a language that nobody is offered yet."""

import csv
import re

from tests.cli.sayso import Sayso

HEADER = "file,place,english,hash,translation,state,was\n"


def test_a_table_goes_out_and_what_was_changed_in_it_comes_in(sayso: Sayso) -> None:
    words = sayso.copied()
    out = sayso("translations", "out", "ur")
    assert out.code == 0
    told = r"ur\.csv: \d+ texts to translate\. Take it in with: sayso translations in ur\.csv\n"
    assert re.fullmatch(told, out.printed)
    file = sayso.folder / "ur.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    row = next(each for each in rows if each["place"] == "steps.dignity.prompt")
    row["translation"] = "عزت؟"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)

    came = sayso("translations", "in", "ur.csv")

    assert came.code == 0
    assert [line for line in came.lines if ", 1 of them new or changed" in line] == [
        next(line for line in came.lines if line.startswith("patient/words/ur.yaml"))
    ]
    assert "prompt: عزت؟" in (words / "patient/words/ur.yaml").read_text("utf-8")
    assert "عزت؟" in sayso("try", "patient", "--locale", "ur", types="1\n1\n1\n1\n1\n1\n1\n").printed


def test_a_draft_that_is_tried_says_that_no_speaker_has_checked_it(sayso: Sayso) -> None:
    tried = sayso("try", "patient", "--locale", "ur")
    assert tried.code == 0
    assert "People are not offered these words: not checked by a speaker." in tried.printed
    assert "\u2068Example Ward\u2069" in tried.printed
    assert "not checked by a speaker" not in sayso("try", "patient").printed
    assert "There are no words in fr, so these are the nearest." in sayso("try", "patient", "--locale", "fr").printed


def test_a_draft_is_told_by_check_and_is_no_fault(sayso: Sayso) -> None:
    ran = sayso("check")
    assert ran.code == 0
    told = [line for line in ran.lines if "people are not offered these words: not checked by a speaker" in line]
    assert len(told) == 3 * 8
    assert ran.lines[-1].startswith("No faults.")


def test_faults_in_a_table_are_all_told_and_it_is_refused(sayso: Sayso) -> None:
    sayso.copied()
    rows = "patient/words/fr.yaml,steps.dignity.prompt,x,abcdefgh,Oui {x},translated,odlameec\n"
    rows += "no,no,x,abcdefgh,Non,translated,abcdefgh\n"
    (sayso.folder / "fr.csv").write_text(HEADER + rows, "utf-8")
    ran = sayso("translations", "in", "fr.csv")
    assert ran.code == 1
    assert ran.complained == (
        "sayso: fr.csv has errors, so nothing was changed:\n"
        "  row 2: steps.dignity.prompt: {x} is not in the English, so it is not filled in; take it out\n"
        "  row 3: there is no words file “no” to write; leave that column as it was\n"
    )
    assert not list(sayso.conversations.rglob("fr.yaml"))


def test_a_table_with_nothing_in_it_and_a_language_that_is_none_are_told(sayso: Sayso) -> None:
    (sayso.folder / "fr.csv").write_text(HEADER, "utf-8")
    assert "There is not one translation in fr.csv." in sayso("translations", "in", "fr.csv").complained
    assert "“xx” is not a language that Sayso knows" in sayso("translations", "out", "xx").complained
    assert "cannot be written" in sayso("translations", "out", "fr", "--out", "no/such/fr.csv").complained
