"""Editing conversations from the command line: pull, change, check, push, try, publish, go back."""

from pathlib import Path

import pytest

from tests.cli.sayso import Sayso

pytestmark = pytest.mark.slow

BY = ("--role", "ward manager")
PUSH = (*BY, "--note", "Fewer words")
WHY = ("--unsigned-because", "a group checks it on Monday")
EASY = Path("patient", "words", "en.easy-read.yaml")
BEFORE, AFTER = "Do staff listen to what you want?", "Do staff listen to you?"


@pytest.fixture
def sayso(tmp_path: Path) -> Sayso:
    """An installation whose shipped conversations were pushed and published."""
    sayso = Sayso(tmp_path)
    pushed = sayso("conversations", "push", str(sayso.copied()), *BY, "--note", "As shipped")
    assert pushed.code == 0, pushed.complained
    assert sayso("conversations", "publish", *BY, *WHY).code == 0
    return sayso


def change(sayso: Sayso, folder: str, before: str = BEFORE, after: str = AFTER) -> None:
    file = sayso.folder / folder / EASY
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_what_is_pulled_is_what_was_pushed_byte_for_byte_and_pushing_it_again_is_nothing_new(sayso: Sayso) -> None:
    assert "Edition 1 is in words" in sayso("conversations", "pull", "words").printed
    for file in sayso.conversations.rglob("*.*ml"):
        assert (sayso.folder / "words" / file.relative_to(sayso.conversations)).read_bytes() == file.read_bytes()
    again = sayso("conversations", "push", "words", *PUSH)
    assert (again.code, again.complained) == (1, "sayso: Nothing has changed since edition 1.\n")


def test_a_change_is_a_draft_until_it_is_published_and_the_way_back_is_open(sayso: Sayso) -> None:
    sayso("conversations", "pull", "words")
    change(sayso, "words")
    assert "That is edition 2 now." in sayso("conversations", "push", "words", *PUSH).printed
    assert [line.split()[3] for line in sayso("conversations", "list").lines[:2]] == ["draft", "published"]

    told = sayso("conversations", "diff", "2").printed
    assert "patient say" in told
    assert "listen to you?" in told

    unsigned = sayso("conversations", "publish", *BY)
    assert unsigned.code == 1
    assert "Nobody has signed off the words in these files as they are now" in unsigned.complained
    published = sayso("conversations", "publish", *BY, *WHY)
    assert "DRAFT: some of its words are not signed off." in published.lines
    assert "DRAFT: edition 2 has words without a sign-off, because a group" in sayso("conversations", "list").printed

    assert "Edition 1 is published" in sayso("conversations", "rollback", *BY).printed
    assert sayso("conversations", "rollback", "7", *BY).code == 1


def test_of_two_editors_the_second_has_a_choice_and_nothing_is_lost(sayso: Sayso) -> None:
    for folder in ("mine", "yours"):
        sayso("conversations", "pull", folder)
    change(sayso, "yours")
    change(sayso, "mine", "Are staff kind to you?", "Are the staff kind?")
    assert sayso("conversations", "push", "yours", "--role", "patients' council", "--note", "Fewer words").code == 0
    late = sayso("conversations", "push", "mine", *PUSH)
    assert late.code == 1
    assert "“patients' council” (Fewer words) has pushed edition 2 since" in late.complained
    assert "See what is in it: sayso conversations diff 1 2" in late.complained
    assert sayso("conversations", "push", "mine", *PUSH, "--over").code == 0
    sayso("conversations", "pull", "theirs", "--edition", "2")
    assert (sayso.folder / "theirs" / EASY).read_bytes() == (sayso.folder / "yours" / EASY).read_bytes()


def test_a_draft_is_tried_as_people_would_meet_it_and_nothing_is_kept(sayso: Sayso) -> None:
    sayso("conversations", "pull", "words")
    change(sayso, "words", "I am a computer, not a person.", "I am a computer.")
    sayso("conversations", "push", "words", *PUSH)
    for how, said in ((("--draft",), "I am a computer."), ((), "I am a computer, not a person.")):
        tried = sayso("try", "patient", "--easy-read", *how)
        assert said in [line.strip(" │") for line in tried.lines]


def test_a_draft_with_faults_is_kept_and_cannot_be_tried_or_published(sayso: Sayso) -> None:
    sayso("conversations", "pull", "words")
    change(sayso, "words", "  say:\n", "  sya:\n")
    pushed = sayso("conversations", "push", "words", *PUSH)
    assert "so it cannot be published yet. See: sayso check words" in pushed.printed
    assert "Edition 2 cannot be tried" in sayso("try", "--draft").complained
    refused = sayso("conversations", "publish", *BY, *WHY)
    assert "conversations/patient/words/en.easy-read.yaml:" in refused.complained


def test_a_conversation_is_unpublished_and_published_again(sayso: Sayso) -> None:
    assert "carer is unpublished" in sayso("conversations", "unpublish", "carer", *BY).printed
    assert "carer is unpublished. To undo" in sayso("conversations", "list").printed
    assert "carer is published again" in sayso("conversations", "unpublish", "carer", *BY, "--undo").printed
    assert "carer is unpublished" not in sayso("conversations", "list").printed


def test_what_cannot_be_done_is_told(sayso: Sayso) -> None:
    (sayso.folder / "full").mkdir()
    (sayso.folder / "full" / "file").touch()
    assert "full is not empty" in sayso("conversations", "pull", "full").complained
    assert "There is no folder nowhere" in sayso("conversations", "push", "nowhere", *PUSH).complained
    assert "Say who you are by your role" in sayso("conversations", "publish", "--role", " ").complained
    assert "There is no edition 9" in sayso("conversations", "show", "9").complained
    shown = sayso("conversations", "show", "1")
    assert "patient/flow.yaml" in shown.printed
    assert "DRAFT conversations/patient/words/en.yaml" in shown.printed
