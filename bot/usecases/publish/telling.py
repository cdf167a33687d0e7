"""What a flow is made of, told in words that people who read no files know."""

from collections.abc import Iterator

from bot.engine.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot
from bot.engine.flow import Check, Choice, EndHere, FreeText, Message, OpenFlow, PickMany, PickOne, Scale, Step
from bot.engine.flow import UseRegister as _UseRegister
from bot.engine.wording import Register

_KINDS: dict[type[object], str] = {
    Message: "message",
    PickOne: "pick one",
    PickMany: "pick many",
    FreeText: "free text",
    Check: "check",
}


def kind_of(step: Step) -> str:
    """Return the kind of a step, as it stands in a flow's file."""
    return f"scale of {step.scale}" if isinstance(step, Scale) else _KINDS.get(type(step), "service")


def condition(shown_if: Condition) -> str:
    """Return a condition in words.

    >>> condition(AllOf((Answered("a"), Is("b", ("yes", "partly")))))
    '“a” is answered, and “b” is yes or partly'
    """
    match shown_if:
        case Is(step, choices):
            return f"“{step}” is {' or '.join(choices)}"
        case IsNot(step, choices):
            return f"“{step}” is not {' or '.join(choices)}"
        case Answered(step):
            return f"“{step}” is answered"
        case AllOf(conditions):
            return ", and ".join(map(condition, conditions))
        case AnyOf(conditions):
            return ", or ".join(map(condition, conditions))
        case _:
            return "always"


def facts(step: Step) -> Iterator[tuple[str, str]]:
    """Yield what a step is, but for its words: each fact with its name."""
    yield "kind", kind_of(step)
    if not isinstance(step.show_if, Always):
        yield "shown if", condition(step.show_if)
    if len(step.registers) < len(Register):
        yield "only in", ", ".join(sorted(step.registers))
    if step.picture is not None:
        yield "picture", step.picture
    if isinstance(step, PickOne | PickMany | Scale):
        yield "choices", ", ".join(map(_choice, step.choices))
    if getattr(step, "required", False):
        yield "skipping", "not possible"
    if not getattr(step, "kept", True):
        yield "answer", "not kept"


def _choice(choice: Choice) -> str:
    said = choice.id if choice.score is None else f"{choice.id} ({choice.score})"
    match choice.effect:
        case OpenFlow(flow):
            return f"{said} → {flow}"
        case EndHere():
            return f"{said} → the end"
        case _UseRegister(register):
            return f"{said} → {register}"
        case _:
            return f"{said}, alone" if choice.alone else said
