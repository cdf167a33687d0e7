"""What differs between two editions, step by step."""

from bot.engine.wording import Register, Wording
from bot.flows.differences import Difference
from bot.flows.files import Files
from bot.flows.library import parse_library
from bot.usecases.publishing.differences import EditionDifference, differences
from tests.usecases.publishing.shelf import changed, shipped

PATIENT, EASY = "patient/flow.yaml", "patient/words/en.easy-read.yaml"
EASY_READ = Wording("en", Register.EASY_READ)


def changes_to(after: Files) -> list[EditionDifference]:
    return list(differences(parse_library(shipped()), parse_library(after)))


def test_nothing_differs_from_itself() -> None:
    assert changes_to(shipped()) == []


def test_a_comment_is_no_difference() -> None:
    assert changes_to(changed(PATIENT, "format: 1", "# Looked at in March\nformat: 1")) == []


def test_words_stand_side_by_side() -> None:
    before, after = "Are staff kind to you?", "Are the staff kind?"
    assert changes_to(changed(EASY, before, after)) == [
        EditionDifference("patient", Difference("dignity", "prompt", before, after, EASY_READ))
    ]


def test_another_order_and_another_condition_are_told_in_words() -> None:
    first, second = (f"  - scale: {name}\n    of: agree\n    picture: {name}\n" for name in ("rights", "say"))
    found = changes_to(
        changed(PATIENT, first + second, f"{second}    show_if: {{step: overall, answered: true}}\n{first}")
    )
    assert EditionDifference("patient", Difference("flow", "order of the steps", "rights, say", "say, rights")) in found
    assert EditionDifference("patient", Difference("say", "shown if", "", "overall is answered")) in found


def test_shared_words_are_told_once() -> None:
    before, after = "no-session: That conversation is over.", "no-session: It is over."
    (found,) = changes_to(changed("common/words/en.yaml", before, after))
    assert (found.flow, found.difference.where, found.difference.part) == ("shared words", "notices", "no-session")


def test_a_conversation_that_is_gone_is_told() -> None:
    left = Files({path: content for path, content in shipped().items() if not path.startswith("co-production/")})
    assert EditionDifference("co-production", Difference("", "conversation", "a conversation", "")) in changes_to(left)


def test_another_drawing_and_other_words_to_read_first_are_told() -> None:
    drawing = "common/pictures/helped.svg"
    (found,) = changes_to(changed(drawing, "<svg", "<svg  "))
    assert (found.flow, found.difference.new) == ("pictures", "another drawing")
    other = changed("common/review-first/en.yaml", "phrases:\n", "phrases:\n  - marmalade\n")
    assert any("marmalade" in each.difference.new for each in changes_to(other) if each.flow == "review")
