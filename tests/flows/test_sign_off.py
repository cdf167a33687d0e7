"""A text counts as checked only as it stands: sign-off lapses with any change of words, and with nothing else."""

import re

import pytest

from bot.engine.ids import FlowId
from bot.engine.wording import Register, Wording
from bot.flows.library import Library
from tests.flows.small import SmallCopy

OWN = "patient/words/en.yaml"
COMMON = "common/words/en.yaml"


def draft_hash(small: SmallCopy, name: str) -> str:
    return next(each.hash for each in small.load().drafts if each.file == f"conversations/{name}")


def sign(small: SmallCopy, name: str) -> None:
    signed = f"signed_off:\n  checked_by: 4 former patients\n  on: 2026-03-02\n  hash: {draft_hash(small, name)}\n"
    small.write(name, signed + small.text(name))


def is_draft(small: SmallCopy, flow: str = "patient", register: Register = Register.STANDARD) -> bool:
    library = small.load()
    assert library.errors == ()
    return library.flows[FlowId(flow)].words[Wording("en", register)].draft


def words_files(*folders: str) -> list[str]:
    return [f"conversations/{folder}/words/{wording}.yaml" for folder in folders for wording in ("en", "en.easy-read")]


def test_words_without_a_sign_off_are_drafts(small_library: Library) -> None:
    assert all(words.draft for flow in small_library.flows.values() for words in flow.words.values())
    assert [each.file for each in small_library.drafts] == words_files("common", "carer", "patient", "welcome")


def test_the_shipped_words_are_drafts(library: Library) -> None:
    assert all(words.draft for flow in library.flows.values() for words in flow.words.values())
    assert [each.file for each in library.drafts] == words_files(
        "common", "carer", "co-production", "patient", "welcome"
    )


def test_a_flow_is_no_draft_once_its_own_words_and_the_common_ones_are_signed_off(small: SmallCopy) -> None:
    sign(small, OWN)
    assert is_draft(small), "the common words are not signed off"

    sign(small, COMMON)

    assert not is_draft(small)
    assert is_draft(small, "carer")
    assert is_draft(small, register=Register.EASY_READ)


@pytest.mark.parametrize(
    ("changed", "old", "new"), [(OWN, "polite", "gentle"), (COMMON, "What is good", "What is fine")]
)
def test_sign_off_lapses_as_soon_as_a_word_changes(changed: str, old: str, new: str, small: SmallCopy) -> None:
    sign(small, OWN)
    sign(small, COMMON)
    assert not is_draft(small)

    small.change(changed, old, new)

    assert is_draft(small)
    assert f"conversations/{changed}" in [each.file for each in small.load().drafts]


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
def test_comments_quotes_layout_and_order_change_nothing(old: str, new: str, small: SmallCopy) -> None:
    before = draft_hash(small, OWN)

    small.change(OWN, old, new)

    assert draft_hash(small, OWN) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    title: Overall\n", "    title: All in all\n"),
        ("helping you to get better?", "helping you to get better ?"),
        ("    explain: Getting better can mean feeling better, or coping better with daily life.\n", ""),
        ("  benefit:\n", "  benefits:\n"),
        ("Your rights are what the law", "Your Rights are what the law"),
    ],
)
def test_any_change_of_the_words_changes_the_hash(old: str, new: str, small: SmallCopy) -> None:
    before = draft_hash(small, OWN)

    small.change(OWN, old, new)

    assert draft_hash(small, OWN) != before


def test_a_made_up_hash_signs_nothing_off(small: SmallCopy) -> None:
    signed = "signed_off: {checked_by: 4 former patients, on: 2026-03-02, hash: 0123456789ab}\n"
    small.change(OWN, "steps:\n", signed + "steps:\n")

    assert f"conversations/{OWN}" in [each.file for each in small.load().drafts]


def test_a_hash_of_digits_only_must_be_put_in_quotes(small: SmallCopy) -> None:
    signed = "signed_off: {checked_by: 4 former patients, on: 2026-03-02, hash: 123456789012}\n"
    small.change(OWN, "steps:\n", signed + "steps:\n")

    assert small.issues() == [f"conversations/{OWN}:2:61: signed_off.hash: this must be text: put it in quotes"]


def test_a_hash_is_twelve_hexadecimal_digits(small: SmallCopy) -> None:
    drafts = small.load().drafts

    assert len(drafts) == 8
    assert all(re.fullmatch(r"[0-9a-f]{12}", each.hash) for each in drafts)


def test_the_revision_changes_with_the_words_and_not_with_comments(small: SmallCopy) -> None:
    revision = small.load().flows[FlowId("patient")].revision

    small.change("patient/flow.yaml", "format: 1", "# A note.\nformat: 1")
    assert small.load().flows[FlowId("patient")].revision == revision

    sign(small, OWN)
    assert small.load().flows[FlowId("patient")].revision == revision, "a sign-off changes nothing that is shown"

    small.change(COMMON, "What is good?", "What is fine?")
    assert small.load().flows[FlowId("patient")].revision != revision
