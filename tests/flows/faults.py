"""Faults to put into a copy of the small conversation, each with the issue that its author gets."""

from tests.flows.fault import (
    ABOUT_YOU,
    CARER,
    COMMON,
    EASY,
    FFT,
    FFT_WORDS,
    FLOW,
    NOBODY,
    OPENING,
    PICTURES,
    SCALES,
    WELCOME,
    WORDS,
    fault,
)
from tests.flows.reading_faults import READING

STRUCTURE = [
    fault(
        "a condition on an unknown step", ABOUT_YOU, "{step: about-you, is", "{step: about-yuo, is",
        f"{ABOUT_YOU}:11:3: 1.show_if: step “about-yuo” does not exist - did you mean “about-you”?",
    ),
    fault(
        "a condition on an unknown choice", ABOUT_YOU, '{step: about-you, is: "yes"}', "{step: about-you, is: yess}",
        f"{ABOUT_YOU}:11:3: 1.show_if: step “about-you” has no choice “yess” - did you mean “yes”?",
    ),
    fault(
        "a condition on a later step", FLOW, "picture: rights", 'picture: rights\n    show_if: {step: say, is: "no"}',
        f"{FLOW}:12:5: steps.2.show_if: step “say” comes later - a condition looks at earlier answers",
    ),
    fault(
        "a condition that cannot be", ABOUT_YOU, '- pick one: age\n  show_if: {step: about-you, is: "yes"}',
        '- pick one: age\n  show_if: {all: [{step: about-you, is: "yes"}, {step: about-you, is: "no"}]}',
        f"{ABOUT_YOU}:21:3: 2.show_if: {NOBODY}",
    ),
    fault(
        "a condition that cannot be because of another", ABOUT_YOU,
        '- pick one: age\n  show_if: {step: about-you, is: "yes"}',
        '- pick one: age\n  show_if: {all: [{step: ethnicity, is: white}, {step: about-you, is: "no"}]}',
        f"{ABOUT_YOU}:21:3: 2.show_if: {NOBODY}",
    ),
    fault(
        "a step after check", FLOW, "  - check: check\n", "  - check: check\n  - check: again\n",
        f"{FLOW}:31:5: steps.11.check: nobody can reach this step: it comes after “check” - move it up",
    ),
    fault(
        "a dead end", FLOW, "  - check: check\n    picture: check\n", "",
        f"{ABOUT_YOU}:47:3: 5.pick one: dead end: the flow stops here and nothing can be sent"
        " - end it with “- check: check”",
    ),
    fault(
        "an end that not everyone comes to", FLOW, "  - check: check\n",
        "  - check: check\n    show_if: {step: rights, answered: true}\n",
        f"{FLOW}:30:5: steps.10.check: dead end: not everyone comes to “check” - leave out its condition",
    ),
    fault(
        "an id used twice", FLOW, "  - use: open-questions\n",
        "  - scale: rights\n    of: agree\n    picture: rights\n  - use: open-questions\n",
        f"{FLOW}:27:5: steps.7.scale: the id “rights” is used twice in this flow - give each step its own",
    ),
    fault(
        "a choice that stands there twice", ABOUT_YOU, "    - {id: mixed,",
        "    - {id: white, picture: person}\n    - {id: mixed,",
        f"{ABOUT_YOU}:13:3: 1.choices: the choice “white” is here twice - keep one",
    ),
    fault(
        "an unknown scale", FLOW, "of: agree", "of: agre",
        f"{FLOW}:10:5: steps.2.of: there is no scale “agre” - did you mean “agree”?",
    ),
    fault(
        "unknown shared steps", FLOW, "use: opening", "use: openning",
        f"{FLOW}:5:5: steps.0.use: there are no shared steps “openning” - did you mean “opening”?",
    ),
    fault(
        "a choice that opens an unknown flow", WELCOME, "opens: carer", "opens: crer",
        f"{WELCOME}:20:37: steps.2.choices.1.opens: there is no flow “crer” to open - did you mean “carer”?",
    ),
    fault(
        "a choice of a shared step that opens an unknown flow", OPENING, 'picture: "no", ends: true}',
        'picture: "no", opens: weclome}',
        f"{OPENING}:17:33: 3.choices.1.opens: there is no flow “weclome” to open - did you mean “welcome”?",
    ),
    fault(
        "a choice that opens its own flow", WELCOME, "opens: carer", "opens: welcome",
        f"{WELCOME}:20:37: steps.2.choices.1.opens: there is no flow “welcome” to open",
    ),
]  # fmt: skip

WORDING = [
    fault(
        "a step without words", WORDS,
        "  benefit:\n    title: Getting better\n    prompt: Is your time here helping you to get better?\n"
        "    explain: Getting better can mean feeling better, or coping better with daily life.\n",
        "",
        f"{WORDS}:2:1: steps: step “benefit” has no words - add “benefit:” with a prompt",
    ),
    fault(
        "a choice without words, in the file that has them", COMMON, "      mixed: Mixed or multiple\n", "",
        f"{COMMON}:56:3: steps.ethnicity: choice “mixed” of step “ethnicity” has no words"
        " - add “mixed:” under its choices",
    ),
    fault(
        "a choice of a flow's own step without words", "welcome/words/en.yaml",
        "      carer: I care for a patient\n", "",
        "welcome/words/en.yaml:14:3: steps.role: choice “carer” of step “role” has no words"
        " - add “carer:” under its choices",
    ),
    fault(
        "a choice of a scale without words, once and not for every question that has it", COMMON,
        'agree: {"yes": "Yes, fully", ', "agree: {",
        f"{COMMON}:120:3: scales.agree: choice “yes” of scale “agree” has no words - add “yes:” to the scale",
    ),
    fault(
        "a question without a title", WORDS, "    title: Your rights\n", "",
        f"{WORDS}:13:3: steps.rights: step “rights” has no title for the list of answers"
        " - add “title:”, at most 24 characters",
    ),
    fault(
        "words for an unknown step", WORDS, "  rights:\n", "  extra:\n    prompt: More\n  rights:\n",
        f"{WORDS}:13:3: steps.extra: the flow has no step “extra”",
    ),
    fault(
        "words for an unknown choice", CARER,
        'choices: {"yes": "Yes", "no"', 'choices: {"yes": "Yes", "noo": "N", "no"',
        f"{CARER}:33:29: steps.about-you.choices.noo: step “about-you” has no choice “noo” - did you mean “no”?",
    ),
    fault(
        "words for an unknown shared step", COMMON, "  good:\n", "  goods:\n    prompt: More\n  good:\n",
        f"{COMMON}:23:3: steps.goods: no shared step is called “goods” - did you mean “good”?",
    ),
    fault(
        "a placeholder that is not filled", WORDS, "your care at {service}", "your care at {ward}",
        f"{WORDS}:4:5: steps.hello.prompt: {{ward}} is not filled in here - known here: {{service}}",
    ),
    fault(
        "a placeholder in a notice that has none", COMMON, "  skipped: Skipped", "  skipped: Skipped {n}",
        f"{COMMON}:300:3: notices.skipped: {{n}} is not filled in here",
    ),
    fault(
        "a change that is told without what was done", COMMON, "    {month}\n    You said: {said}\n    We did: {did}\n",
        "    You said: {said}\n",
        f"{COMMON}:232:3: notices.said-and-did: {{did}} is missing from these words - put it where it belongs",
    ),
    fault(
        "a placeholder that is missing", COMMON, "Question {n} of {m}", "Question {n}",
        f"{COMMON}:162:3: notices.progress: {{m}} is missing from these words - put it where it belongs",
    ),
    fault(
        "a button that is too long", COMMON, "white: White\n", "white: White, and a few words more\n",
        f"{COMMON}:72:7: steps.ethnicity.choices.white: a button's words are 27 characters long - at most 24",
    ),
    fault(
        "a button of a scale that is too long", COMMON, "partly: Partly,", "partly: Partly and not as I would like,",
        f"{COMMON}:120:32: scales.agree.partly: a button's words are 30 characters long - at most 24",
    ),
    fault(
        "a title that is too long", WORDS, "title: Your rights\n", "title: Your rights and all else.\n",
        f"{WORDS}:14:5: steps.rights.title: this is 25 characters long - at most 24",
    ),
    fault(
        "a question that is too long to stand under a picture", WORDS, "Have staff explained your rights",
        "Have staff " + "really " * 120 + "explained your rights",
        f"{WORDS}:15:5: steps.rights.prompt: step “rights” is 904 characters long - at most 824 fit a message here",
    ),
    fault(
        "a common notice that is missing", COMMON,
        "  first: This is the first question. There is nothing before it.\n", "",
        f"{COMMON}:161:1: notices: there are no words for “first” - add them",
    ),
    fault(
        "a common control that is missing", COMMON, "  leave-out: Leave it out\n", "",
        f"{COMMON}:132:1: controls: there are no words for “leave-out” - add them",
    ),
    fault(
        "a language without a name", COMMON, "language: English\n", "",
        f"{COMMON}:1:1: file: “language” is missing - add it, such as “language: English”",
    ),
]  # fmt: skip

PICTURED = [
    fault(
        "an unknown picture", FLOW, "picture: rights", "picture: right",
        f"{FLOW}:11:5: steps.2.picture: there is no picture “right” - did you mean “rights”?",
    ),
    fault(
        "an unknown picture of a choice", ABOUT_YOU, "{id: white, picture: person}", "{id: white, picture: persn}",
        f"{ABOUT_YOU}:14:19: 1.choices.0.picture: there is no picture “persn” - did you mean “person”?",
    ),
    fault(
        "an unknown picture of a scale", SCALES, "{id: told, picture: one,", "{id: told, picture: oone,",
        f"{SCALES}:30:16: ladder.0.picture: there is no picture “oone” - did you mean “one”?",
    ),
    fault(
        "a picture that OpenMoji does not draw", PICTURES, '{emoji: "⭐"}', '{emoji: "xyz"}',
        f"{PICTURES}:48:1: overall: the picture “overall” has no drawing"
        " - choose an emoji that OpenMoji draws, or a file",
    ),
    fault(
        "a picture whose file is not there", PICTURES, "pictures/helped.svg", "pictures/halped.svg",
        f"{PICTURES}:62:1: helped: the picture “helped” has no drawing"
        " - choose an emoji that OpenMoji draws, or a file",
    ),
    fault(
        "a question without a picture for easy read", FLOW, "    picture: rights\n", "",
        f"{FLOW}:9:5: steps.2.scale: step “rights” has no picture for easy read - add “picture:”",
    ),
    fault(
        "a choice without a picture for easy read", ABOUT_YOU, "{id: white, picture: person}", "{id: white}",
        f"{ABOUT_YOU}:14:7: 1.choices.0: choice “white” has no picture for easy read - add “picture:”",
    ),
    fault(
        "a choice of a scale without a picture for easy read", SCALES, "{id: told, picture: one, ", "{id: told, ",
        f"{SCALES}:30:5: ladder.0: choice “told” has no picture for easy read - add “picture:”",
    ),
    fault(
        "a picture without words that stand for it", COMMON, "  rights: A pair of scales.\n", "",
        f"{COMMON}:320:1: pictures: the picture “rights” has no words that describe it"
        " - say in one line what it shows",
    ),
]  # fmt: skip

FRIENDS_AND_FAMILY = [
    fault(
        "another question", WORDS, "Overall, how was your experience of our service?", "How was our service?",
        f"{WORDS}:12:5: steps.overall.prompt: the FFT question's words are fixed"
        " - write exactly “Overall, how was your experience of our service?”",
    ),
    fault(
        "another easy-read question", EASY, "prompt: How was our service?", "prompt: How was it here?",
        f"{EASY}:13:5: steps.overall.prompt: the FFT question's words are fixed"
        " - write exactly “How was our service?”",
    ),
    fault(
        "another option", COMMON, "    neither: Neither good nor poor\n", "    neither: Neither good nor bad\n",
        f"{COMMON}:113:3: scales.fft: the FFT's options are fixed - write exactly {FFT_WORDS}",
    ),
    fault(
        "options in another order", SCALES,
        "  - {id: very-good, picture: very-good, score: 1}\n  - {id: good, picture: good, score: 2}\n",
        "  - {id: good, picture: good, score: 2}\n  - {id: very-good, picture: very-good, score: 1}\n",
        "carer/flow.yaml:6:5: steps.1: the FFT question must use the FFT's six options in their order"
        f" - write “of: fft”, with {FFT}",
        f"{FLOW}:6:5: steps.1: the FFT question must use the FFT's six options in their order"
        f" - write “of: fft”, with {FFT}",
    ),
    fault(
        "another scale", FLOW, "    of: fft\n", "    of: agree\n",
        f"{FLOW}:6:5: steps.1: the FFT question must use the FFT's six options in their order"
        f" - write “of: fft”, with {FFT}",
    ),
    fault(
        "a step that is not there", FLOW, "fft: overall", "fft: overal",
        f"{FLOW}:3:1: fft: there is no step “overal” - did you mean “overall”?",
    ),
]  # fmt: skip

CASCADES = [
    fault(
        "scales that cannot be read", SCALES, "fft:\n", "fft\n",
        f"{SCALES}:7:8: file: a “:” is not expected here"
        " - put quotes around the whole text, or see whether the line above lacks a “:”",
    ),
    fault(
        "pictures that cannot be read", PICTURES, "no-name: {file", "good: {file",
        f"{PICTURES}:43:1: file: the key “good” is here twice - keep one",
    ),
    fault(
        "common words that cannot be read", COMMON, "language: English", "languages: English",
        f"{COMMON}:4:1: languages: unknown key “languages” - did you mean “language”?",
    ),
    fault(
        "shared steps that cannot be read", OPENING, "- message: hello", "- mesage: hello",
        f"{OPENING}:2:3: 0.mesage: unknown key “mesage” - did you mean “message”?",
    ),
    fault(
        "the front door cannot be read", WELCOME, "format: 1", "fromat: 1",
        f"{WELCOME}:1:1: format: “format” is missing - add it",
        f"{WELCOME}:3:1: fromat: unknown key “fromat” - did you mean “format”?",
    ),
]  # fmt: skip

ALL = [*READING, *STRUCTURE, *WORDING, *PICTURED, *FRIENDS_AND_FAMILY, *CASCADES]
