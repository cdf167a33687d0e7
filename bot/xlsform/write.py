"""Writing a conversation as an XLSForm workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from bot.engine.flow import (
    Check,
    Choice,
    EndHere,
    Flow,
    FreeText,
    Message,
    OpenFlow,
    PickMany,
    PickOne,
    Scale,
    Step,
    UseRegister,
    WhichService,
)
from bot.engine.ids import ChoiceId, StepId
from bot.engine.wording import Register, Wording
from bot.flows.format import WordsFile
from bot.flows.sources import FlowSources, Sources
from bot.xlsform.names import CHOICES, OWN_WORDS, SETTINGS, SURVEY, Language, name_of
from bot.xlsform.relevant import written
from bot.xlsform.texts import GROUPS, check_words

_WIDTHS = {"label": 50, "hint": 40, "guidance_hint": 40, "text": 60, "relevant": 30}
_NARROW = 16

Line = dict[str, str]
"""A row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook, with its columns in the order in which XLSForm names them."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Line]


def languages(flow: Flow) -> tuple[Language, ...]:
    """Return the languages of a flow, standard English first, as other programs show the first at first."""
    order = sorted(flow.words, key=lambda each: (each.locale != "en", each.locale, each.register is Register.EASY_READ))
    return tuple(Language(flow.words[wording].language, wording) for wording in order)


def sheets(sources: Sources, files: FlowSources, flow: Flow) -> tuple[Sheet, ...]:
    """Return the sheets that say the flow."""
    spoken = languages(flow)
    lists = _Lists(sources, files, flow)
    steps = [
        _step_row(flow, step, shared, (spoken, lists))
        for step, shared in zip(flow.steps, _shared(sources, files), strict=True)
    ]
    settings = {
        "form_title": flow.id,
        "form_id": flow.id,
        "default_language": str(spoken[0]) if spoken else "",
        "sayso_fft": name_of(flow.fft) if flow.fft is not None else "",
    }
    words = ("label", "hint", "guidance_hint")
    survey = (
        *("type", "name", *_in_each(spoken, *words), "required", "relevant", *_in_each(spoken, "image")),
        *("sayso_kind", "sayso_of", "sayso_kept", "sayso_registers", "sayso_from", *_in_each(spoken, "sayso_title")),
    )
    ours = ("sayso_score", "sayso_alone", "sayso_register", "sayso_opens", "sayso_ends")
    choices = ("list_name", "name", *_in_each(spoken, "label"), *_in_each(spoken, "image"), *ours)
    own = _own_rows(files, spoken)
    return (
        Sheet(SURVEY, _used(survey, steps), steps),
        Sheet(CHOICES, _used(choices, lists.rows(spoken)), lists.rows(spoken)),
        Sheet(SETTINGS, _used(tuple(settings), [settings]), [settings]),
        *([Sheet(OWN_WORDS, ("name", *_in_each(spoken, "text")), own)] if own else []),
    )


def workbook(pages: Iterable[Sheet]) -> bytes:
    """Return the workbook. Every cell is text, so that none can run; the same sheets give the same bytes."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            sheet.freeze_panes(1, 2 if page.name in {SURVEY, CHOICES} else 0)
            for column, name in enumerate(page.columns):
                sheet.set_column(column, column, _WIDTHS.get(name.partition("::")[0], _NARROW))
                sheet.write_string(0, column, name, bold)
                for place, row in enumerate(page.rows, 1):
                    if text := row.get(name):
                        sheet.write_string(place, column, text, wrapped)
    return content.getvalue()


def _step_row(flow: Flow, step: Step, shared: str, rest: tuple[Sequence[Language], "_Lists"]) -> Line:
    spoken, lists = rest
    many = {each.id for each in flow.steps if isinstance(each, PickMany)}
    row = {
        "type": _type(step, lists),
        "name": name_of(step.id),
        "relevant": written(step.show_if, many),
        "sayso_kind": {Check: "check", WhichService: "service"}.get(type(step), ""),
        "sayso_of": step.scale if isinstance(step, Scale) else "",
        "sayso_registers": "" if step.registers == frozenset(Register) else " ".join(sorted(step.registers)),
        "sayso_from": shared,
    }
    if not isinstance(step, Message | Check):
        row |= {"required": "yes" if step.required else "", "sayso_kept": "" if step.kept else "no"}
    for each in spoken:
        words = flow.words[each.wording].steps[step.id]
        check = isinstance(step, Check)
        row |= {
            f"label::{each}": check_words(WordsFile(), flow.words[each.wording].notices) if check else words.prompt,
            f"hint::{each}": "" if check else words.hint,
            f"guidance_hint::{each}": "" if check else words.explain,
            f"sayso_title::{each}": "" if check else words.title,
            f"image::{each}": _image(step.picture),
        }
    return row


def _type(step: Step, lists: "_Lists") -> str:
    match step:
        case Message() | Check():
            return "note"
        case FreeText() | WhichService():
            return "text"
        case PickMany():
            return f"select_multiple {lists.of(step.id)}"
        case PickOne() | Scale():
            return f"select_one {lists.of(step.id)}"


class _Lists:
    """The lists of choices: one for each shared scale, and one for each question that has its own choices or words."""

    def __init__(self, sources: Sources, files: FlowSources, flow: Flow) -> None:
        self._flow = flow
        self._scales = {step.scale: step.choices for step in flow.steps if isinstance(step, Scale)}
        self._labels = {
            (scale, wording): _scale_labels(sources, files, wording, scale)
            for scale in self._scales
            for wording in flow.words
        }
        self._own: dict[StepId, str] = {}
        for step in flow.steps:
            if isinstance(step, PickOne | PickMany) or (isinstance(step, Scale) and self._words_it(step)):
                self._own[step.id] = self._free_name(name_of(step.id))

    def of(self, step: StepId) -> str:
        """Return the name of a question's list."""
        found = self._flow.step(step)
        return self._own.get(step) or (found.scale if isinstance(found, Scale) else "")

    def rows(self, spoken: Sequence[Language]) -> list[Line]:
        """Return the rows of every list."""
        found: list[Line] = []
        for scale, choices in self._scales.items():
            labels = {each.wording: self._labels[scale, each.wording] for each in spoken}
            found += _choice_rows(scale, choices, spoken, labels)
        for step, name in self._own.items():
            asked = self._flow.step(step)
            if isinstance(asked, PickOne | PickMany | Scale):
                words = {each.wording: self._flow.words[each.wording].steps[step].labels for each in spoken}
                found += _choice_rows(name, asked.choices, spoken, words)
        return found

    def _words_it(self, step: Scale) -> bool:
        """Tell whether a question words a shared scale in its own way."""
        return any(
            words.steps[step.id].labels != self._labels[step.scale, wording]
            for wording, words in self._flow.words.items()
        )

    def _free_name(self, wanted: str) -> str:
        name = wanted
        while name in self._scales or name in self._own.values():
            name += "_"
        return name


def _scale_labels(sources: Sources, files: FlowSources, wording: Wording, scale: str) -> dict[ChoiceId, str]:
    own, common = (each.words[wording].model.scales for each in (files, sources))
    return {ChoiceId(choice): label for choice, label in own.get(scale, common.get(scale, {})).items()}


def _choice_rows(
    list_name: str,
    choices: Iterable[Choice],
    spoken: Sequence[Language],
    labels: Mapping[Wording, Mapping[ChoiceId, str]],
) -> Iterator[Line]:
    for choice in choices:
        row = {
            "list_name": list_name,
            "name": choice.id,
            "sayso_score": "" if choice.score is None else str(choice.score),
            "sayso_alone": "yes" if choice.alone else "",
            "sayso_register": choice.effect.register if isinstance(choice.effect, UseRegister) else "",
            "sayso_opens": choice.effect.flow if isinstance(choice.effect, OpenFlow) else "",
            "sayso_ends": "yes" if isinstance(choice.effect, EndHere) else "",
        }
        for each in spoken:
            row |= {f"label::{each}": labels[each.wording].get(choice.id, ""), f"image::{each}": _image(choice.picture)}
        yield row


def _own_rows(files: FlowSources, spoken: Sequence[Language]) -> list[Line]:
    """Return the notices, buttons and other words that the flow puts in its own way."""
    rows: dict[str, Line] = {}
    for each in spoken:
        model = files.words[each.wording].model
        for group in GROUPS:
            for key, text in getattr(model, group).items():
                name = f"{group}.{key}"
                rows.setdefault(name, {"name": name})[f"text::{each}"] = text
    return list(rows.values())


def _shared(sources: Sources, files: FlowSources) -> Iterator[str]:
    """Yield for each step of the flow the name of the shared steps it is one of; empty for its own."""
    for step in files.flow.model.steps:
        if step.use is None:
            yield ""
        else:
            yield from (step.use for inner in sources.steps[step.use].model.steps if inner.use is None)


def _image(picture: str | None) -> str:
    return "" if picture is None else f"{picture}.png"


def _in_each(spoken: Sequence[Language], *names: str) -> tuple[str, ...]:
    return tuple(f"{name}::{each}" for name in names for each in spoken)


def _used(columns: Sequence[str], rows: Sequence[Line]) -> tuple[str, ...]:
    """Return the columns that something stands in in any language, so that no language is missing one."""
    filled = {name.partition("::")[0] for row in rows for name, text in row.items() if text}
    always = {"type", "name", "list_name", "label"}
    return tuple(name for name in columns if name.partition("::")[0] in filled | always)
