"""Figures as rows of a long table: one row per group and answer, for spreadsheets and programs."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import HIDDEN, Rules
from bot.reporting.figures import Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.tables import percent

FIGURE_COLUMNS: Mapping[str, str] = {
    "period": "The last week or month that is counted",
    "since": "The first week or month that is counted",
    "flow": "The conversation",
    "question": "The question",
    "question_words": "The question, in the words that people read",
    "by": "The breakdown; empty for everybody together",
    "group": "The group; two values are separated by a comma",
    "group_words": "The group in words",
    "people": "How many answered",
    "answer": "The answer",
    "answer_words": "The answer in words",
    "count": f"How many gave it; {HIDDEN} where that is suppressed",
    "percent": "Their share of those who answered, where there are enough; Don't know and Not sure count among them",
}


def figure_rows(
    release: Release, figures: Iterable[Figure], labels: Mapping[FlowId, Labels], rules: Rules
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a release's figures. A group that is suppressed as a whole has none."""
    # There are far more figures than labels.
    answered = cache(lambda flow, question, answer: labels[flow].answer(question.partition(":")[0], answer))
    asked = cache(lambda flow, question: labels[flow].question(question))
    for figure in figures:
        words = labels[figure.flow]
        group = ", ".join(words.group(by, value) for by, value in zip(figure.by, figure.group, strict=True))
        for answer, count in figure.counts.items():
            share = percent(count, figure.people, rules)
            yield (
                release.period,
                figure.since,
                figure.flow,
                figure.question,
                asked(figure.flow, figure.question),
                ",".join(figure.by),
                ",".join(figure.group),
                group,
                str(figure.people),
                answer,
                answered(figure.flow, figure.question, answer),
                HIDDEN if count is None else str(count),
                "" if share is None else str(share),
            )
