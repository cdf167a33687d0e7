"""Names recognised by a cue in the words around them: titles, roles, "my name is", "told …". No IO.

The stronger the cue, the less the word itself must look like a name. A lower-case word that is in no list needs the
strongest cue, or a verb that only people take after it: "my nurse oluwaseyi was lovely".
"""

from collections.abc import Iterator

from bot.privacy.redaction.doc import Doc
from bot.privacy.redaction.words import is_ordinary, word_list

_NAMERS = frozenset({"called", "named", "nicknamed"})
_ADDRESSING_VERBS = frozenset({"told", "asked", "thanked"})
_MODALS = frozenset({"will", "may"})
_CLOSE_GAPS = frozenset({" ", "\n", ". ", ".", ", ", ": ", " - ", " – "})
_OPEN_GAPS = frozenset({" ", ", "})
_ENDINGS = ("ed", "ing", "ly", "tion", "ment", "ness", "ers", "ies")
_MIN_UNKNOWN_LENGTH = 3


def find_cued_names(doc: Doc) -> Iterator[int]:
    """Yield the index of every word that a cue marks as a name."""
    for index in range(len(doc.tokens)):
        if doc.has_word(index) and any(
            cue(doc, index)
            for cue in (
                _after_title,
                _beside_role,
                _named,
                _addressed,
                _before_role,
                _after_initial,
                _unknown_with_verb,
                _ordinary_with_verb,
            )
        ):
            yield index


def _after_title(doc: Doc, index: int) -> bool:
    """As in "Dr Patel", "mrs okonkwo", "Mr Brown"; but not "the dr prescribed"."""
    if doc.word(index - 1) not in word_list("titles") or doc.gap(index) not in _CLOSE_GAPS:
        return False
    if doc.capitalised(index) or doc.is_initial(index):
        return doc.word(index) not in word_list("function_words")
    if doc.word(index - 2) in word_list("determiners"):
        return doc.is_name(index)
    is_modal = doc.word(index) in _MODALS and doc.word(index - 1) == "dr"
    is_verb_form = doc.word(index).endswith(("ed", "ing", "ly"))
    return doc.could_be_name(index) and not is_modal and not is_verb_form


def _beside_role(doc: Doc, index: int) -> bool:
    """As in "my nurse Sarah", "my brother, Idris," and "my nurse is Sarah"."""
    role = index - 2 if doc.word(index - 1) in {"is", "was"} and doc.gap(index - 1) == " " else index - 1
    roles = word_list("roles", "relations", "titles")
    if doc.word(role) not in roles or doc.tokens[role].possessive or doc.gap(index) not in _CLOSE_GAPS:
        return False
    if doc.capitalised(index):
        return doc.is_initial(index) or doc.could_be_name(index)
    if doc.tokens[index].opening or doc.gap(index) not in _OPEN_GAPS:
        return False
    if role != index - 1 or doc.gap(index) != " ":
        return doc.is_name(index)
    own = doc.word(role - 1) in {"my", "her", "his", "our"} and doc.word(index) not in _MODALS
    if own and doc.may_be_name(index) and not _is_thing(doc, index):
        return True
    return doc.is_name(index) or (doc.is_verb(index + 1) and (doc.may_be_name(index) or _unknown_person(doc, index)))


def _unknown_person(doc: Doc, index: int) -> bool:
    """Tell whether a word in no list has a verb that people take: "oluwaseyi listened", "oluwaseyi was kind"."""
    verb, then = doc.word(index + 1), doc.word(index + 2)
    acts = verb in word_list("agent_verbs") or then in word_list("personal_adjectives")
    return acts and _unlisted(doc, index)


def _unlisted(doc: Doc, index: int) -> bool:
    word = doc.word(index)
    return len(word) >= _MIN_UNKNOWN_LENGTH and not is_ordinary(word) and not word.endswith(_ENDINGS)


def _named(doc: Doc, index: int) -> bool:
    """As in "my name is Ayo", "a nurse called grace", "call me Sam"."""
    previous, earlier = doc.word(index - 1), doc.word(index - 2)
    if doc.gap(index) not in _CLOSE_GAPS or not doc.could_be_name(index):
        return False
    if _my_name(doc, index) or (_my_name(doc, index - 1) and _unlisted(doc, index)):
        return not doc.word(index).endswith("ing")
    if previous == "me" and earlier in {"call", "calls", "called"}:
        return doc.is_name(index) or doc.capitalised(index)
    if previous not in _NAMERS:
        return False
    people = word_list("roles", "relations", "persons")
    of_a_person = any(doc.word(at) in people for at in range(index - 5, index - 1))
    if doc.capitalised(index):
        return of_a_person or doc.is_name(index) or doc.may_be_name(index)
    return of_a_person and (doc.is_name(index) or doc.may_be_name(index) or _unlisted(doc, index))


def _my_name(doc: Doc, index: int) -> bool:
    """Tell whether "name is", "name's" or "name:" precedes this word."""
    previous = doc.word(index - 1)
    introduced = previous == "names" or (
        previous == "name" and (doc.tokens[index - 1].possessive or ":" in doc.gap(index))
    )
    return introduced or (previous == "is" and doc.word(index - 2) == "name")


def _addressed(doc: Doc, index: int) -> bool:
    """As in "told Oyinkansola", "thank you Grace", "helped by Xanthe"; only capitalised."""
    cue = index - 1
    for between in ("to", "you"):
        if doc.word(cue) == between:
            cue -= 1
    if doc.word(cue) not in word_list("thanked") or doc.gap(index) not in _OPEN_GAPS:
        return False
    also = doc.capitalised(index) and doc.may_be_name(index)
    return doc.unknown_capital(index) or (also and (doc.word(cue) in _ADDRESSING_VERBS or not _is_thing(doc, index)))


def _is_thing(doc: Doc, index: int) -> bool:
    return doc.word(index) in word_list("things")


def _before_role(doc: Doc, index: int) -> bool:
    """As in "Zubeda the nurse", "Okonkwo, my key worker"."""
    roles = word_list("roles", "relations")
    if doc.word(index + 1) not in {"my", "the", "our"} or doc.gap(index + 1) not in _OPEN_GAPS:
        return False
    if doc.word(index + 2) not in roles and doc.word(index + 3) not in roles:
        return False
    return doc.is_name(index) or (
        doc.unknown_capital(index) and doc.word(index - 1) not in word_list("determiners") | {"on", "at", "to"}
    )


def _after_initial(doc: Doc, index: int) -> bool:
    """As in "J Smith", "A. Green"; but not "A Good nurse"."""
    initial = doc.is_initial(index - 1) and (doc.word(index - 1) != "a" or "." in doc.gap(index))
    return initial and doc.gap(index) in _CLOSE_GAPS and doc.capitalised(index) and doc.could_be_name(index)


def _unknown_with_verb(doc: Doc, index: int) -> bool:
    """As in "when Oyinkansola listened": an unknown capitalised word with a verb that only people take."""
    return (
        doc.unknown_capital(index)
        and doc.gap(index + 1) == " "
        and doc.word(index + 1) in word_list("agent_verbs")
        and doc.word(index - 1) not in word_list("determiners")
    )


def _ordinary_with_verb(doc: Doc, index: int) -> bool:
    """As in "and Grace was lovely", "Mark told me": an ordinary word that only makes sense here as a name."""
    if not doc.tokens[index].capital or not doc.may_be_name(index) or doc.word(index) in doc.ward_words:
        return False
    if doc.capitalised(index):
        acts = doc.is_verb(index + 1) or doc.tokens[index].possessive or not _is_thing(doc, index)
        return acts and doc.word(index - 1) not in word_list("determiners")
    does = doc.word(index + 1) in word_list("agent_verbs") or (
        doc.word(index + 1) in word_list("be_verbs") and doc.word(index + 2) in word_list("personal_adjectives")
    )
    return does and not _is_thing(doc, index)
