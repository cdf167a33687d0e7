"""The words in a workbook as words files: a conversation's own words, without those shared with others."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.engine.wording import Control, Notice, Wording
from bot.flows.format import StepWordsFile, WordsFile
from bot.flows.reader import did_you_mean
from bot.flows.sources import Sources
from bot.xlsform.choices import ChoiceList
from bot.xlsform.names import CHOICES, OWN_WORDS, SURVEY, id_of
from bot.xlsform.survey import SurveyStep
from bot.xlsform.workbook import FormRow, Workbook

MAX_TITLE_LENGTH = 24
GROUPS: Mapping[str, Collection[str]] = {
    "controls": tuple(Control),
    "notices": tuple(Notice),
    "kinds": (),
    "pictures": (),
}
"""The words that belong to no question, with their keys where these are fixed."""

_PARTS = {"label": "prompt", "sayso_title": "title", "hint": "hint", "guidance_hint": "explain"}


def read_words(
    book: Workbook, sources: Sources, steps: Sequence[SurveyStep], lists: Mapping[str, ChoiceList]
) -> dict[Wording, WordsFile]:
    """Return a words file for every wording that the survey sheet has labels in."""
    wordings = dict.fromkeys(
        wording for column, wording in book.sheet(SURVEY).columns if column == "label" and wording is not None
    )
    return {wording: _WordsReader(book, sources, wording).words(steps, lists) for wording in wordings}


class _WordsReader:
    def __init__(self, book: Workbook, sources: Sources, wording: Wording) -> None:
        self.book, self.wording = book, wording
        shared = sources.words.get(wording)
        self.common = WordsFile() if shared is None else shared.model
        if shared is None:
            column = book.sheet(SURVEY).columns["label", wording]
            suggestion = f"add common/words/{wording}.yaml with the buttons and notices"
            book.warn(
                (SURVEY, 1, column), f"there are no common words in {wording}, so it cannot be offered yet", suggestion
            )

    def words(self, steps: Sequence[SurveyStep], lists: Mapping[str, ChoiceList]) -> WordsFile:
        other_words = self._other_words()
        scales = self._scales(steps, lists)
        name = self.book.languages[self.wording].name
        data: dict[str, Any] = {"scales": scales, **other_words}
        if name != self.common.language:
            data["language"] = name
        own = {}
        for step in steps:
            if step.step.kind == "check":
                self._check(step.row, other_words)
            elif (words := self._step(step, {**self.common.scales, **scales}, lists)) is not None:
                own[step.step.id] = words
        return WordsFile.model_validate({**data, "steps": own})

    def _step(
        self, step: SurveyStep, scales: Mapping[str, Mapping[str, str]], lists: Mapping[str, ChoiceList]
    ) -> StepWordsFile | None:
        """Return the step's own words; None if it has none, or only the shared ones."""
        words = {part: step.row.get(column, self.wording) for column, part in _PARTS.items()}
        labels = {} if not step.list_name else lists[step.list_name].labels.get(self.wording, {})
        shared = self.common.steps.get(step.step.id, StepWordsFile.model_construct(prompt=""))
        shared_labels = scales.get(step.step.of, {}) if step.step.of is not None else shared.choices
        own = {choice: label for choice, label in labels.items() if label != shared_labels.get(choice)}
        if not own and all(text == getattr(shared, part) for part, text in words.items()):
            return None
        if any("${" in text for text in (*words.values(), *labels.values())):
            what = f"the words of this question in {self.wording} contain “${{…}}”, which Sayso does not fill in"
            self.book.warn((SURVEY, step.row.number, self._column("label")), what, "write it without")
        if not words["prompt"]:
            if own or any(words.values()) or shared.prompt:
                what = f"there is no label in {self.wording}, so its words in this language are not imported"
                self.book.warn((SURVEY, step.row.number, self._column("label")), what, "write one")
            return None
        if len(words["title"]) > MAX_TITLE_LENGTH:
            what = f"the title is {len(words['title'])} characters long"
            self.book.error((SURVEY, step.row.number, self._column("sayso_title")), what, f"at most {MAX_TITLE_LENGTH}")
            return None
        if shared.title and not words["title"]:
            what = f"the title is empty, so the shared one is kept: “{shared.title}”"
            self.book.warn((SURVEY, step.row.number, self._column("sayso_title")), what)
        for choice in shared_labels.keys() - labels.keys() & {known.id for known in step.step.choices or []}:
            what = f"the choice “{choice}” of “{step.step.id}” has no label in {self.wording}: the shared one is kept"
            self.book.warn((CHOICES, 1, self.book.sheet(CHOICES).column_of("label")), what)
        title = "" if words["title"] == shared.title else words["title"]
        return StepWordsFile(
            prompt=words["prompt"], title=title, hint=words["hint"], explain=words["explain"], choices=own
        )

    def _scales(self, steps: Sequence[SurveyStep], lists: Mapping[str, ChoiceList]) -> dict[str, dict[str, str]]:
        """Return the labels of scales that differ from the shared ones."""
        used = dict.fromkeys(step.step.of for step in steps if step.step.of is not None)
        labels = {scale: lists[scale].labels.get(self.wording, {}) for scale in used if scale in lists}
        return {scale: own for scale, own in labels.items() if own and own != self.common.scales.get(scale)}

    def _check(self, row: FormRow, other_words: Mapping[str, Mapping[str, str]]) -> None:
        texts = {row.get(column, self.wording) for column in _PARTS}
        if texts - {"", check_label(self.common, other_words.get("notices", {}))}:
            what = f"the words of the check in {self.wording} are not imported"
            self.book.warn((SURVEY, row.number, self._column("label")), what, "they are the notice “check”")

    def _other_words(self) -> dict[str, Any]:
        """Return notices, buttons and other words that the conversation words differently, by group."""
        groups: dict[str, dict[str, str]] = {}
        sheet = self.book.sheet(OWN_WORDS)
        for row in sheet.rows:
            name, text = row.get("name"), row.get("text", self.wording)
            group, _, key = name.partition(".")
            known = GROUPS.get(group)
            if known is None or (known and key not in known) or not key or (group == "pictures" and id_of(key) != key):
                suggestion = did_you_mean(key, known) if known else f"supported: {', '.join(GROUPS)}"
                self.book.error((OWN_WORDS, row.number, sheet.column_of("name")), f"“{name}” is unknown", suggestion)
            elif text:
                groups.setdefault(group, {})[key] = text
        return groups

    def _column(self, name: str) -> int:
        return self.book.sheet(SURVEY).columns.get((name, self.wording), 1)


def check_label(common: WordsFile, own: Mapping[Any, str]) -> str:
    """Return the label of a check, which has no words of its own, because other programs require one."""
    return {**common.notices, **own}.get(Notice.CHECK, "") or Notice.CHECK.value
