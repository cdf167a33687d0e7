"""A conversation is signed off with all the words that it can show, by roles and numbers and never by names."""

from datetime import date
from pathlib import Path

import pytest

from bot.engine.ids import FlowId
from bot.engine.wording import Register, Wording
from bot.errors import SaysoError
from bot.flows.files import read_files, write_files
from bot.flows.library import parse_library
from bot.privacy.redaction import redact
from bot.usecases.authoring.sign_off import SignedFile, in_roles, sign_off
from tests.flows.conversations import Copy
from tests.refusals import expect_refusal

pytestmark = pytest.mark.slow

EASY = Wording("en", Register.EASY_READ)
WHO = "4 people with a learning disability"
TODAY = date(2026, 3, 10)
ON = date(2026, 3, 2)
OWN, COMMON = "patient/words/en.easy-read.yaml", "common/words/en.easy-read.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def sign(copy: Copy, *, flow: str = "patient", checked_by: str = WHO, on: date = ON) -> tuple[SignedFile, ...]:
    files = read_files(copy.root)
    changed, done = sign_off(files, flow, EASY, checked_by=checked_by, on=on, today=TODAY, redact=redact)
    write_files(changed, copy.root)
    return done


def is_draft(copy: Copy, flow: str, wording: Wording = EASY) -> bool:
    return parse_library(read_files(copy.root)).flows[FlowId(flow)].words[wording].draft


def test_signing_off_a_conversation_signs_its_words_and_the_common_ones_in_that_wording(copy: Copy) -> None:
    done = sign(copy)

    assert [(each.file, each.now) for each in done] == [
        (f"conversations/{OWN}", True),
        (f"conversations/{COMMON}", True),
    ]
    assert {(each.checked_by, each.on) for each in done} == {(WHO, "2026-03-02")}
    assert not is_draft(copy, "patient")
    assert is_draft(copy, "patient", Wording("en"))
    assert is_draft(copy, "carer")


def test_common_words_that_are_signed_off_are_left_to_who_checked_them(copy: Copy) -> None:
    sign(copy)
    before = copy.file(COMMON).read_bytes()

    own, common = sign(copy, flow="carer", checked_by="3 carers", on=TODAY)

    assert (own.checked_by, own.on, own.now) == ("3 carers", "2026-03-10", True)
    assert (common.checked_by, common.on, common.now) == (WHO, "2026-03-02", False)
    assert copy.file(COMMON).read_bytes() == before
    assert not is_draft(copy, "carer")


def test_a_change_of_the_common_words_asks_only_for_those_to_be_signed_again(copy: Copy) -> None:
    sign(copy)
    copy.change(COMMON, "What is good?", "What is fine?")
    assert is_draft(copy, "patient")

    own, common = sign(copy, checked_by="5 people with a learning disability", on=TODAY)

    assert (own.now, common.now) == (False, True)
    assert copy.file(COMMON).read_text("utf-8").count("signed_off:") == 1
    assert not is_draft(copy, "patient")


@pytest.mark.parametrize(
    "who",
    [
        WHO,
        "2 Urdu speakers",
        "6 former patients and 2 carers",
        "1 expert by experience",
        "4 people with a learning disability from the ward's patient group",
        "2 people who speak Polish and Romanian",
        "12 autistic adults",
        "5 members of a self-advocacy group",
        "2 families",
    ],
)
def test_roles_with_a_number_are_taken(who: str) -> None:
    assert in_roles(f" {who}\n", redact) == who


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Sarah Smith", "does not say who checked"),
        ("patients", "does not say who checked"),
        ("our group of 4", "does not say who checked"),
        ("", "does not say who checked"),
        ("4 patients, with Sarah Smith", "looks as if it names somebody"),
        ("Sarah and 3 patients", "looks as if it names somebody"),
        ("4 patients with J. Okafor", "looks as if it names somebody"),
    ],
)
def test_a_name_or_no_number_is_refused_with_how_to_write_it(who: str, told: str, copy: Copy) -> None:
    before = copy.file(OWN).read_bytes()

    with expect_refusal(f"{told}.*such as “4 people with a learning disability”"):
        sign(copy, checked_by=who)

    assert copy.file(OWN).read_bytes() == before


def test_a_day_to_come_is_refused(copy: Copy) -> None:
    with expect_refusal("2026-03-11, is in the future"):
        sign(copy, on=date(2026, 3, 11))


def test_a_conversation_or_wording_that_is_not_there_is_told_with_those_that_are(copy: Copy) -> None:
    with expect_refusal(r"no conversation “lunch”\. There are: carer, co-production, "):
        sign(copy, flow="lunch")
    with expect_refusal(r"“patient” has no words in fr\. It has: en\.easy-read, en\."):
        sign_off(read_files(copy.root), "patient", Wording("fr"), checked_by=WHO, on=ON, today=TODAY, redact=redact)


def test_words_that_nobody_is_offered_yet_are_signed_off_before_they_are_offered(copy: Copy) -> None:
    welsh = Wording("cy")
    for flow in ("patient", "welcome"):
        files, who = read_files(copy.root), "4 people who speak Welsh"
        changed, _ = sign_off(files, flow, welsh, checked_by=who, on=ON, today=TODAY, redact=redact)
        write_files(changed, copy.root)
    assert welsh not in parse_library(read_files(copy.root)).flows[FlowId("patient")].words

    for part in ("common", "patient", "welcome"):
        copy.change(f"{part}/words/cy.yaml", "unpublished: not checked by a speaker\n", "")

    assert not is_draft(copy, "patient", welsh)
    assert not is_draft(copy, "welcome", welsh)


def test_words_with_faults_are_not_signed_off(copy: Copy) -> None:
    copy.change(OWN, "{service}", "{place}")

    with pytest.raises(SaysoError, match=r"\{place\} is not filled in here"):
        sign(copy)

    assert "signed_off" not in copy.file(OWN).read_text("utf-8")
    assert "signed_off" not in copy.file(COMMON).read_text("utf-8")
