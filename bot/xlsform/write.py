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
from bot.xlsform.relevant import to_xpath
from bot.xlsform.texts import GROUPS, check_label

_WIDTHS = {"label": 50, "hint": 40, "guidance_hint": 40, "text": 60, "relevant": 30}
_DEFAULT_WIDTH = 16

Cells = dict[str, str]
"""A row by column name."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet to write, with its columns in the order of the XLSForm standard."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Cells]


def languages_of(flow: Flow) -> tuple[Language, ...]:
    """Return the languages of a flow, standard English first: other programs start with the first."""

    def order(wording: Wording) -> tuple[bool, str, bool]:
        return wording.locale != "en", wording.locale, wording.register is Register.EASY_READ

    return tuple(Language(flow.words[wording].language, wording) for wording in sorted(flow.words, key=order))


def form_sheets(sources: Sources, files: FlowSources, flow: Flow) -> tuple[SheetContent, ...]:
    """Return the sheets of a flow."""
    languages = languages_of(flow)
    lists = _ChoiceLists(sources, files, flow)
    steps = [
        _step_row(flow, step, shared, (languages, lists))
        for step, shared in zip(flow.steps, _shared(sources, files), strict=True)
    ]
    settings = {
        "form_title": flow.id,
        "form_id": flow.id,
        "default_language": str(languages[0]) if languages else "",
        "sayso_fft": name_of(flow.fft) if flow.fft is not None else "",
    }
    words = ("label", "hint", "guidance_hint")
    survey = (
        *("type", "name", *_in_each(languages, *words), "required", "relevant", *_in_each(languages, "image")),
        *("sayso_kind", "sayso_of", "sayso_kept", "sayso_registers", "sayso_from", *_in_each(languages, "sayso_title")),
    )
    sayso_columns = ("sayso_score", "sayso_alone", "sayso_register", "sayso_opens", "sayso_ends")
    choices = ("list_name", "name", *_in_each(languages, "label"), *_in_each(languages, "image"), *sayso_columns)
    own_words = _own_words_rows(files, languages)
    return (
        SheetContent(SURVEY, _filled(survey, steps), steps),
        SheetContent(CHOICES, _filled(choices, lists.rows(languages)), lists.rows(languages)),
        SheetContent(SETTINGS, _filled(tuple(settings), [settings]), [settings]),
        *([SheetContent(OWN_WORDS, ("name", *_in_each(languages, "text")), own_words)] if own_words else []),
    )


def to_xlsx(sheets: Iterable[SheetContent]) -> bytes:
    """Return the workbook. All cells are text, so there are no formulas; the same sheets give the same bytes."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for sheet in sheets:
            worksheet = book.add_worksheet(sheet.name)
            worksheet.freeze_panes(1, 2 if sheet.name in {SURVEY, CHOICES} else 0)
            for column, name in enumerate(sheet.columns):
                worksheet.set_column(column, column, _WIDTHS.get(name.partition("::")[0], _DEFAULT_WIDTH))
                worksheet.write_string(0, column, name, bold)
                for number, row in enumerate(sheet.rows, 1):
                    if text := row.get(name):
                        worksheet.write_string(number, column, text, wrapped)
    return content.getvalue()


def _step_row(flow: Flow, step: Step, shared: str, rest: tuple[Sequence[Language], "_ChoiceLists"]) -> Cells:
    languages, lists = rest
    multiple = {question.id for question in flow.steps if isinstance(question, PickMany)}
    row = {
        "type": _type(step, lists),
        "name": name_of(step.id),
        "relevant": to_xpath(step.show_if, multiple),
        "sayso_kind": {Check: "check", WhichService: "service"}.get(type(step), ""),
        "sayso_of": step.scale if isinstance(step, Scale) else "",
        "sayso_registers": "" if step.registers == frozenset(Register) else " ".join(sorted(step.registers)),
        "sayso_from": shared,
    }
    if not isinstance(step, Message | Check):
        row |= {"required": "yes" if step.required else "", "sayso_kept": "" if step.kept else "no"}
    for language in languages:
        words = flow.words[language.wording].steps[step.id]
        notices, check = flow.words[language.wording].notices, isinstance(step, Check)
        row |= {
            f"label::{language}": check_label(WordsFile(), notices) if check else words.prompt,
            f"hint::{language}": "" if check else words.hint,
            f"guidance_hint::{language}": "" if check else words.explain,
            f"sayso_title::{language}": "" if check else words.title,
            f"image::{language}": _image(step.picture),
        }
    return row


def _type(step: Step, lists: "_ChoiceLists") -> str:
    match step:
        case Message() | Check():
            return "note"
        case FreeText() | WhichService():
            return "text"
        case PickMany():
            return f"select_multiple {lists.of(step.id)}"
        case PickOne() | Scale():
            return f"select_one {lists.of(step.id)}"


class _ChoiceLists:
    """The lists of choices: one for each shared scale, and one for each question with its own choices or labels."""

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
            if isinstance(step, PickOne | PickMany) or (isinstance(step, Scale) and self._has_own_labels(step)):
                self._own[step.id] = self._free_name(name_of(step.id))

    def of(self, step: StepId) -> str:
        """Return the name of a question's list."""
        question = self._flow.step(step)
        return self._own.get(step) or (question.scale if isinstance(question, Scale) else "")

    def rows(self, languages: Sequence[Language]) -> list[Cells]:
        """Return the rows of every list."""
        rows: list[Cells] = []
        for scale, choices in self._scales.items():
            labels = {language.wording: self._labels[scale, language.wording] for language in languages}
            rows += _choice_rows(scale, choices, languages, labels)
        for step, name in self._own.items():
            question = self._flow.step(step)
            if isinstance(question, PickOne | PickMany | Scale):
                own_labels = {
                    language.wording: self._flow.words[language.wording].steps[step].labels for language in languages
                }
                rows += _choice_rows(name, question.choices, languages, own_labels)
        return rows

    def _has_own_labels(self, step: Scale) -> bool:
        """Tell whether a question labels a shared scale differently."""
        return any(
            words.steps[step.id].labels != self._labels[step.scale, wording]
            for wording, words in self._flow.words.items()
        )

    def _free_name(self, name: str) -> str:
        while name in self._scales or name in self._own.values():
            name += "_"
        return name


def _scale_labels(sources: Sources, files: FlowSources, wording: Wording, scale: str) -> dict[ChoiceId, str]:
    own, common = (each.words[wording].model.scales for each in (files, sources))
    return {ChoiceId(choice): label for choice, label in own.get(scale, common.get(scale, {})).items()}


def _choice_rows(
    list_name: str,
    choices: Iterable[Choice],
    languages: Sequence[Language],
    labels: Mapping[Wording, Mapping[ChoiceId, str]],
) -> Iterator[Cells]:
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
        for language in languages:
            row[f"label::{language}"] = labels[language.wording].get(choice.id, "")
            row[f"image::{language}"] = _image(choice.picture)
        yield row


def _own_words_rows(files: FlowSources, languages: Sequence[Language]) -> list[Cells]:
    """Return the notices, buttons and other words that the flow words differently."""
    rows: dict[str, Cells] = {}
    for language in languages:
        model = files.words[language.wording].model
        for group in GROUPS:
            for key, text in getattr(model, group).items():
                name = f"{group}.{key}"
                rows.setdefault(name, {"name": name})[f"text::{language}"] = text
    return list(rows.values())


def _shared(sources: Sources, files: FlowSources) -> Iterator[str]:
    """Yield, for each step, the name of the shared steps it belongs to; empty for the flow's own."""
    for step in files.flow.model.steps:
        if step.use is None:
            yield ""
        else:
            yield from (step.use for inner in sources.steps[step.use].model.steps if inner.use is None)


def _image(picture: str | None) -> str:
    return "" if picture is None else f"{picture}.png"


def _in_each(languages: Sequence[Language], *names: str) -> tuple[str, ...]:
    return tuple(f"{name}::{language}" for name in names for language in languages)


def _filled(columns: Sequence[str], rows: Sequence[Cells]) -> tuple[str, ...]:
    """Return the columns that are filled in any language, so that all languages have the same columns."""
    filled = {name.partition("::")[0] for row in rows for name, text in row.items() if text}
    always = {"type", "name", "list_name", "label"}
    return tuple(name for name in columns if name.partition("::")[0] in filled | always)
