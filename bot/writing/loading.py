"""Rules that a flow cannot be used without, checked whenever conversations are loaded: see `bot.flows.validation`."""

from collections.abc import Callable, Iterable

from bot.engine.issues import Issue
from bot.flows.build import BuiltFlow
from bot.flows.validation import fft, limits, pictures, wording
from bot.writing.lists import WordLists
from bot.writing.rules import ALL_ERROR, EASY_ERROR, FlowRule


def _on_load(check: Callable[[BuiltFlow], Iterable[Issue]]) -> Callable[[BuiltFlow, WordLists], Iterable[Issue]]:
    return lambda built, _: check(built)


RULES = (
    FlowRule(
        id="L23",
        title="Every question and choice has a picture, and every picture has a text that says the same",
        severity=EASY_ERROR,
        source="Department of Health 2009, “Basic guidelines for people who commission easy read information”;"
        " PIF, “Easy Read Matters”",
        file="patient/flow.yaml",
        passes="  - scale: rights\n    of: agree\n    picture: rights\n",
        fails="  - scale: rights\n    of: agree\n",
        check=_on_load(pictures.check),
        loading=True,
    ),
    FlowRule(
        id="L33",
        title="Every question exists in standard words, in easy read and in every language, with the same choices",
        severity=ALL_ERROR,
        source="Ours: answers can be counted together only if everybody was asked the same",
        file="patient/words/en.easy-read.yaml",
        passes="  dignity:\n    title: Kind staff\n    prompt: Are staff kind to you?\n",
        fails="",
        check=_on_load(wording.check),
        loading=True,
    ),
    FlowRule(
        id="L36",
        title="Everything fits into a message: 1,024 characters with a picture, 4,096 without",
        severity=ALL_ERROR,
        source="Telegram Bot API, sendMessage and sendPhoto",
        file="patient/words/en.yaml",
        passes="    title: Your rights\n    prompt: Have staff explained your rights",
        fails="    title: Your rights\n    prompt: " + "Have staff explained all of it? " * 40 + "Your rights",
        check=_on_load(limits.check),
        loading=True,
    ),
    FlowRule(
        id="L38",
        title="The Friends and Family Test is asked exactly as NHS England words it",
        severity=ALL_ERROR,
        source="NHS England, “The Friends and Family Test: guidance” (question in use from April 2020)",
        file="patient/words/en.yaml",
        passes="    prompt: Overall, how was your experience of our service?\n",
        fails="    prompt: Overall, how was your stay?\n",
        check=_on_load(fft.check),
        loading=True,
    ),
)
