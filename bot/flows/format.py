"""The format of conversation files, as models that say in plain words what does not fit."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.engine.wording import Control, Notice, Register

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=20)]
"""Lower case letters, digits and hyphens. At most 20, so that a button's data fits Telegram's 64 bytes."""

Phrase = Annotated[str, Field(min_length=1, max_length=80)]


def _as_list(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[list[Id], BeforeValidator(_as_list), Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ConditionFile(_Model):
    """`show_if`: one test of an earlier answer, or several joined by `all` or `any`."""

    step: Id | None = None
    is_: OneOrMore | None = Field(None, alias="is")
    is_not: OneOrMore | None = None
    answered: Literal[True] | None = None
    all: list["ConditionFile"] | None = Field(None, min_length=1)
    any: list["ConditionFile"] | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        tests = [name for name in ("is_", "is_not", "answered") if getattr(self, name) is not None]
        joins = [name for name in ("all", "any") if getattr(self, name) is not None]
        if (self.step is None and len(joins) == 1 and not tests) or (
            self.step is not None and len(tests) == 1 and not joins
        ):
            return self
        raise ValueError(
            "a condition is {step: ID, is: CHOICE}, {step: ID, is_not: CHOICE}, {step: ID, answered: true},"
            " {all: […]} or {any: […]}"
        )


class ChoiceFile(_Model):
    """One choice of a question."""

    id: Id
    picture: Id | None = None
    score: int | None = None
    alone: bool = False
    register_: Register | None = Field(None, alias="register")
    opens: Id | None = None
    ends: bool = False

    @model_validator(mode="after")
    def _has_one_effect(self) -> Self:
        if sum((self.register_ is not None, self.opens is not None, self.ends)) > 1:
            raise ValueError("a choice has at most one of register, opens and ends")
        return self


KINDS = ("message", "pick one", "pick many", "scale", "free text", "service", "check")
_WITH_CHOICES = frozenset({"pick one", "pick many"})


class StepFile(_Model):
    """One step: its kind with its id, such as `pick one: helped`, or `use` for shared steps."""

    use: Id | None = None
    message: Id | None = None
    pick_one: Id | None = Field(None, alias="pick one")
    pick_many: Id | None = Field(None, alias="pick many")
    scale: Id | None = None
    free_text: Id | None = Field(None, alias="free text")
    service: Id | None = None
    check: Id | None = None
    of: Id | None = None
    choices: list[ChoiceFile] | None = Field(None, min_length=1)
    picture: Id | None = None
    show_if: ConditionFile | None = None
    registers: list[Register] | None = Field(None, min_length=1)
    kept: bool = True
    required: bool = False

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        named = [kind for kind in KINDS if getattr(self, kind.replace(" ", "_")) is not None]
        if self.use is not None:
            if self.model_fields_set != {"use"}:
                raise ValueError("“use” stands alone in its step")
            return self
        if len(named) != 1:
            raise ValueError(f"a step is one of: use, {', '.join(KINDS)}")
        if (self.of is not None) != (named[0] == "scale"):
            raise ValueError("“of” names the scale of a scale step, and only there")
        if (self.choices is not None) != (named[0] in _WITH_CHOICES):
            raise ValueError("“choices” are given for pick one and pick many, and only there")
        return self

    @property
    def kind(self) -> str:
        """Return the kind of the step."""
        return next(kind for kind in KINDS if getattr(self, kind.replace(" ", "_")) is not None)

    @property
    def id(self) -> str:
        """Return the id of the step."""
        found: str = getattr(self, self.kind.replace(" ", "_"))
        return found


class FlowFile(_Model):
    """`flow.yaml`."""

    format: Literal[1]
    fft: Id | None = None
    steps: list[StepFile] = Field(min_length=1)


class StepsFile(_Model):
    """`common/steps/*.yaml`, read as if it stood under `steps`."""

    steps: list[StepFile] = Field(min_length=1)


class ScalesFile(_Model):
    """`common/scales.yaml`, read as if it stood under `scales`."""

    scales: dict[Id, Annotated[list[ChoiceFile], Field(min_length=2)]]


class PictureFile(_Model):
    """Where a picture comes from: an emoji that OpenMoji draws, or a drawing beside this file."""

    emoji: Annotated[str, Field(min_length=1, max_length=16)] | None = None
    file: Annotated[str, Field(pattern=r"^pictures/[A-Za-z0-9_-]+\.svg$")] | None = None

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if self.emoji is None and self.file is None:
            raise ValueError("a picture has an emoji, a file, or both")
        return self


class PicturesFile(_Model):
    """`common/pictures.yaml`, read as if it stood under `pictures`."""

    pictures: dict[Id, PictureFile]


class StepWordsFile(_Model):
    """The words of one step."""

    prompt: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(max_length=24)] = ""
    hint: str = ""
    explain: str = ""
    choices: dict[Id, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)


class SignOffFile(_Model):
    """Who checked a text (roles and number, never names), when, and which text."""

    checked_by: Annotated[str, Field(min_length=1)]
    on: Any
    hash: str


class WordsFile(_Model):
    """`words/<locale>[.easy-read].yaml`.

    `unpublished` says why people are not offered these words yet. `translated_from` holds, by the place of each text,
    the hash of the English that it was translated from.
    """

    language: str = ""
    unpublished: str = ""
    signed_off: SignOffFile | None = None
    steps: dict[Id, StepWordsFile] = Field(default_factory=dict)
    scales: dict[Id, dict[Id, Annotated[str, Field(min_length=1)]]] = Field(default_factory=dict)
    controls: dict[Control, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    notices: dict[Notice, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    kinds: dict[str, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    pictures: dict[Id, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    translated_from: dict[str, str] = Field(default_factory=dict)

    def texts(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield every text with its path in the file."""
        for step, words in self.steps.items():
            for part in ("prompt", "title", "hint", "explain"):
                if text := getattr(words, part):
                    yield ("steps", step, part), text
            for choice, label in words.choices.items():
                yield ("steps", step, "choices", choice), label
        for scale, labels in self.scales.items():
            for choice, label in labels.items():
                yield ("scales", scale, choice), label
        for group in ("controls", "notices", "kinds", "pictures"):
            for each, text in getattr(self, group).items():
                yield (group, str(each)), text


class UnderstoodFile(_Model):
    """`common/understood/<locale>.yaml`: what people type for a choice or a control."""

    choices: dict[Id, list[Phrase]] = Field(default_factory=dict)
    controls: dict[Control, list[Phrase]] = Field(default_factory=dict)


class DistressFile(_Model):
    """`common/distress/<locale>.yaml`: words that lead to the help card, and those that only look like it."""

    phrases: list[Phrase]
    exceptions: list[Phrase] = Field(default_factory=list)


class ReviewFirstFile(_Model):
    """`common/review-first/<locale>.yaml`: words in comments that staff read before others."""

    phrases: list[Phrase]
