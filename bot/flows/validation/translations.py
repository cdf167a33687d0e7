"""Translations: what people are not offered yet, what English has changed since, and what was lost on the way."""

from collections.abc import Iterator

from bot.engine.issues import Issue, Severity
from bot.engine.wording import Wording
from bot.flows.format import WordsFile
from bot.flows.languages import name_of
from bot.flows.source import SourceFile
from bot.flows.sources import Sources
from bot.flows.translations import ENGLISH, TranslationState, name_of_file, parts, placeholders, texts, written


def check(sources: Sources) -> Iterator[Issue]:
    """Yield the issues of every words file that is not English."""
    for wording in sorted({wording for _, words in parts(sources) for wording in words if wording.locale != ENGLISH}):
        files = {name_of_file(part, wording): words[wording] for part, words in parts(sources) if wording in words}
        for words in files.values():
            yield from _unpublished(words)
            yield from _left_over(words)
        yield from _against_english(sources, wording, files)
        if wording in sources.words and not name_of(wording.locale):
            what = f"“{wording.locale}” is no language that Babel knows, so dates are written as in English"
            suggestion = "name the file by the ISO 639 code, such as pl or ur"
            yield sources.words[wording].issue((), what, suggestion, Severity.WARNING)


def _unpublished(words: SourceFile[WordsFile]) -> Iterator[Issue]:
    if words.model.unpublished:
        what = f"people are not offered these words: {words.model.unpublished}"
        suggestion = "once they are checked, take this line out"
        yield words.issue(("unpublished",), what, suggestion, Severity.NOTE)


def _left_over(words: SourceFile[WordsFile]) -> Iterator[Issue]:
    places = {written(place) for place, _ in words.model.texts()}
    for place in words.model.translated_from:
        if place not in places:
            what = f"there are no words at “{place}”"
            yield words.issue(("translated_from", place), what, "take this line out", Severity.WARNING)


def _against_english(sources: Sources, wording: Wording, files: dict[str, SourceFile[WordsFile]]) -> Iterator[Issue]:
    for text in texts(sources, wording):
        if text.state is TranslationState.NEW and text.file in files and files[text.file].model.unpublished:
            what = f"“{written(text.place)}” is not translated yet, so the English is shown"
            yield files[text.file].issue(text.place, what, "translate it", Severity.NOTE)
        if text.translation and text.state is TranslationState.STALE:
            what = "the English has changed since this was translated"
            suggestion = f"look at it again: sayso translations out {wording.locale}"
            offered = not files[text.file].model.unpublished
            severity = Severity.WARNING if offered else Severity.NOTE
            yield files[text.file].issue(text.place, what, suggestion, severity)
        # What a notice needs is checked for every language, English too.
        if text.translation and text.place[0] == "steps":
            for name in sorted(placeholders(text.english) - placeholders(text.translation)):
                what = f"{name} is in the English and missing from these words"
                yield files[text.file].issue(text.place, what, "put it where it belongs")
