"""A text counts as checked only as it stands: sign-off lapses with any change of words, and with nothing else."""

import re

import pytest

from bot.engine.ids import FlowId
from bot.engine.wording import Register, Wording
from tests.flows.conversations import Copy

OWN = "patient/words/en.yaml"
COMMON = "common/words/en.yaml"


def draft_hash(copy: Copy, name: str) -> str:
    return next(each.hash for each in copy.load().drafts if each.file == f"conversations/{name}")


def sign(copy: Copy, name: str) -> None:
    text = copy.file(name).read_text("utf-8")
    signed = f"signed_off:\n  checked_by: 4 former patients\n  on: 2026-03-02\n  hash: {draft_hash(copy, name)}\n"
    copy.file(name).write_text(signed + text, "utf-8")


def is_draft(copy: Copy, flow: str = "patient", register: Register = Register.STANDARD) -> bool:
    library = copy.load()
    assert library.errors == ()
    return library.flows[FlowId(flow)].words[Wording("en", register)].draft


def test_the_shipped_words_are_drafts_and_said_to_be(copy: Copy) -> None:
    library = copy.load()

    assert all(words.draft for flow in library.flows.values() for words in flow.words.values())
    assert [each.file for each in library.drafts] == [
        f"conversations/{folder}/words/{wording}.yaml"
        for folder in ("common", "carer", "co-production", "patient", "welcome")
        for wording in ("en", "en.easy-read")
    ]


def test_a_flow_is_no_draft_once_its_own_words_and_the_common_ones_are_signed_off(copy: Copy) -> None:
    sign(copy, OWN)
    assert is_draft(copy), "the common words are not signed off"

    sign(copy, COMMON)

    assert not is_draft(copy)
    assert is_draft(copy, "carer")
    assert is_draft(copy, register=Register.EASY_READ)


@pytest.mark.parametrize("changed", [OWN, COMMON])
def test_sign_off_lapses_as_soon_as_a_word_changes(changed: str, copy: Copy) -> None:
    sign(copy, OWN)
    sign(copy, COMMON)
    assert not is_draft(copy)

    copy.change(changed, "What is good", "What is fine") if changed == COMMON else copy.change(changed, "rules", "laws")

    assert is_draft(copy)
    assert f"conversations/{changed}" in [each.file for each in copy.load().drafts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("steps:\n", "# A note.\nsteps:\n"),
        ("    title: Overall\n", "    title: Overall # a note\n"),
        ("    title: Overall\n", '    title: "Overall"\n'),
        ("    title: Overall\n", "\n    title:   Overall\n"),
        (
            "    title: Getting better\n    prompt: Is your time here helping you to get better?\n",
            "    prompt: Is your time here helping you to get better?\n    title: Getting better\n",
        ),
    ],
)
def test_comments_quotes_layout_and_order_change_nothing(old: str, new: str, copy: Copy) -> None:
    before = draft_hash(copy, OWN)

    copy.change(OWN, old, new)

    assert draft_hash(copy, OWN) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    title: Overall\n", "    title: All in all\n"),
        ("helping you to get better?", "helping you to get better ?"),
        ("    explain: Plans can be about where you will live, and what help you will have.\n", ""),
        ("  benefit:\n", "  benefits:\n"),
        ("Your rights are what the law", "Your Rights are what the law"),
    ],
)
def test_any_change_of_the_words_changes_the_hash(old: str, new: str, copy: Copy) -> None:
    before = draft_hash(copy, OWN)

    copy.change(OWN, old, new)

    assert draft_hash(copy, OWN) != before


def test_a_hash_that_was_made_up_signs_nothing_off(copy: Copy) -> None:
    signed = "signed_off: {checked_by: 4 former patients, on: 2026-03-02, hash: 0123456789ab}\n"
    copy.change(OWN, "steps:\n", signed + "steps:\n")

    assert f"conversations/{OWN}" in [each.file for each in copy.load().drafts]


def test_a_hash_of_digits_only_is_told_to_stand_in_quotes(copy: Copy) -> None:
    signed = "signed_off: {checked_by: 4 former patients, on: 2026-03-02, hash: 123456789012}\n"
    copy.change(OWN, "steps:\n", signed + "steps:\n")

    assert copy.issues() == [f"conversations/{OWN}:2:61: signed_off.hash: this must be text: put it in quotes"]


def test_a_hash_is_twelve_hexadecimal_digits(copy: Copy) -> None:
    drafts = copy.load().drafts

    assert len(drafts) == 10
    assert all(re.fullmatch(r"[0-9a-f]{12}", each.hash) for each in drafts)


def test_the_revision_changes_with_the_words_and_not_with_comments(copy: Copy) -> None:
    revision = copy.load().flows[FlowId("patient")].revision

    copy.change("patient/flow.yaml", "format: 1", "# A note.\nformat: 1")
    assert copy.load().flows[FlowId("patient")].revision == revision

    sign(copy, OWN)
    assert copy.load().flows[FlowId("patient")].revision == revision, "a sign-off changes nothing that is shown"

    copy.change(COMMON, "What is good?", "What is fine?")
    assert copy.load().flows[FlowId("patient")].revision != revision
