"""How much is found in sentences that neither rules nor threshold were made from, and how often that is wrong."""

from collections import defaultdict
from collections.abc import Iterable

import pytest

from bot.privacy.redaction import EntityKind, Redactor, make_redactor, names_by_model, redact
from bot.privacy.redaction.gazetteer import all_names
from bot.privacy.redaction.words import fold, is_ordinary
from tests.privacy import development
from tests.privacy.labelled import (
    ALSO_WORDS,
    CLEAN,
    CUED,
    CUED_IN_SMALL_LETTERS,
    IN_A_LIST,
    IN_NO_LIST,
    MISSPELT,
    WITHOUT_CUE,
    Labelled,
    names,
    names_for_a_model,
    rotated,
    structured,
)

pytestmark = pytest.mark.slow

STRUCTURED_BAR = 0.99
NAMES_BAR = 0.95
IN_NO_LIST_BAR = 0.97
FALSE_ALARMS_BAR = 0.02
rules = make_redactor()


def recall(redactor: Redactor, sentences: Iterable[Labelled]) -> float:
    """Return the share of the sentences whose name or number is not kept."""
    missed = [labelled.hidden.lower() in redactor(labelled.text).text.lower() for labelled in sentences]
    assert missed, "recall of nothing says nothing"
    return 1 - sum(missed) / len(missed)


def by_kind() -> dict[EntityKind, list[Labelled]]:
    sentences = defaultdict(list)
    for kind, labelled in structured():
        sentences[kind].append(labelled)
    return sentences


def in_no_list() -> list[Labelled]:
    groups = names_for_a_model()
    return [labelled for group, sentences in groups.items() if group.startswith("in no list") for labelled in sentences]


@pytest.mark.parametrize("kind", [kind for kind in EntityKind if kind not in {EntityKind.NAME, EntityKind.DETAIL}])
def test_nearly_every_identifier_of_a_kind_is_found(kind: EntityKind) -> None:
    assert recall(rules, by_kind()[kind]) >= STRUCTURED_BAR


@pytest.mark.parametrize("group", names())
def test_rules_alone_find_nearly_every_name_that_is_listed_or_has_a_cue(group: str) -> None:
    assert recall(rules, names()[group]) >= NAMES_BAR


def test_with_the_model_nearly_every_name_in_no_list_is_found() -> None:
    assert names_by_model()
    assert len(in_no_list()) >= 400
    assert recall(redact, in_no_list()) >= IN_NO_LIST_BAR


def test_with_the_model_nearly_everything_is_found() -> None:
    sentences = [labelled for group in names_for_a_model().values() for labelled in group]
    sentences += [labelled for group in names().values() for labelled in group[::10]]
    sentences += [labelled for group in by_kind().values() for labelled in group[::4]]
    assert len(sentences) >= 600
    assert recall(redact, sentences) >= NAMES_BAR


@pytest.mark.parametrize("redactor", [rules, redact], ids=["rules alone", "with the model"])
def test_hardly_any_clean_sentence_is_touched(redactor: Redactor) -> None:
    touched = [sentence for sentence in CLEAN if redactor(sentence).taken_out]
    assert len(CLEAN) >= 300
    assert len(touched) <= FALSE_ALARMS_BAR * len(CLEAN), touched


def test_names_that_are_said_to_be_in_no_list_are_in_none() -> None:
    for name in (*IN_NO_LIST, *development.IN_NO_LIST):
        assert fold(name) not in all_names(), name
        assert not is_ordinary(fold(name)), name


def test_nothing_that_is_measured_was_developed_with() -> None:
    measured = {*CUED, *CUED_IN_SMALL_LETTERS, *WITHOUT_CUE, *MISSPELT, *CLEAN, *IN_NO_LIST, *IN_A_LIST, *ALSO_WORDS}
    developed_with = {*development.WITH_CUE, *development.WITHOUT_CUE, *development.CLEAN, *development.IN_NO_LIST}
    assert len(rotated(CUED, IN_NO_LIST)) > len(CUED)
    assert not measured & (developed_with | {*development.ALSO_WORDS})
