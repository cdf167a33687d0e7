"""A fault to put into a copy of the small conversation, and the files that faults are put into."""

from dataclasses import dataclass

FLOW = "patient/flow.yaml"
WORDS = "patient/words/en.yaml"
EASY = "patient/words/en.easy-read.yaml"
CARER = "carer/words/en.yaml"
WELCOME = "welcome/flow.yaml"
COMMON = "common/words/en.yaml"
ABOUT_YOU = "common/steps/about-you.yaml"
ABOUT_CHAT = "common/steps/about-this-chat.yaml"
OPENING = "common/steps/opening.yaml"
SCALES = "common/scales.yaml"
PICTURES = "common/pictures.yaml"

FFT = "very-good, good, neither, poor, very-poor, dont-know"
FFT_WORDS = "Very good, Good, Neither good nor poor, Poor, Very poor, Don't know"
NOBODY = "nobody can reach this step: no answers make its condition true - change the condition, or take the step out"


@dataclass(frozen=True)
class Fault:
    """Words put in the place of others in a file, and what an author is told."""

    name: str
    file: str
    old: str
    new: str
    told: tuple[str, ...]


def fault(name: str, file: str, old: str, new: str, *told: str) -> Fault:
    return Fault(name, file, old, new, told)
