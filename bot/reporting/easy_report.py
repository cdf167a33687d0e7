"""A report in easy read: short sentences with one idea each, no percentages, and a picture beside each group of them.

Shares are said as people out of 10. Inclusion Europe, "Information for all", asks for no percentages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.engine.ids import PictureId
from bot.engine.wording import Register
from bot.reporting.equity import GroupComparison
from bot.reporting.figures import SERVICE
from bot.reporting.labels import Labels
from bot.reporting.people import CountedQuestion
from bot.reporting.report import QuestionTrend, Report
from bot.reporting.shares import Share
from bot.reporting.spc.summary import Variation
from bot.reporting.timeline import name_in_full

CREDIT = "Pictures are by OpenMoji, openmoji.org. Licence: CC BY-SA 4.0."
MOST_CLAIMS, MOST_COMMENTS = 4, 5
_WIDE = 0.3
"""An interval this wide, of 1, says little."""
_HALF, _ALL = 5, 10

_CHANGES = {
    Variation.CONCERN: "The answers got worse.",
    Variation.IMPROVEMENT: "The answers got better.",
    Variation.CHANGE: "The answers changed.",
    Variation.COMMON: "We cannot see a change.",
    None: "There are no new answers.",
}


@dataclass(frozen=True, slots=True)
class EasyBlock:
    """Some lines, a sentence each, with a picture beside them. `title` is empty where they need none."""

    picture: PictureId
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EasySection:
    """A part of the report."""

    title: str
    blocks: tuple[EasyBlock, ...]


def easy_title(report: Report) -> str:
    """Return the title of the report."""
    who = report.labels.group(SERVICE, report.whole.code) if report.is_of_a_ward else "all wards"
    return f"{'This is a test: ' if report.is_made_up else ''}What people told us about {who}"


def easy_report(report: Report) -> Iterator[EasySection]:
    """Yield the parts of the report. Its labels are in easy read."""
    yield EasySection("About these answers", tuple(_about(report)))
    yield EasySection("What people said", tuple(_question(trend, report) for trend in report.whole.trends))
    if worse := tuple(_wards(report)):
        yield EasySection("Look at these wards", worse)
    yield EasySection("Do some groups have worse answers?", tuple(_groups(report)))
    comments = tuple(
        EasyBlock(PictureId("say"), "", (f"“{comment.text}”",)) for comment in report.comments[:MOST_COMMENTS]
    )
    yield EasySection("In people's own words", comments or (_nothing("We have no words to show yet."),))
    yield EasySection("What we changed", tuple(_changes(report)) or (_nothing("We have no changes to show yet."),))
    yield EasySection("How we keep people safe", (_SAFE,))


_SAFE = EasyBlock(
    PictureId("no-name"),
    "",
    (
        "We do not know who answered.",
        "We show nothing about a very small group of people.",
        "So nobody can tell who said what.",
    ),
)


def small_print(report: Report) -> tuple[str, ...]:
    """Return what must be on every report, and is for staff to read."""
    return (CREDIT, *(f"For staff: {rule}" for rule in report.rules))


def out_of_ten(share: Share) -> str:
    """Return a share as people out of 10, rounded to the nearest, halves upwards.

    >>> out_of_ten(Share(22, 18, 18)), out_of_ten(Share(22, 0, 2)), out_of_ten(Share(40, 20, 20))
    ('About 8 out of 10 people', '0 to 1 out of 10 people', 'About half of the people')
    >>> out_of_ten(Share(100, 97, 97)), out_of_ten(Share(100, 3, 3))
    ('Nearly everybody', 'Very few people')
    """
    low, high = ((20 * count + share.people) // (2 * share.people) for count in (share.low, share.high))
    if low != high:
        return f"{low} to {high} out of 10 people"
    return {0: "Very few people", _HALF: "About half of the people", _ALL: "Nearly everybody"}.get(
        low, f"About {low} out of 10 people"
    )


def is_unsure(share: Share) -> bool:
    """Return whether too few people answered to say much.

    >>> is_unsure(Share(12, 8, 8)), is_unsure(Share(120, 80, 80))
    (True, False)
    """
    low, high = share.interval
    return high - low > _WIDE


def _about(report: Report) -> Iterator[EasyBlock]:
    last = report.whole.last_period
    lines = ["There are no answers yet."]
    if last:
        lines = ["The answers are from 12 months.", f"The newest answers are from {name_in_full(last)}."]
        if not report.whole.is_up_to_date:
            lines.append("There are no newer answers.")
            lines.append("So we do not know how things are now.")
    yield EasyBlock(PictureId("page"), "", tuple(lines))


def _question(trend: QuestionTrend, report: Report) -> EasyBlock:
    step = report.labels.flow.step(trend.question.step)
    lines = [_CHANGES[trend.variation]]
    if trend.share is None:
        lines = ["We do not know yet.", "Too few people answered this question."]
    else:
        lines.insert(0, f"{out_of_ten(trend.share)} said {_positive(trend.question, report.labels)}.")
        if is_unsure(trend.share):
            lines += ["We are not sure yet.", "Only a few people answered."]
    return EasyBlock(
        step.picture or PictureId("page"),
        report.labels.question(trend.question.name),
        tuple(lines),
    )


def _positive(question: CountedQuestion, labels: Labels) -> str:
    return " or ".join(f"“{labels.answer(question.step, answer)}”" for answer in question.positive)


def _wards(report: Report) -> Iterator[EasyBlock]:
    for ward in report.wards:
        name = report.labels.group(SERVICE, ward.code)
        if worse := ward.with_sign(Variation.CONCERN):
            titles = tuple(report.labels.question(trend.question.name) for trend in worse)
            yield EasyBlock(PictureId("ward"), name, ("Answers to these questions got worse:", *titles))
        elif not ward.is_up_to_date:
            yield EasyBlock(PictureId("ward"), name, ("There are no new answers about this ward.",))


def _groups(report: Report) -> Iterator[EasyBlock]:
    claims = [claim for claim in report.equity.claims if claim.direction < 0] if report.equity else []
    for claim in claims[:MOST_CLAIMS]:
        yield EasyBlock(PictureId("people"), report.labels.question(claim.question), tuple(_claim(claim, report)))
    if not claims:
        yield EasyBlock(PictureId("people"), "", ("We did not find a group with worse answers.",))
    yield EasyBlock(
        PictureId("not-sure"),
        "",
        (
            "This part is about all wards.",
            "Very small groups are not in it.",
            "We do not know the reason when answers differ.",
        ),
    )


def _claim(claim: GroupComparison, report: Report) -> Iterator[str]:
    question = next(trend.question for trend in report.whole.trends if trend.question.name == claim.question)
    positive = _positive(question, report.labels)
    yield f"One group is people with the answer “{report.labels.group(claim.by, claim.group)}”."
    yield f"We asked: {report.labels.attribute(claim.by)}"
    yield f"{out_of_ten(claim.share)} in this group said {positive}."
    yield f"{out_of_ten(claim.others)} in all other groups said {positive}."
    if is_unsure(claim.share):
        yield "We are not sure how big the difference is."


def _changes(report: Report) -> Iterator[EasyBlock]:
    for change in report.changes:
        words = change.words[Register.EASY_READ]
        where = "All wards" if change.service is None else report.labels.group(SERVICE, change.service)
        lines = ("You said:", *words.said.splitlines(), "We did:", *words.did.splitlines())
        yield EasyBlock(PictureId("better"), f"{where}, {name_in_full(change.month)}", lines)


def _nothing(words: str) -> EasyBlock:
    return EasyBlock(PictureId("page"), "", (words,))
