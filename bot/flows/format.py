"""The format of conversation files, as models that say in plain words what does not fit."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.engine.wording import Control, Notice, Register

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=20)]
"""Lower case letters, digits and hyphens. At most 20, so that a button's data fits Telegram's 64 bytes."""


def _as_list(value: Any) -> Any:  # noqa: ANN401 - YAML is untyped
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[list[Id], BeforeValidator(_as_list, json_schema_input_type=Id | list[Id]), Field(min_length=1)]


class FileModel(BaseModel):
    """The docstring of a field says what it is for: editors show it, from the schema made of these models."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


class ConditionFile(FileModel):
    """`show_if`: one test of an earlier answer, or several joined by `all` or `any`."""

    step: Id | None = None
    """The id of an earlier question."""
    is_: OneOrMore | None = Field(None, alias="is")
    """Shown if one of these choices was picked there."""
    is_not: OneOrMore | None = None
    """Shown if it was answered with none of these choices. Skipped is not answered."""
    answered: Literal[True] | None = None
    """Shown if it was answered at all."""
    all: list["ConditionFile"] | None = Field(None, min_length=1)
    """Shown if every one of these conditions is true."""
    any: list["ConditionFile"] | None = Field(None, min_length=1)
    """Shown if at least one of these conditions is true."""

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


class ChoiceFile(FileModel):
    """One choice of a question."""

    id: Id
    """The column or value in every export: do not change it once answers have come in. Its words are in words/."""
    picture: Id | None = None
    """A picture of common/pictures.yaml. Easy read needs one."""
    score: int | None = None
    """What charts count, on a scale. A choice without one is counted, and left out of averages."""
    alone: bool = False
    """In “pick many”: picking this one takes the others back, and the other way round."""
    register_: Register | None = Field(None, alias="register")
    """Picking it changes to standard or easy-read words."""
    opens: Id | None = None
    """Picking it leads on to this conversation."""
    ends: bool = False
    """Picking it ends the conversation, and nothing is kept."""

    @model_validator(mode="after")
    def _has_one_effect(self) -> Self:
        if sum((self.register_ is not None, self.opens is not None, self.ends)) > 1:
            raise ValueError("a choice has at most one of register, opens and ends")
        return self


KINDS = ("message", "pick one", "pick many", "scale", "free text", "service", "check")
_WITH_CHOICES = frozenset({"pick one", "pick many"})


class StepFile(FileModel):
    """One step: its kind with its id, such as `pick one: helped`, or `use` for shared steps."""

    use: Id | None = None
    """Shared steps, by the name of their file in common/steps/. Such a step has no other key."""
    message: Id | None = None
    """Words that ask nothing."""
    pick_one: Id | None = Field(None, alias="pick one")
    """A question with one choice of several."""
    pick_many: Id | None = Field(None, alias="pick many")
    """A question with any number of choices."""
    scale: Id | None = None
    """A question with the ordered choices that “of” names."""
    free_text: Id | None = Field(None, alias="free text")
    """A question that people answer in their own words."""
    service: Id | None = None
    """Which ward or team. Not asked where the link says it."""
    check: Id | None = None
    """Check your answers: change any, send them, or delete them."""
    of: Id | None = None
    """A scale of common/scales.yaml."""
    choices: list[ChoiceFile] | None = Field(None, min_length=1)
    """The choices of “pick one” or “pick many”, in order. Easy read: at most 3, and “I do not know”."""
    picture: Id | None = None
    """A picture of common/pictures.yaml. Easy read needs one."""
    show_if: ConditionFile | None = None
    """When the step is shown; without it, always."""
    registers: list[Register] | None = Field(None, min_length=1)
    """Who sees the step: readers of standard words, of easy-read words; without it, both."""
    kept: bool = True
    """False for a question that only steers the conversation: not counted, not checked, not kept."""
    required: bool = False
    """True where the conversation cannot go on without an answer."""

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        named = [kind for kind in KINDS if getattr(self, kind.replace(" ", "_")) is not None]
        if self.use is not None:
            if self.model_fields_set != {"use"}:
                raise ValueError("“use” is the only key of its step")
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
        step_id: str = getattr(self, self.kind.replace(" ", "_"))
        return step_id


class FlowFile(FileModel):
    """`flow.yaml`."""

    format: Literal[1]
    """The version of the format."""
    fft: Id | None = None
    """The step that asks the Friends and Family Test question, if one does."""
    steps: list[StepFile] = Field(min_length=1)
    """The steps, in order."""


class StepsFile(FileModel):
    """`common/steps/*.yaml`, read as if it were under `steps`."""

    steps: list[StepFile] = Field(min_length=1)
    """The steps, in order."""


class ScalesFile(FileModel):
    """`common/scales.yaml`, read as if it were under `scales`."""

    scales: dict[Id, Annotated[list[ChoiceFile], Field(min_length=2)]]
    """Each scale's choices, in order."""


class PictureFile(FileModel):
    """Where a picture comes from: an emoji that OpenMoji draws, or a drawing beside this file."""

    emoji: Annotated[str, Field(min_length=1, max_length=16)] | None = None
    """An emoji that OpenMoji draws. It is also shown on buttons."""
    file: Annotated[str, Field(pattern=r"^pictures/[A-Za-z0-9_-]+\.svg$")] | None = None
    """A drawing of your own, such as pictures/ward.svg. It is shown in place of the emoji."""

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if self.emoji is None and self.file is None:
            raise ValueError("a picture has an emoji, a file, or both")
        return self


class PicturesFile(FileModel):
    """`common/pictures.yaml`, read as if it were under `pictures`."""

    pictures: dict[Id, PictureFile]
    """Every picture, by its name."""


class StepWordsFile(FileModel):
    """The words of one step."""

    prompt: Annotated[str, Field(min_length=1)]
    """What the message says or asks. {service} becomes the name of the ward."""
    title: Annotated[str, Field(max_length=24)] = ""
    """A short name for the list of answers, at most 24 characters."""
    hint: str = ""
    """More words under the question, always shown."""
    explain: str = ""
    """What the button “What does this mean?” shows."""
    choices: dict[Id, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    """The words on each button, by the id of the choice; at most 24 characters."""


class SignOffFile(FileModel):
    """Who checked a text (roles and number, never names), when, and which text."""

    checked_by: Annotated[str, Field(min_length=1)]
    """How many and what they are, never names: 4 people with a learning disability."""
    on: Annotated[Any, Field(json_schema_extra={"type": "string", "format": "date"})]
    """The day they checked, such as 2026-03-02."""
    hash: str
    """The code of the exact text, as “sayso check” and the checking sheet show it."""


class ExceptionFile(FileModel):
    """A rule that a text breaks on purpose: which rule, which text, and why. Whoever signs off the text sees it."""

    rule: Annotated[str, Field(pattern=r"^L\d\d$")]
    """The rule's id, such as L06, as “sayso check” shows it."""
    step: Id | None = None
    """The step whose words break it."""
    scale: Id | None = None
    """The scale whose words break it."""
    control: Control | None = None
    """The button whose words break it."""
    notice: Notice | None = None
    """The notice that breaks it."""
    picture: Id | None = None
    """The picture whose words break it."""
    because: Annotated[str, Field(min_length=1, max_length=200)]
    """Why, for whoever signs off these words."""

    @model_validator(mode="after")
    def _names_one_text(self) -> Self:
        if len(self._named()) != 1:
            raise ValueError(f"an exception names one text: {', '.join(_EXCEPTED)}")
        return self

    @property
    def where(self) -> tuple[str, str]:
        """Return the way to the text in its words file, such as `("steps", "rights")`."""
        return self._named()[0]

    def __str__(self) -> str:
        """Return the exception as a line, such as “L06 in steps.rights: The law says it so.”."""
        return f"{self.rule} in {'.'.join(self.where)}: {self.because}"

    def _named(self) -> list[tuple[str, str]]:
        given = ((f"{kind}s", getattr(self, kind)) for kind in _EXCEPTED)
        return [(group, str(name)) for group, name in given if name is not None]


_EXCEPTED = ("step", "scale", "control", "notice", "picture")


class WordsFile(FileModel):
    """`words/<locale>[.easy-read].yaml`."""

    language: str = ""
    """The language's own name, as its readers write it."""
    unpublished: str = ""
    """Why people are not offered these words yet, such as: not checked by a speaker."""
    signed_off: SignOffFile | None = None
    """Who checked these words: “sayso sign-off” writes it. It lapses as soon as a word changes."""
    exceptions: list[ExceptionFile] = Field(default_factory=list)
    """Rules that a text breaks on purpose, each with why; part of what is signed off."""
    steps: dict[Id, StepWordsFile] = Field(default_factory=dict)
    """The words of each step, by its id."""
    scales: dict[Id, dict[Id, Annotated[str, Field(min_length=1)]]] = Field(default_factory=dict)
    """The words of each scale's choices, by their ids."""
    controls: dict[Control, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    """The words on buttons such as Back, Skip and Stop."""
    notices: dict[Notice, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    """Sentences that belong to no step, such as the help card and the thank-you."""
    kinds: dict[str, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    """What was taken out of a text, in words: a name, a phone number."""
    pictures: dict[Id, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    """What each picture shows, in one line, for people who do not see it."""
    translated_from: dict[str, str] = Field(default_factory=dict)
    """By the place of each text, a hash of the English that it was made from: “sayso translations” writes it."""

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
            for name, text in getattr(self, group).items():
                yield (group, str(name)), text
