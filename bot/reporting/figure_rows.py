"""Figures as rows of a long table: one a group and answer, for spreadsheets and programs."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import HIDDEN, Rules
from bot.reporting.figures import Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release
from bot.reporting.tables import percent

FIGURE_COLUMNS: Mapping[str, str] = {
    "period": "The last week or month that is counted in",
    "since": "The first one that is counted in",
    "flow": "The conversation",
    "question": "The question",
    "question_words": "The question, in the words that people read",
    "by": "What people are parted by; empty for everybody together",
    "group": "The group; values with commas between where there are two",
    "group_words": "The group in words",
    "people": "How many answered",
    "answer": "The answer",
    "answer_words": "The answer in words",
    "count": f"How many gave it; {HIDDEN} where that is held back",
    "percent": "Their share of those who answered, where there are enough; Don't know and Not sure count among them",
}


def figure_rows(
    release: Release, figures: Iterable[Figure], labels: Mapping[FlowId, Labels], rules: Rules
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a release's figures. Groups of which nothing is told have none."""
    # There are far more figures than words.
    answered = cache(lambda flow, question, answer: labels[flow].answer(question.partition(":")[0], answer))
    asked = cache(lambda flow, question: labels[flow].question(question))
    for each in figures:
        words = labels[each.flow]
        group = ", ".join(words.group(by, value) for by, value in zip(each.by, each.group, strict=True))
        for answer, count in each.counts.items():
            share = percent(count, each.people, rules)
            yield (
                release.period,
                each.since,
                each.flow,
                each.question,
                asked(each.flow, each.question),
                ",".join(each.by),
                ",".join(each.group),
                group,
                str(each.people),
                answer,
                answered(each.flow, each.question, answer),
                HIDDEN if count is None else str(count),
                "" if share is None else str(share),
            )
