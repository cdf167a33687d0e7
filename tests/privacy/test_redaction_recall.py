"""How much the rules find on sentences that they were not written from, and how often they are wrong."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from bot.privacy.redaction import Kind, redact
from tests.privacy.labelled import CLEAN, Labelled, names, names_for_a_model, structured

STRUCTURED_BAR = 0.99
NAMES_BAR = 0.95
FALSE_ALARMS_BAR = 0.02


def missed(labelled: Labelled) -> bool:
    return labelled.hidden.lower() in redact(labelled.text).text.lower()


def recall(sentences: list[Labelled] | tuple[Labelled, ...]) -> float:
    assert sentences, "recall of nothing says nothing"
    return 1 - sum(map(missed, sentences)) / len(sentences)


def by_kind() -> dict[Kind, list[Labelled]]:
    sentences = defaultdict(list)
    for kind, labelled in structured():
        sentences[kind].append(labelled)
    return sentences


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.NAME, Kind.DETAIL}])
def test_nearly_every_identifier_of_a_kind_is_found(kind: Kind) -> None:
    assert recall(by_kind()[kind]) >= STRUCTURED_BAR


@pytest.mark.parametrize("group", names())
def test_nearly_every_name_that_is_listed_or_has_a_cue_is_found(group: str) -> None:
    assert recall(names()[group]) >= NAMES_BAR


@pytest.mark.parametrize("group", names_for_a_model())
def test_recall_of_names_that_rules_cannot_know_is_reported(
    group: str, record_property: Callable[[str, object], None]
) -> None:
    record_property(group, round(recall(names_for_a_model()[group]), 3))


def test_hardly_any_clean_sentence_is_touched() -> None:
    touched = [sentence for sentence in CLEAN if redact(sentence).taken_out]
    assert len(CLEAN) >= 300
    assert len(touched) <= FALSE_ALARMS_BAR * len(CLEAN), touched
