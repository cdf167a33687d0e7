"""The wide table: one row a submission, one column a question. Columns come from the flows, never from the rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.engine.flow import Flow, PickMany, PickOne, Scale, Service
from bot.engine.ids import FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.privacy.submission import Comment, Submission

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


def submission_row(submission: Submission, columns: Iterable[QuestionColumn]) -> list[str]:
    """Return a row: columns of other flows are empty."""
    fixed = [
        submission.id,
        submission.flow,
        submission.revision,
        submission.wording.locale,
        submission.wording.register,
        submission.channel,
        submission.service or "",
        submission.period.month,
        submission.period.week,
    ]
    return [*fixed, *(_cell(submission, column) for column in columns)]


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


def _cell(submission: Submission, column: QuestionColumn) -> str:
    if column.flow != submission.flow:
        return ""
    step = StepId(column.step.id)
    if step not in submission.answers:
        return NOT_SHOWN
    given = submission.answers[step]
    return SKIPPED if given is None else "; ".join(given)
