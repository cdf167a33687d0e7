"""Which side an answer to the Friends and Family Test is on: all that anybody sees of it beside a comment.

The six answers beside a comment could fit one person's other answers; the side fits many. NHS England, "Using the
Friends and Family Test to improve patient experience", 2020, counts very good and good as positive.
"""

from enum import StrEnum

from bot.engine.ids import ChoiceId

POSITIVE = ("very-good", "good")


class Side(StrEnum):
    """The side of an answer."""

    POSITIVE = "positive"
    NOT_POSITIVE = "not-positive"


def side_of(answer: ChoiceId | None) -> Side | None:
    """Return the side of an answer; None where the question was not answered.

    >>> side_of(ChoiceId("good")), side_of(ChoiceId("dont-know")), side_of(None)
    (<Side.POSITIVE: 'positive'>, <Side.NOT_POSITIVE: 'not-positive'>, None)
    """
    if answer is None:
        return None
    return Side.POSITIVE if answer in POSITIVE else Side.NOT_POSITIVE
