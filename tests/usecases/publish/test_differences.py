"""What differs between two editions, told step by step."""

from bot.usecases.publish.differences import Difference, differences
from bot.usecases.publish.edition import Files, load_files
from tests.usecases.publish.shelf import changed, shipped

PATIENT, EASY = "patient/flow.yaml", "patient/words/en.easy-read.yaml"


def told(after: Files) -> list[Difference]:
    return list(differences(load_files(shipped()), load_files(after)))


def test_nothing_differs_from_itself() -> None:
    assert told(shipped()) == []


def test_a_comment_is_no_difference() -> None:
    assert told(changed(PATIENT, "format: 1", "# Looked at in March\nformat: 1")) == []


def test_words_stand_side_by_side() -> None:
    assert told(changed(EASY, "Are staff kind to you?", "Are the staff kind?")) == [
        Difference("patient", "dignity", "prompt, en.easy-read", "Are staff kind to you?", "Are the staff kind?")
    ]


def test_another_order_and_another_condition_are_told_in_words() -> None:
    first, second = (
        "  - scale: rights\n    of: agree\n    picture: rights\n",
        "  - scale: say\n    of: agree\n    picture: say\n",
    )
    found = told(changed(PATIENT, first + second, f"{second}    show_if: {{step: overall, answered: true}}\n{first}"))
    order = next(each for each in found if each.what == "order")
    assert order.before.index("rights") < order.before.index("say")
    assert order.after.index("say") < order.after.index("rights")
    assert Difference("patient", "say", "shown if", "", "“overall” is answered") in found


def test_shared_words_are_told_once() -> None:
    found = told(
        changed("common/words/en.yaml", "  no-session: That conversation is over.", "  no-session: It is over.")
    )
    assert [(each.step, each.what) for each in found] == [("shared words", "notice “no-session”, en")]


def test_a_conversation_that_is_gone_is_told() -> None:
    left = {path: content for path, content in shipped().items() if not path.startswith("co-production/")}
    assert Difference("co-production", "", "conversation", "a conversation", "") in told(left)
