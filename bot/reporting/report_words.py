"""What a report says in sentences, the worst first."""

from collections.abc import Iterable, Iterator

from bot.reporting.coverage import names_of
from bot.reporting.equity import CHANCE, claim_in_words
from bot.reporting.figures import SERVICE
from bot.reporting.funnel import Distance, Funnel
from bot.reporting.labels import Labels
from bot.reporting.report import QuestionTrend, Report, WardTrends
from bot.reporting.spc.summary import Variation
from bot.reporting.timeline import name_of, periods_after

FOR_WHOM = "For whom is it not as good?"
MOST_CLAIMS = 3
"""How many groups are named in short."""

LESS_GOOD, BETTER = "Change for the worse", "Change for the better"


METHODS = (
    "Charts are p charts of the share of positive answers, or run charts where there are fewer than 12 figures.",
    "A blue mark is a change for the better, an orange one a change for the worse, a grey one common cause variation.",
    "The line is the average and the dashed ones are the limits. Months without a figure are gaps.",
    "Shares of groups have 95% intervals (Wilson), and differences from everybody else 99% intervals (Newcombe, 1998).",
    "A difference is claimed only where its interval leaves zero out. Intervals allow for counts released as ranges.",
    "The limits of the funnel plot are exact binomial ones around the overall share (Spiegelhalter, 2005).",
)
WHY_MISSING = (
    "A ward has no figure of a month until enough people have answered about it. Their answers then count in the figure"
    " of the next month."
)


def title_of(report: Report) -> str:
    """Return the title of a report."""
    who = report.labels.group(SERVICE, report.whole.code) if report.is_of_a_ward else "all wards and teams"
    return f"{'Demonstration: ' if report.is_made_up else ''}What people say – {who}"


def recency(report: Report) -> str:
    """Return when the last figure is from, and what is missing since."""
    last = report.whole.last_period
    if not last:
        return "There is no figure yet."
    since = list(periods_after(last, report.until))
    text = f"The last figures are from {name_of(last)}."
    return f"{text} There are none of {names_of(since)}." if since else text


def in_short(report: Report) -> Iterator[str]:
    """Yield the most important in a sentence each: what got worse, what stopped, for whom it is less good."""
    wards = sorted(report.wards, key=lambda ward: -len(ward.with_sign(Variation.CONCERN)))
    for ward in wards:
        if worse := ward.with_sign(Variation.CONCERN):
            name = report.labels.group(SERVICE, ward.code)
            yield f"{LESS_GOOD} on {name}: {_titles(worse, report.labels)}."
    for ward in wards:
        if not ward.is_up_to_date:
            yield _stopped(ward, report)
    yield from _changed(report)
    yield from _claimed(report)
    for funnel in report.funnels:
        if low := funnel.beyond(Distance.BEYOND_998, -1):
            title = report.labels.title(funnel.question)
            yield f"Lower than other wards, by more than chance explains: {_names(low, report)} on “{title}”."
    for ward in report.wards:
        if better := ward.with_sign(Variation.IMPROVEMENT):
            name = report.labels.group(SERVICE, ward.code)
            yield f"{BETTER} on {name}: {_titles(better, report.labels)}."


def funnel_in_words(funnel: Funnel, report: Report) -> str:
    """Return which wards are beyond the limits of a funnel."""
    parts = [
        f"{'below' if direction < 0 else 'above'} the {limit}% limits: {_names(codes, report)}"
        for distance, limit in ((Distance.BEYOND_998, "99.8"), (Distance.BEYOND_95, "95"))
        for direction in (-1, 1)
        if (codes := funnel.beyond(distance, direction))
    ]
    title = report.labels.title(funnel.question)
    return f"{title}: {'; '.join(parts) if parts else 'no ward differs more than chance explains'}."


def chance_in_words(report: Report) -> str:
    """Return how many comparisons were made, and how many of them would be claimed by chance alone."""
    count = len(report.equity.comparisons) if report.equity else 0
    expected = count * CHANCE
    about = "fewer than 1" if expected < 1 else f"about {expected:.0f}"
    return (
        f"Of the {count} comparisons below, {about} would look like a difference by chance alone. A difference shows"
        " where to look, not why."
    )


def missing_in_words(report: Report) -> Iterator[str]:
    """Yield what is missing, ward by ward."""
    for ward in report.wards or (report.whole,):
        if ward.missing:
            yield f"{report.labels.group(SERVICE, ward.code)}: {names_of(ward.missing)}."


def not_compared_in_words(report: Report) -> Iterator[str]:
    """Yield by what, and on which questions, groups of people cannot be compared, and why."""
    if report.equity is None:
        return
    comparisons = report.equity.comparisons
    compared = {one.by for one in comparisons}
    if names := [report.labels.attribute(name) for name in report.attributes if name not in compared]:
        yield f"Too few people of each group have answered to compare by: {', '.join(f'“{name}”' for name in names)}."
    asked = {one.question for one in comparisons}
    if without := [trend for trend in report.whole.trends if trend.question.name not in asked]:
        yield (
            f"Groups cannot be compared on {_titles(without, report.labels)}: too few people answered, or the figures"
            " would show what was left out of those of wards."
        )


def _changed(report: Report) -> Iterator[str]:
    where = "" if report.is_of_a_ward else ", all wards together"
    if not report.whole.is_up_to_date:
        yield "Nothing can be said about now: the last period has no figure."
        return
    for variation, beginning in ((Variation.CONCERN, LESS_GOOD), (Variation.IMPROVEMENT, BETTER)):
        if signs := report.whole.with_sign(variation):
            yield f"{beginning}{where}: {_titles(signs, report.labels)}."
        elif variation is Variation.CONCERN:
            yield f"No sign of change for the worse{where}."


def _claimed(report: Report) -> Iterator[str]:
    if report.equity is None:
        yield "There are no figures of groups of people yet, so it cannot be said for whom it is less good."
        return
    where = "All wards together – " if report.is_of_a_ward else ""
    lower = [claim for claim in report.equity.claims if claim.direction < 0]
    yield from (f"{where}{claim_in_words(claim, report.labels)}" for claim in lower[:MOST_CLAIMS])
    if (more := len(lower) - MOST_CLAIMS) > 0:
        yield f"{more} more lower {'share is' if more == 1 else 'shares are'} listed under “{FOR_WHOM}”"
    if not lower:
        yield f"{where}No group is shown to have less good answers than everybody else."


def _stopped(ward: WardTrends, report: Report) -> str:
    name = report.labels.group(SERVICE, ward.code)
    if not ward.last_period:
        return f"No figure yet of {name}."
    return f"No figure of {name} since {name_of(ward.last_period)}: nothing can be said about it now."


def _titles(trends: Iterable[QuestionTrend], labels: Labels) -> str:
    return ", ".join(f"“{labels.title(trend.question.name)}”" for trend in trends)


def _names(codes: Iterable[str], report: Report) -> str:
    return ", ".join(report.labels.group(SERVICE, code) for code in codes)
