"""Generated conversations of every kind, as if read from files."""

from typing import Any, TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel

from bot.engine.wording import Control, Notice, Register, Wording
from bot.flows.files import Files
from bot.flows.format import FlowFile, PicturesFile, ScalesFile, StepsFile, WordsFile
from bot.flows.source import SourceFile
from bot.flows.sources import FlowSources, Sources

WORDINGS = (Wording("en"), Wording("en", Register.EASY_READ), Wording("pl"), Wording("zh-Hant", Register.EASY_READ))
LANGUAGES = {"en": "English", "pl": "Polski", "zh-Hant": "繁體中文"}
PICTURES = ("tick", "cross", "2-days")

ModelT = TypeVar("ModelT", bound=BaseModel)

ids = st.one_of(
    st.sampled_from(["meta", "yes", "no", "2-days", "a", "name", "patient"]),
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True),
)
words = st.from_regex(r"[A-Za-zŁąß漢?&<'\"={}()-]([ \nA-Za-zŁąß漢?&<'\"={}()-]{0,20}[A-Za-zŁ漢?.])?", fullmatch=True)
"""Words as people write them, without leading or trailing spaces."""

anything = st.text(min_size=1, max_size=30)
"""Any text, perhaps one that a spreadsheet cannot hold."""


def some(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts, of which some are empty."""
    return st.just("") | texts


@st.composite
def choices(draw: st.DrawFn, *, effects: bool = True) -> list[dict[str, Any]]:
    made = []
    for choice in draw(st.lists(ids, min_size=2, max_size=4, unique=True)):
        data: dict[str, Any] = {"id": choice, "picture": draw(st.none() | st.sampled_from(PICTURES))}
        data["score"] = draw(st.none() | st.integers(-2, 9))
        if effects:
            data["alone"] = draw(st.booleans())
            data |= draw(st.sampled_from([{}, {}, {"ends": True}, {"opens": "carer"}, {"register": "easy-read"}]))
        made.append({key: value for key, value in data.items() if value is not None})
    return made


def conditions(asked: dict[str, list[str] | None]) -> st.SearchStrategy[Any]:
    """Return conditions on earlier questions: with their choices, or None where they have none."""

    def test(step: str) -> st.SearchStrategy[Any]:
        known = asked[step]
        answered = st.just({"step": step, "answered": True})
        if not known:
            return answered
        picked = st.lists(st.sampled_from(known), min_size=1, max_size=3)
        return answered | st.builds(
            lambda key, some_: {"step": step, key: some_}, st.sampled_from(["is", "is_not"]), picked
        )

    tests = st.sampled_from(sorted(asked)).flatmap(test)
    return st.recursive(
        tests,
        lambda parts: st.builds(
            lambda key, of: {key: of}, st.sampled_from(["all", "any"]), st.lists(parts, min_size=1, max_size=3)
        ),
        max_leaves=5,
    )


@st.composite
def steps(draw: st.DrawFn, names: list[str], scales: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    asked: dict[str, list[str] | None] = {}
    kinds = ["message", "pick one", "pick many", "scale", "free text", "service", "check"]
    for name in names:
        kind = draw(st.sampled_from(kinds))
        step: dict[str, Any] = {kind: name}
        if draw(st.booleans()) and asked:
            step["show_if"] = draw(conditions(asked))
        if draw(st.booleans()):
            step["picture"] = draw(st.sampled_from(PICTURES))
        if draw(st.booleans()):
            step["registers"] = [draw(st.sampled_from([*Register]))]
        if kind in {"pick one", "pick many"}:
            step["choices"] = draw(choices())
            asked[name] = [choice["id"] for choice in step["choices"]]
        elif kind == "scale":
            step["of"] = draw(st.sampled_from(sorted(scales)))
            asked[name] = [choice["id"] for choice in scales[step["of"]]]
        elif kind in {"free text", "service"}:
            asked[name] = None
        if kind not in {"message", "check"}:
            step |= {"kept": draw(st.booleans()), "required": draw(st.booleans())}
        made.append(step)
    return made


@st.composite
def step_words(
    draw: st.DrawFn, step: dict[str, Any], texts: st.SearchStrategy[str], labelled: list[str]
) -> dict[str, Any]:
    parts = {part: draw(some(texts)) for part in ("hint", "explain")} | {"title": draw(some(texts))[:24].strip()}
    labels = {choice: draw(texts) for choice in labelled}
    return {"prompt": draw(texts), **parts, "choices": labels}


@st.composite
def folders(draw: st.DrawFn, texts: st.SearchStrategy[str] = words) -> Sources:
    """Return a folder with one conversation, called “made-up”, that uses shared steps, scales and words."""
    scales = {name: draw(choices(effects=False)) for name in draw(st.lists(ids, min_size=1, max_size=2, unique=True))}
    names = draw(st.lists(ids, min_size=2, max_size=6, unique=True))
    shared = draw(st.integers(0, len(names) - 1))
    all_steps = draw(steps(names, scales))
    files = {"format": 1, "steps": [*([{"use": "shared"}] if shared else []), *all_steps[shared:]]}
    if draw(st.booleans()):
        files["fft"] = names[-1]
    common, own = {}, {}
    for wording in draw(st.lists(st.sampled_from(WORDINGS), min_size=1, max_size=3, unique=True)):
        common[wording], own[wording] = draw(_words(wording, (all_steps, shared, scales), texts))
    return Sources(
        Files({}),
        scales=_read(ScalesFile, {"scales": scales}),
        pictures=_read(PicturesFile, {"pictures": {name: {"emoji": "⭐"} for name in PICTURES}}),
        steps={"shared": _read(StepsFile, {"steps": all_steps[:shared]})} if shared else {},
        words=common,
        flows={"made-up": FlowSources(_read(FlowFile, files), own)},
    )


@st.composite
def _words(
    draw: st.DrawFn,
    wording: Wording,
    made: tuple[list[dict[str, Any]], int, dict[str, list[dict[str, Any]]]],
    texts: st.SearchStrategy[str],
) -> tuple[SourceFile[WordsFile], SourceFile[WordsFile]]:
    all_steps, shared, scales = made
    common: dict[str, Any] = {
        "language": LANGUAGES[wording.locale],
        "steps": {},
        "scales": {scale: {choice["id"]: draw(texts) for choice in of} for scale, of in scales.items()},
        "notices": {"check": draw(texts), "help": draw(texts)},
    }
    own: dict[str, Any] = {"steps": {}, "scales": {}}
    used = {step["of"] for step in all_steps if "of" in step}
    for number, step in enumerate(all_steps):
        name = step[next(iter(step))]
        if "check" in step:
            continue
        labels = [choice["id"] for choice in step.get("choices", [])]
        if number < shared:
            common["steps"][name] = draw(step_words(step, texts, labels))
        if number >= shared or draw(st.booleans()):
            worded = labels or [choice["id"] for choice in scales.get(step.get("of", ""), []) if draw(st.booleans())]
            own["steps"][name] = draw(step_words(step, texts, worded))
    for scale in sorted(used):
        if draw(st.booleans()):
            own["scales"][scale] = {choice["id"]: draw(texts) for choice in scales[scale]}
    if draw(st.booleans()):
        own |= {
            "language": "English, simply",
            "controls": {draw(st.sampled_from([*Control])): draw(texts)},
            "notices": {draw(st.sampled_from([*Notice])): draw(texts)},
            "kinds": {"a name": draw(texts)},
            "pictures": {"2-days": draw(texts)},
        }
    return _read(WordsFile, common), _read(WordsFile, own)


def _read(model: type[ModelT], data: object) -> SourceFile[ModelT]:
    return SourceFile("made-up.yaml", model.model_validate(data))
