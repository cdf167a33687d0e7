"""The wide table: one row a submission, one column a question. Columns come from the flows, never from the rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.engine.flow import Flow, PickMany, PickOne, Scale, Service
from bot.engine.ids import FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.privacy.submission import Comment, Given, Submission

SKIPPED = "(skipped)"
NOT_SHOWN = "(not shown)"

SUBMISSION_COLUMNS: Mapping[str, str] = {
    "id": "A random id of this row; it stands nowhere else",
    "flow": "The conversation",
    "revision": "Hash of the exact questions and words that were used",
    "locale": "The language of the words",
    "register": "standard or easy-read",
    "channel": "Where the conversation was held",
    "service": "Code of the ward or team; empty where it is not known",
    "month": "When it was sent, as year-month",
    "week": "When it was sent, as ISO year-week",
}

COMMENT_COLUMNS: Mapping[str, str] = {
    "id": "A random id of this row; not that of a submission",
    "flow": "The conversation",
    "question": "The question",
    "service": "Code of the ward or team; empty where it is not known",
    "month": "When it was sent, as year-month",
    "fft": "The answer to the Friends and Family Test question in the same submission; empty without one",
    "text": "The words, with what could show who someone is taken out",
    "state": "held until a person has read it, then shown or hidden",
}

DICTIONARY_COLUMNS = ("file", "column", "words", "kind", "value", "label", "score")


@dataclass(frozen=True, slots=True)
class QuestionColumn:
    """The column of one question of one flow."""

    flow: FlowId
    step: PickOne | Scale | PickMany

    @property
    def name(self) -> str:
        """Return the name of the column."""
        return f"{self.flow}.{self.step.id}"


def question_columns(flows: Iterable[Flow]) -> tuple[QuestionColumn, ...]:
    """Return a column for each question whose answer is kept, in the order of the flows and their steps."""
    return tuple(
        QuestionColumn(flow.id, step)
        for flow in flows
        for step in flow.steps
        if isinstance(step, PickOne | Scale | PickMany) and step.kept
    )


class WideRows:
    """Makes the rows of one table from submissions of any of its flows."""

    def __init__(self, columns: Sequence[QuestionColumn]) -> None:
        """`columns` are in the order of their flows, as `question_columns` gives them."""
        self._own: dict[FlowId, tuple[list[str], tuple[StepId, ...], list[str]]] = {}
        done = 0
        for flow, its in groupby(columns, key=lambda column: column.flow):
            steps = tuple(column.step.id for column in its)
            self._own[flow] = [""] * done, steps, [""] * (len(columns) - done - len(steps))
            done += len(steps)
        self._none: tuple[list[str], tuple[StepId, ...], list[str]] = [""] * len(columns), (), []

    def row(self, submission: Submission) -> list[str]:
        """Return a row: columns of other flows are empty."""
        before, steps, after = self._own.get(submission.flow, self._none)
        answers = submission.answers
        return [
            submission.id,
            submission.flow,
            submission.revision,
            submission.wording.locale,
            submission.wording.register,
            submission.channel,
            submission.service or "",
            submission.period.month,
            submission.period.week,
            *before,
            *[_cell(answers[step]) if step in answers else NOT_SHOWN for step in steps],
            *after,
        ]


def comment_row(comment: Comment, state: str) -> list[str]:
    """Return a row."""
    return [
        comment.id,
        comment.flow,
        comment.question,
        comment.service or "",
        comment.month,
        comment.fft or "",
        comment.text,
        state,
    ]


def dictionary_rows(flows: Iterable[Flow], services: Iterable[Service]) -> Iterator[list[str]]:
    """Yield the data dictionary: each column, then each value it can have, with the words people read."""
    for name, words in SUBMISSION_COLUMNS.items():
        yield ["submissions.csv", name, words, "text", "", "", ""]
        for service in services if name == "service" else ():
            yield ["submissions.csv", name, words, "code", service.code, service.name, ""]
    for flow in flows:
        wording = flow.nearest(Wording("en", Register.STANDARD))
        for column in question_columns([flow]):
            says = flow.words[wording].steps[column.step.id]
            kind = "choices, parted by “; ”" if isinstance(column.step, PickMany) else "one choice"
            yield ["submissions.csv", column.name, says.prompt, kind, "", "", ""]
            for choice in column.step.choices:
                score = "" if choice.score is None else str(choice.score)
                label = says.labels[choice.id]
                yield ["submissions.csv", column.name, says.prompt, kind, choice.id, label, score]
            yield ["submissions.csv", column.name, says.prompt, kind, SKIPPED, "The person went past the question", ""]
            yield [
                "submissions.csv",
                column.name,
                says.prompt,
                kind,
                NOT_SHOWN,
                "The person did not see the question",
                "",
            ]
    for name, words in COMMENT_COLUMNS.items():
        yield ["comments.csv", name, words, "text", "", "", ""]


def _cell(given: Given) -> str:
    return SKIPPED if given is None else "; ".join(given)
