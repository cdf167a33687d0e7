"""Names that the words around them give away: titles, roles, "my name is", "told …". No IO.

The surer the cue, the less the word itself has to look like a name. In small letters a word that is nowhere
in the lists needs the surest of cues, or a verb of a person behind it: "my nurse oluwaseyi was lovely".
"""

from collections.abc import Iterator

from bot.privacy.redaction.page import Page
from bot.privacy.redaction.words import is_ordinary, word_list

_NAMERS = frozenset({"called", "named", "nicknamed"})
_ONLY_PEOPLE = frozenset({"told", "asked", "thanked"})
_COULD = frozenset({"will", "may"})
_CLOSE = frozenset({" ", "\n", ". ", ".", ", ", ": ", " - ", " – "})
_OPENLY = frozenset({" ", ", "})
_ENDINGS = ("ed", "ing", "ly", "tion", "ment", "ness", "ers", "ies")
_SHORTEST_UNKNOWN = 3


def named_by_cues(page: Page) -> Iterator[int]:
    """The index of each word that a cue shows to be a name."""
    for index in range(len(page.tokens)):
        if page.has(index) and any(
            rule(page, index)
            for rule in (_titled, _has_role, _named, _addressed, _described, _initialled, _acting, _word_acting)
        ):
            yield index


def _titled(page: Page, index: int) -> bool:
    """As in "Dr Patel", "mrs okonkwo", "Mr Brown"; but not "the dr prescribed"."""
    if page.word(index - 1) not in word_list("titles") or page.gap(index) not in _CLOSE:
        return False
    if page.capital(index) or page.initial(index):
        return page.word(index) not in word_list("function_words")
    if page.word(index - 2) in word_list("determiners"):
        return page.name(index)
    said_of_doctors = page.word(index) in _COULD and page.word(index - 1) == "dr"
    ends_like_a_verb = page.word(index).endswith(("ed", "ing", "ly"))
    return page.could_be_a_name(index) and not said_of_doctors and not ends_like_a_verb


def _has_role(page: Page, index: int) -> bool:
    """As in "my nurse Sarah", "my brother, Idris," and "my nurse is Sarah"."""
    role = index - 2 if page.word(index - 1) in {"is", "was"} and page.gap(index - 1) == " " else index - 1
    roles = word_list("roles", "relations", "titles")
    if page.word(role) not in roles or page.tokens[role].possessive or page.gap(index) not in _CLOSE:
        return False
    if page.capital(index):
        return page.initial(index) or page.could_be_a_name(index)
    if page.tokens[index].opening or page.gap(index) not in _OPENLY:
        return False
    if role != index - 1 or page.gap(index) != " ":
        return page.name(index)
    own = page.word(role - 1) in {"my", "her", "his", "our"} and page.word(index) not in _COULD
    if own and page.also_a_name(index) and not _is_thing(page, index):
        return True
    return page.name(index) or (page.verb(index + 1) and (page.also_a_name(index) or _unknown_person(page, index)))


def _unknown_person(page: Page, index: int) -> bool:
    """Whether a word that is in no list does what people do: "oluwaseyi listened", "oluwaseyi was kind"."""
    verb, then = page.word(index + 1), page.word(index + 2)
    acts = verb in word_list("agent_verbs") or then in word_list("personal_adjectives")
    return acts and _unlisted(page, index)


def _unlisted(page: Page, index: int) -> bool:
    word = page.word(index)
    return len(word) >= _SHORTEST_UNKNOWN and not is_ordinary(word) and not word.endswith(_ENDINGS)


def _named(page: Page, index: int) -> bool:
    """As in "my name is Ayo", "a nurse called grace", "call me Sam"."""
    before, earlier = page.word(index - 1), page.word(index - 2)
    if page.gap(index) not in _CLOSE or not page.could_be_a_name(index):
        return False
    if _my_name(page, index) or (_my_name(page, index - 1) and _unlisted(page, index)):
        return not page.word(index).endswith("ing")
    if before == "me" and earlier in {"call", "calls", "called"}:
        return page.name(index) or page.capital(index)
    if before not in _NAMERS:
        return False
    people = word_list("roles", "relations", "persons")
    of_a_person = any(page.word(at) in people for at in range(index - 5, index - 1))
    if page.capital(index):
        return of_a_person or page.name(index) or page.also_a_name(index)
    return of_a_person and (page.name(index) or page.also_a_name(index) or _unlisted(page, index))


def _my_name(page: Page, index: int) -> bool:
    """Whether "name is", "name's" or "name:" stands before this word."""
    before = page.word(index - 1)
    told = before == "names" or (before == "name" and (page.tokens[index - 1].possessive or ":" in page.gap(index)))
    return told or (before == "is" and page.word(index - 2) == "name")


def _addressed(page: Page, index: int) -> bool:
    """As in "told Oyinkansola", "thank you Grace", "helped by Xanthe"; only with a capital."""
    cue = index - 1
    for between in ("to", "you"):
        if page.word(cue) == between:
            cue -= 1
    if page.word(cue) not in word_list("thanked") or page.gap(index) not in _OPENLY:
        return False
    also = page.capital(index) and page.also_a_name(index)
    return page.strange(index) or (also and (page.word(cue) in _ONLY_PEOPLE or not _is_thing(page, index)))


def _is_thing(page: Page, index: int) -> bool:
    return page.word(index) in word_list("things")


def _described(page: Page, index: int) -> bool:
    """As in "Zubeda the nurse", "Okonkwo, my key worker"."""
    roles = word_list("roles", "relations")
    if page.word(index + 1) not in {"my", "the", "our"} or page.gap(index + 1) not in _OPENLY:
        return False
    if page.word(index + 2) not in roles and page.word(index + 3) not in roles:
        return False
    return page.name(index) or (
        page.strange(index) and page.word(index - 1) not in word_list("determiners") | {"on", "at", "to"}
    )


def _initialled(page: Page, index: int) -> bool:
    """As in "J Smith", "A. Green"; but not "A Good nurse"."""
    initial = page.initial(index - 1) and (page.word(index - 1) != "a" or "." in page.gap(index))
    return initial and page.gap(index) in _CLOSE and page.capital(index) and page.could_be_a_name(index)


def _acting(page: Page, index: int) -> bool:
    """As in "when Oyinkansola listened": a strange capital that does what only people do."""
    return (
        page.strange(index)
        and page.gap(index + 1) == " "
        and page.word(index + 1) in word_list("agent_verbs")
        and page.word(index - 1) not in word_list("determiners")
    )


def _word_acting(page: Page, index: int) -> bool:
    """As in "and Grace was lovely", "Mark told me": also a name, and only a name makes sense."""
    if not page.tokens[index].capital or not page.also_a_name(index) or page.word(index) in page.ward_words:
        return False
    if page.capital(index):
        acts = page.verb(index + 1) or page.tokens[index].possessive or not _is_thing(page, index)
        return acts and page.word(index - 1) not in word_list("determiners")
    does = page.word(index + 1) in word_list("agent_verbs") or (
        page.word(index + 1) in word_list("be_verbs") and page.word(index + 2) in word_list("personal_adjectives")
    )
    return does and not _is_thing(page, index)
