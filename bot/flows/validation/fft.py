"""The NHS Friends and Family Test: its question and options are asked exactly as NHS England words them (L38).

Source: NHS England, "The Friends and Family Test: guidance" (question in use from April 2020). An easy-read
wording of the question is not published; the one here is ours, and a trust asks its FFT lead before it
submits answers given to it.
"""

from collections.abc import Iterator, Mapping

from bot.engine.flow import Scale
from bot.engine.issues import Issue
from bot.engine.wording import Register
from bot.flows.build import BuiltFlow
from bot.flows.reader import did_you_mean

SCALE = "fft"
QUESTION: Mapping[Register, str] = {
    Register.STANDARD: "Overall, how was your experience of our service?",
    Register.EASY_READ: "How was our service?",
}
OPTIONS: Mapping[Register, Mapping[str, str]] = {
    Register.STANDARD: {
        "very-good": "Very good",
        "good": "Good",
        "neither": "Neither good nor poor",
        "poor": "Poor",
        "very-poor": "Very poor",
        "dont-know": "Don't know",
    },
    Register.EASY_READ: {
        "very-good": "Very good",
        "good": "Good",
        "neither": "In the middle",
        "poor": "Bad",
        "very-poor": "Very bad",
        "dont-know": "I do not know",
    },
}


def check(read: BuiltFlow) -> Iterator[Issue]:
    """Yield where a flow's FFT question is not asked as NHS England words it (L38)."""
    sources, files, placed, flow = read.sources, read.files, read.placed, read.flow
    if flow.fft is None:
        return
    if not flow.has(flow.fft):
        suggestion = did_you_mean(flow.fft, [step.id for step in flow.steps])
        yield files.flow.issue(("fft",), f"there is no step “{flow.fft}”", suggestion)
        return
    step = flow.step(flow.fft)
    place = next(place for place in placed if place.step.use is None and place.step.id == flow.fft)
    expected = list(OPTIONS[Register.STANDARD])
    if not isinstance(step, Scale) or [choice.id for choice in step.choices] != expected:
        what = "the FFT question must use the FFT's six options in their order"
        yield place.source.issue(place.path, what, f"write “of: {SCALE}”, with {', '.join(expected)}")
        return
    for wording, own in files.words.items():
        if wording.locale != "en" or wording not in sources.words:
            continue
        says = flow.words[wording].steps[flow.fft]
        if says.prompt != QUESTION[wording.register]:
            what = "the FFT question's words are fixed"
            suggestion = f"write exactly “{QUESTION[wording.register]}”"
            yield own.issue(("steps", flow.fft, "prompt"), what, suggestion)
        if dict(says.labels) != OPTIONS[wording.register]:
            what = "the FFT's options are fixed"
            suggestion = f"write exactly {', '.join(OPTIONS[wording.register].values())}"
            yield sources.words[wording].issue(("scales", SCALE), what, suggestion)
