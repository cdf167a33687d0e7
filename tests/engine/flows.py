"""Two small flows with every kind of step, in three wordings, and the words to go with them."""

from bot.engine.abilities import Abilities
from bot.engine.conditions import Condition, Is
from bot.engine.conventions import Conventions
from bot.engine.flow import (
    Change,
    Check,
    Choice,
    Effect,
    EndHere,
    Flow,
    FreeText,
    Message,
    OpenFlow,
    PickMany,
    PickOne,
    SaidAndDid,
    Scale,
    Service,
    ServiceCode,
    Step,
    UseRegister,
    WhichService,
)
from bot.engine.ids import ChoiceId, FlowId, PictureId, StepId
from bot.engine.wording import Control, Notice, Register, StepWords, Wording, Words

CHAT = Abilities(page_size=8, clears=True, forgets=True)

STANDARD = Wording("en")
EASY_READ = Wording("en", Register.EASY_READ)
WELSH = Wording("cy")

TREES = ("Ash", "Beech", "Cedar", "Elm", "Fir", "Hazel", "Holly", "Larch", "Maple", "Oak")
WARDS = tuple(Service(ServiceCode(f"w{number}"), f"{tree} Ward") for number, tree in enumerate(TREES, 1))
ASH, BEECH = WARDS[:2]

SMILE, FROWN, WAVE = PictureId("smile"), PictureId("frown"), PictureId("wave")

CONVENTIONS = Conventions(
    days=tuple(f"{{day}} month {number} {{year}}" for number in range(1, 13)),
    months=tuple(f"month {number} {{year}}" for number in range(1, 13)),
)

_NOTICES = {
    **{notice: f"[{notice}]" for notice in Notice},
    Notice.PROGRESS: "{n} of {m}.",
    Notice.YOU_SAID: "You said: {answer}",
    Notice.YOU_WROTE: "You wrote: {text}",
    Notice.TAKEN_OUT: "Without {what}: {text}",
    Notice.SO_FAR: "So far: {answer}",
    Notice.DROPPED: "Dropped: {titles}.",
    Notice.CHECK: "Check:\n{answers}",
    Notice.CODE: "[code {code} {date}]",
    Notice.CHANGES: "Changes:\n{changes}",
    Notice.SAID_AND_DID: "{month}: {said} - {did}",
    Notice.SKIPPED: "skipped",
    Notice.THIS_SERVICE: "this place",
}

_UNDERSTOOD = {
    "yes": ("yes", "yeah", "👍"),
    "no": ("no", "nope"),
    "unsure": ("dunno",),
    "~stop": ("quit",),
    "~help": ("i need help",),
    "~keep": ("ok",),
    "~done": ("finished",),
}


def choice(
    name: str, *, picture: PictureId | None = None, score: int | None = None, effect: Effect | None = None
) -> Choice:
    return Choice(ChoiceId(name), picture, score, effect)


def choices(*names: str) -> tuple[Choice, ...]:
    return tuple(choice(name) for name in names)


def question(name: str, *names: str, required: bool = False, show_if: Condition | None = None) -> PickOne:
    step = PickOne(id=StepId(name), choices=choices(*names), required=required)
    return step if show_if is None else PickOne(id=step.id, choices=step.choices, required=required, show_if=show_if)


VISITED = Is(StepId("visited"), (ChoiceId("yes"),))

ASK_STEPS: tuple[Step, ...] = (
    Message(id=StepId("hello"), picture=WAVE),
    Message(id=StepId("privacy")),
    Message(id=StepId("phone"), registers=frozenset({Register.EASY_READ})),
    PickOne(
        id=StepId("start"),
        kept=False,
        required=True,
        choices=(choice("yes"), choice("no", effect=EndHere())),
    ),
    Scale(
        id=StepId("overall"),
        scale="how-good",
        picture=SMILE,
        choices=(choice("good", picture=SMILE, score=3), choice("poor", picture=FROWN, score=1), choice("unsure")),
    ),
    question("visited", "yes", "no"),
    question("visitor", "family", "friends", required=True, show_if=VISITED),
    FreeText(id=StepId("visit"), show_if=VISITED),
    PickMany(
        id=StepId("helps"),
        choices=(*choices("food", "staff", "garden"), Choice(ChoiceId("nothing"), alone=True)),
    ),
    FreeText(id=StepId("better")),
    PickOne(id=StepId("letters"), registers=frozenset({Register.STANDARD}), choices=choices("clear", "muddled")),
    Check(id=StepId("check"), picture=WAVE),
)

DOOR_STEPS: tuple[Step, ...] = (
    PickOne(
        id=StepId("register"),
        kept=False,
        choices=(
            choice("standard", effect=UseRegister(Register.STANDARD)),
            choice("easy", effect=UseRegister(Register.EASY_READ)),
        ),
    ),
    WhichService(id=StepId("ward"), kept=False),
    PickOne(
        id=StepId("role"),
        kept=False,
        required=True,
        choices=(choice("patient", effect=OpenFlow(FlowId("ask"))), choice("visitor", effect=EndHere())),
    ),
)


def _step_words(step: Step, mark: str) -> StepWords:
    offered = step.choices if isinstance(step, PickOne | Scale | PickMany) else ()
    return StepWords(
        prompt=f"{step.id.capitalize()} at {{service}}?{mark}",
        title=step.id.capitalize(),
        hint="A hint." if step.id == "overall" else "",
        explain="It means this." if step.id == "overall" else "",
        labels={label.id: label.id.capitalize() for label in offered},
    )


def words(steps: tuple[Step, ...], wording: Wording, language: str) -> Words:
    """Words for any steps: they say what is asked, and in which wording where it is not standard English."""
    mark = "" if wording == STANDARD else f" ({wording})"
    return Words(
        language=language,
        conventions=CONVENTIONS,
        steps={step.id: _step_words(step, mark) for step in steps},
        controls={control: control.replace("-", " ").capitalize() for control in Control},
        notices={notice: text.replace("]", f"{mark}]") for notice, text in _NOTICES.items()},
        kinds={"name": "a name"},
        pictures={SMILE: "A smile.", FROWN: "A frown.", WAVE: "A hand."},
        understood=_UNDERSTOOD,
        distress=("kill myself", "suicidal", "hopeless"),
        not_distress=("kill myself laughing",),
    )


def make_flow(name: str, *steps: Step, revision: str = "1", wordings: tuple[Wording, ...] = (STANDARD,)) -> Flow:
    languages = {"en": "English", "cy": "Cymraeg"}
    return Flow(
        id=FlowId(name),
        revision=revision,
        steps=steps,
        words={wording: words(steps, wording, languages[wording.locale]) for wording in wordings},
        emoji={SMILE: "🙂", FROWN: "🙁"},
        fft=StepId("overall"),
        abilities=CHAT,
    )


def change(name: str, month: str = "2026-05", service: Service | None = None) -> Change:
    return Change(
        id=name,
        month=month,
        words={
            Register.STANDARD: SaidAndDid(f"{name} was bad", f"{name} is new"),
            Register.EASY_READ: SaidAndDid(f"Bad {name}", f"New {name}"),
        },
        service=None if service is None else ServiceCode(service.code),
    )


ASK = make_flow("ask", *ASK_STEPS, wordings=(STANDARD, EASY_READ, WELSH))
DOOR = make_flow("door", *DOOR_STEPS, wordings=(STANDARD, EASY_READ, WELSH)).with_services(WARDS)
ENGLISH_ONLY = make_flow("english", *ASK_STEPS)
