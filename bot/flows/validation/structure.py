"""The way through a flow: ids, conditions, steps nobody can reach, ends that lead nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.conditions import holds, names
from bot.engine.flow import Check, Choice, Flow, FreeText, Message, OpenFlow, Step, WhichService, is_question
from bot.engine.ids import ChoiceId, StepId
from bot.engine.issues import Issue
from bot.flows.build import BuiltFlow, PlacedStep
from bot.flows.reader import did_you_mean
from bot.flows.sources import Sources
from bot.privacy.withdrawal import MOST_COMMENTS

_MOST_TRIED = 20_000


def check(read: BuiltFlow) -> Iterator[Issue]:
    """Yield what is wrong with the steps of one flow."""
    sources, placed, flow = read.sources, read.placed, read.flow
    seen: dict[StepId, Step] = {}
    for place, step in zip(placed, flow.steps, strict=True):
        if step.id in seen:
            yield _issue(place, step, f"the id “{step.id}” is used twice in this flow", "give each step its own")
        unknown = list(_unknown_in_condition(place, step, seen, flow))
        yield from unknown
        if any(isinstance(earlier, Check) for earlier in seen.values()):
            yield _issue(place, step, "nobody can reach this step: it comes after “check”", "move it up")
        elif not unknown and not _can_be_shown(step, seen):
            what = "nobody can reach this step: no answers make its condition true"
            yield place.source.issue((*place.path, "show_if"), what, "change the condition, or take the step out")
        seen.setdefault(step.id, step)
        yield from _repeated_choices(place, step)
        yield from _unknown_flow(sources, place, flow)
    yield from _dead_end(placed, flow)
    yield from _too_many_comments(placed, flow)


def _too_many_comments(placed: Sequence[PlacedStep], flow: Flow) -> Iterator[Issue]:
    """Withdrawal finds at most `MOST_COMMENTS` comments of one submission."""
    own_words = [place for place, step in zip(placed, flow.steps, strict=True) if isinstance(step, FreeText)]
    for place in own_words[MOST_COMMENTS:]:
        what = f"a conversation has at most {MOST_COMMENTS} questions in a person's own words"
        yield place.source.issue((*place.path, place.step.kind), what, "take some out")


def _unknown_in_condition(place: PlacedStep, step: Step, seen: Mapping[StepId, Step], flow: Flow) -> Iterator[Issue]:
    path = (*place.path, "show_if")
    for named, choices in names(step.show_if):
        if named not in seen:
            later = flow.has(named)
            what = f"step “{named}” {'comes later' if later else 'does not exist'}"
            suggestion = "a condition looks at earlier answers" if later else did_you_mean(named, seen)
            yield place.source.issue(path, what, suggestion)
            continue
        known = [choice.id for choice in _choices(seen[named])]
        for choice in choices:
            if choice not in known and not isinstance(seen[named], WhichService):
                what = f"step “{named}” has no choice “{choice}”"
                yield place.source.issue(path, what, did_you_mean(choice, known))


def _can_be_shown(step: Step, seen: Mapping[StepId, Step]) -> bool:
    """Try every combination of answers to the questions that decide whether the step is shown."""
    deciding: dict[StepId, Step] = {}
    pending = [name for name, _ in names(step.show_if)]
    while pending:
        name = pending.pop()
        if name in seen and name not in deciding:
            deciding[name] = seen[name]
            pending.extend(earlier for earlier, _ in names(seen[name].show_if))
    order = [question for question in seen.values() if question.id in deciding]
    combinations = product(*(_possible_answers(question) for question in order))
    for tried in islice(combinations, _MOST_TRIED):
        answers = {question.id: answer for question, answer in zip(order, tried, strict=True) if answer is not None}
        shown = all(question.id not in answers or holds(question.show_if, answers) for question in order)
        if shown and holds(step.show_if, answers):
            return True
    return False


def _possible_answers(step: Step) -> tuple[Answer | None, ...]:
    if isinstance(step, FreeText):
        return None, Written("words"), Skipped()
    if isinstance(step, WhichService):
        return None, Picked((ChoiceId("any"),)), Skipped()
    return (None, *(Picked((choice.id,)) for choice in _choices(step)))


def _repeated_choices(place: PlacedStep, step: Step) -> Iterator[Issue]:
    ids = [choice.id for choice in _choices(step)]
    for choice in sorted({choice for choice in ids if ids.count(choice) > 1}):
        yield place.source.issue((*place.path, "choices"), f"the choice “{choice}” is here twice", "keep one")


def _unknown_flow(sources: Sources, place: PlacedStep, flow: Flow) -> Iterator[Issue]:
    others = [name for name in sources.flows if name != flow.id]
    for number, choice in enumerate(place.step.choices or []):
        known = choice.opens in others or f"{choice.opens}/flow.yaml" in sources.unread
        if choice.opens is not None and not known:
            what = f"there is no flow “{choice.opens}” to open"
            suggestion = did_you_mean(choice.opens, others)
            yield place.source.issue((*place.path, "choices", number, "opens"), what, suggestion)


def _dead_end(placed: Sequence[PlacedStep], flow: Flow) -> Iterator[Issue]:
    if not flow.steps:
        return
    last, place = flow.steps[-1], placed[-1]
    if isinstance(last, Check):
        if names(last.show_if) or len(last.registers) == 1:
            yield _issue(place, last, "dead end: not everyone comes to “check”", "leave out its condition")
        return
    if any(isinstance(step, Check) for step in flow.steps):
        return  # Steps after “check” have an issue already.
    choices = _choices(last)
    leads_on = choices and all(choice.effect is not None for choice in choices) and place.step.required
    if not leads_on or not any(isinstance(choice.effect, OpenFlow) for choice in choices):
        what = "dead end: the flow stops here and nothing can be sent"
        yield _issue(place, last, what, "end it with “- check: check”")


def _choices(step: Step) -> tuple[Choice, ...]:
    if not is_question(step) or isinstance(step, Message | Check | FreeText | WhichService):
        return ()
    return step.choices


def _issue(place: PlacedStep, step: Step, what: str, suggestion: str) -> Issue:
    key = place.step.kind if place.step.id == step.id else "use"
    return place.source.issue((*place.path, key), what, suggestion)
