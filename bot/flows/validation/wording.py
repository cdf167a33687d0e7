"""Words: what is missing, what belongs to nothing, and whether every wording says the same things (L33)."""

import re
from collections.abc import Iterator, Mapping

from bot.engine.flow import Check, Flow, FreeText, Message, PickMany, PickOne, Scale, WhichService
from bot.engine.ids import StepId
from bot.engine.issues import Issue, Severity
from bot.engine.wording import INSTEAD, Control, Notice, Register, Wording
from bot.flows.build import BuiltFlow
from bot.flows.format import StepFile, WordsFile
from bot.flows.reader import did_you_mean
from bot.flows.source import KeyPath, SourceFile
from bot.flows.sources import COMMON, FlowSources, Sources

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ALLOWED: Mapping[Notice, frozenset[str]] = {
    Notice.PROGRESS: frozenset({"n", "m"}),
    Notice.YOU_SAID: frozenset({"answer"}),
    Notice.YOU_WROTE: frozenset({"text"}),
    Notice.TAKEN_OUT: frozenset({"what", "text"}),
    Notice.SO_FAR: frozenset({"answer"}),
    Notice.DROPPED: frozenset({"titles"}),
    Notice.CHECK: frozenset({"answers"}),
    Notice.GROUP: frozenset({"link"}),
    Notice.CODE: frozenset({"code", "date"}),
    Notice.CHANGES: frozenset({"changes"}),
    Notice.SAID_AND_DID: frozenset({"month", "said", "did"}),
}
_NEEDED: Mapping[Notice, frozenset[str]] = {
    **_ALLOWED,
    Notice.TAKEN_OUT: frozenset({"text"}),
    Notice.SAID_AND_DID: frozenset({"said", "did"}),
}


def placeholders(words: SourceFile[WordsFile]) -> Iterator[Issue]:
    """Yield placeholders that are never filled in, and those that are missing."""
    for path, text in words.model.texts():
        used = set(_PLACEHOLDER.findall(text))
        notice = Notice(path[1]) if path[0] == "notices" else None
        allowed = {"service"} if path[0] == "steps" else _ALLOWED.get(notice, frozenset()) if notice else frozenset()
        for name in sorted(used - allowed):
            known = ", ".join(f"{{{name}}}" for name in sorted(allowed))
            yield words.issue(path, f"{{{name}}} is not filled in here", f"known here: {known}" if known else "")
        for name in sorted(_NEEDED.get(notice, frozenset()) - used if notice else ()):
            yield words.issue(path, f"{{{name}}} is missing from these words", "put it where it belongs")


def check_common(sources: Sources) -> Iterator[Issue]:
    """Yield what is missing from or left over in the words that all flows share."""
    shared = {step.id: step for steps in sources.steps.values() for step in steps.model.steps if step.use is None}
    yield from _shared_in_shared(sources)
    for words in sources.words.values():
        yield from _missing_from_common(words)
        for step in words.model.steps:
            if step not in shared and not any(path.startswith(f"{COMMON}/steps/") for path in sources.unread):
                what = f"no shared step is called “{step}”"
                yield words.issue(("steps", step), what, did_you_mean(step, shared))
        yield from _left_over_choices(words, shared)


def _shared_in_shared(sources: Sources) -> Iterator[Issue]:
    for shared in sources.steps.values():
        for number, step in enumerate(shared.model.steps):
            if step.use is not None:
                what = "shared steps cannot use other shared steps"
                yield shared.issue((number, "use"), what, "write the steps out here")


def _left_over_choices(words: SourceFile[WordsFile], shared: Mapping[str, StepFile]) -> Iterator[Issue]:
    for step, says in words.model.steps.items():
        choices = [choice.id for choice in shared[step].choices or []] if step in shared else list(says.choices)
        for choice in says.choices:
            if choice not in choices:
                what = f"step “{step}” has no choice “{choice}”"
                suggestion = did_you_mean(choice, choices)
                yield words.issue(("steps", step, "choices", choice), what, suggestion, rule="L33")


def _missing_from_common(words: SourceFile[WordsFile]) -> Iterator[Issue]:
    if not words.model.language:
        yield words.issue((), "“language” is missing", "add it, such as “language: English”")
    for group, ids in (("controls", Control), ("notices", Notice)):
        known = {str(name) for name in getattr(words.model, group)}
        for name in ids:
            if name not in known and name not in INSTEAD:
                yield words.issue((group,), f"there are no words for “{name}”", "add them")


def _missing_wordings(sources: Sources, files: FlowSources, flow: Flow) -> Iterator[Issue]:
    if not files.words:
        yield files.flow.issue((), "the flow has no words", "write words/en.yaml and words/en.easy-read.yaml")
    for locale in sorted({wording.locale for wording, words in files.words.items() if not words.model.unpublished}):
        severity = Severity.ERROR if locale == "en" else Severity.WARNING
        for register in Register:
            wording = Wording(locale, register)
            if wording not in files.words and f"{flow.id}/words/{wording}.yaml" not in sources.unread:
                what = f"the words in {wording} are missing, so the flow is not the same for everyone"
                yield files.flow.issue((), what, f"write words/{wording}.yaml", severity)


def _missing(
    flow: Flow, wording: Wording, own: SourceFile[WordsFile], common: SourceFile[WordsFile]
) -> Iterator[Issue]:
    words = flow.words[wording]
    for step in flow.steps:
        if wording.register not in step.registers or isinstance(step, Check):
            continue
        path: tuple[str, ...] = ("steps", step.id) if step.id in own.model.steps else ("steps",)
        says = words.steps[step.id]
        if not says.prompt:
            yield own.issue(path, f"step “{step.id}” has no words", f"add “{step.id}:” with a prompt")
            continue
        if isinstance(step, Message):
            continue
        if step.kept and not isinstance(step, WhichService) and not says.title:
            what = f"step “{step.id}” has no title for the list of answers"
            yield own.issue(path, what, "add “title:”, at most 24 characters")
        if not isinstance(step, FreeText | WhichService):
            source, place, whose, where = _place_of_labels(step, own, common)
            for choice in step.choices:
                if choice.id not in says.labels:
                    what = f"choice “{choice.id}” of {whose} has no words"
                    yield source.issue(place, what, f"add “{choice.id}:” {where}")


def _place_of_labels(
    step: PickOne | Scale | PickMany, own: SourceFile[WordsFile], common: SourceFile[WordsFile]
) -> tuple[SourceFile[WordsFile], KeyPath, str, str]:
    """Return where the words of a step's choices belong: those of a scale or a shared step are in common."""
    if isinstance(step, Scale):
        words = own if step.scale in own.model.scales else common
        return words, ("scales", step.scale), f"scale “{step.scale}”", "to the scale"
    shared = step.id in common.model.steps and step.id not in own.model.steps
    return common if shared else own, ("steps", step.id), f"step “{step.id}”", "under its choices"


def _left_over(flow: Flow, own: SourceFile[WordsFile]) -> Iterator[Issue]:
    for step, says in own.model.steps.items():
        if not flow.has(StepId(step)):
            known = [flow_step.id for flow_step in flow.steps]
            what = f"the flow has no step “{step}”"
            yield own.issue(("steps", step), what, did_you_mean(step, known))
            continue
        flow_step = flow.step(StepId(step))
        choices = () if isinstance(flow_step, Message | Check | FreeText | WhichService) else flow_step.choices
        for choice in says.choices:
            if choice not in {known_choice.id for known_choice in choices}:
                suggestion = did_you_mean(choice, [known_choice.id for known_choice in choices])
                what = f"step “{step}” has no choice “{choice}”"
                yield own.issue(("steps", step, "choices", choice), what, suggestion)


def check(read: BuiltFlow) -> Iterator[Issue]:
    """Yield what is missing or left over in the wordings of a flow (L33)."""
    sources, files, flow = read.sources, read.files, read.flow
    yield from _missing_wordings(sources, files, flow)
    for wording, own in files.words.items():
        if wording in sources.words:
            yield from _missing(flow, wording, own, sources.words[wording])
            yield from _left_over(flow, own)
        elif f"{COMMON}/words/{wording}.yaml" not in sources.unread:
            what = f"there are no common words in {wording}"
            yield own.issue((), what, f"write {sources.files.name}/{COMMON}/words/{wording}.yaml")
