"""The words in a workbook, as words files: a conversation's own words, without what it shares with others."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.engine.wording import Control, Notice, Wording
from bot.flows.format import StepWordsFile, WordsFile
from bot.flows.reader import did_you_mean
from bot.flows.sources import Sources
from bot.xlsform.choices import ListRead
from bot.xlsform.names import CHOICES, OWN_WORDS, SURVEY, id_of
from bot.xlsform.survey import StepRead
from bot.xlsform.workbook import Book, Row

LONGEST_TITLE = 24
GROUPS: Mapping[str, Collection[str]] = {
    "controls": tuple(Control),
    "notices": tuple(Notice),
    "kinds": (),
    "pictures": (),
}
"""The words that belong to no question, with their keys where only some are known."""

_PARTS = {"label": "prompt", "sayso_title": "title", "hint": "hint", "guidance_hint": "explain"}


def read_words(
    book: Book, sources: Sources, steps: Sequence[StepRead], lists: Mapping[str, ListRead]
) -> dict[Wording, WordsFile]:
    """Return the words file of every wording that the workbook has questions in."""
    wordings = dict.fromkeys(
        wording for column, wording in book.table(SURVEY).columns if column == "label" and wording is not None
    )
    return {wording: _Reading(book, sources, wording).words(steps, lists) for wording in wordings}


class _Reading:
    def __init__(self, book: Book, sources: Sources, wording: Wording) -> None:
        self.book, self.wording = book, wording
        shared = sources.words.get(wording)
        self.common = WordsFile() if shared is None else shared.model
        if shared is None:
            column = book.table(SURVEY).columns["label", wording]
            do = f"write common/words/{wording}.yaml: buttons and notices stand there"
            book.left(
                (SURVEY, 1, column), f"there are no common words in {wording}, so nobody can be asked in it yet", do
            )

    def words(self, steps: Sequence[StepRead], lists: Mapping[str, ListRead]) -> WordsFile:
        others = self._others()
        scales = self._scales(steps, lists)
        name = self.book.languages[self.wording].name
        data: dict[str, Any] = {"scales": scales, **others}
        if name != self.common.language:
            data["language"] = name
        own = {}
        for each in steps:
            if each.step.kind == "check":
                self._check(each.row, others)
            elif (words := self._step(each, {**self.common.scales, **scales}, lists)) is not None:
                own[each.step.id] = words
        return WordsFile.model_validate({**data, "steps": own})

    def _step(
        self, each: StepRead, scales: Mapping[str, Mapping[str, str]], lists: Mapping[str, ListRead]
    ) -> StepWordsFile | None:
        """Return the step's own words; None where it has none, or they are those that are shared."""
        here = {part: each.row.get(column, self.wording) for column, part in _PARTS.items()}
        labels = {} if not each.list_name else lists[each.list_name].labels.get(self.wording, {})
        shared = self.common.steps.get(each.step.id, StepWordsFile.model_construct(prompt=""))
        before = scales.get(each.step.of, {}) if each.step.of is not None else shared.choices
        own = {choice: label for choice, label in labels.items() if label != before.get(choice)}
        if not own and all(text == getattr(shared, part) for part, text in here.items()):
            return None
        if any("${" in text for text in (*here.values(), *labels.values())):
            what = f"the words of this question in {self.wording} have “${{…}}” in them, which is not filled in here"
            self.book.left((SURVEY, each.row.number, self._column("label")), what, "say it without")
        if not here["prompt"]:
            if own or any(here.values()) or shared.prompt:
                what = f"there is no label in {self.wording}, so no words of this question are carried in it"
                self.book.left((SURVEY, each.row.number, self._column("label")), what, "write one")
            return None
        if len(here["title"]) > LONGEST_TITLE:
            what = f"the title is {len(here['title'])} characters long"
            self.book.fault((SURVEY, each.row.number, self._column("sayso_title")), what, f"at most {LONGEST_TITLE}")
            return None
        if shared.title and not here["title"]:
            what = f"the title is empty, so the shared one stays: “{shared.title}”"
            self.book.left((SURVEY, each.row.number, self._column("sayso_title")), what)
        for choice in before.keys() - labels.keys() & {known.id for known in each.step.choices or []}:
            what = f"the choice “{choice}” of “{each.step.id}” has no label in {self.wording}, so the shared one stays"
            self.book.left((CHOICES, 1, self.book.table(CHOICES).place("label")), what)
        title = "" if here["title"] == shared.title else here["title"]
        return StepWordsFile(
            prompt=here["prompt"], title=title, hint=here["hint"], explain=here["explain"], choices=own
        )

    def _scales(self, steps: Sequence[StepRead], lists: Mapping[str, ListRead]) -> dict[str, dict[str, str]]:
        """Return the words of shared lists that are not those that all conversations share."""
        used = dict.fromkeys(each.step.of for each in steps if each.step.of is not None)
        labels = {scale: lists[scale].labels.get(self.wording, {}) for scale in used if scale in lists}
        return {scale: here for scale, here in labels.items() if here and here != self.common.scales.get(scale)}

    def _check(self, row: Row, others: Mapping[str, Mapping[str, str]]) -> None:
        texts = {row.get(column, self.wording) for column in _PARTS}
        if texts - {"", check_words(self.common, others.get("notices", {}))}:
            what = f"the words of the check in {self.wording} are not carried"
            self.book.left((SURVEY, row.number, self._column("label")), what, "they are the notice “check”")

    def _others(self) -> dict[str, Any]:
        """Return the other words that the conversation puts in its own way, group by group."""
        found: dict[str, dict[str, str]] = {}
        table = self.book.table(OWN_WORDS)
        for row in table.rows:
            name, text = row.get("name"), row.get("text", self.wording)
            group, _, key = name.partition(".")
            known = GROUPS.get(group)
            if known is None or (known and key not in known) or not key or (group == "pictures" and id_of(key) != key):
                do = did_you_mean(key, known) if known else f"known here: {', '.join(GROUPS)}"
                self.book.fault((OWN_WORDS, row.number, table.place("name")), f"“{name}” is not known", do)
            elif text:
                found.setdefault(group, {})[key] = text
        return found

    def _column(self, name: str) -> int:
        return self.book.table(SURVEY).columns.get((name, self.wording), 1)


def check_words(common: WordsFile, own: Mapping[Any, str]) -> str:
    """Return what stands in the row of a check: it has no words of its own, but other programs want some."""
    return {**common.notices, **own}.get(Notice.CHECK, "") or Notice.CHECK.value
