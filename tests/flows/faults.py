"""Faults to put into a copy of the shipped conversations, each with what its author is told."""

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


READING = [
    fault(
        "an unknown key", FLOW, "picture: rights", "pictur: rights",
        f"{FLOW}:13:5: steps.2.pictur: unknown key “pictur” - did you mean “picture”?",
    ),
    fault(
        "shared steps inside shared steps", ABOUT_CHAT, "- pick one: helped", "- use: opening\n- pick one: helped",
        f"{ABOUT_CHAT}:2:3: 0.use: shared steps cannot use other shared steps - write the steps out here",
    ),
    fault(
        "an unknown key like no other", FLOW, "format: 1", "format: 1\ncolour: blue",
        f"{FLOW}:5:1: colour: unknown key “colour” - known here: format, fft, steps",
    ),
    fault(
        "an unknown key in a step's words", WORDS, "    title: Your rights\n", "    titel: Your rights\n",
        f"{WORDS}:14:5: steps.rights.titel: unknown key “titel” - did you mean “title”?",
    ),
    fault(
        "an unknown key of a picture", PICTURES, '{emoji: "⭐"}', '{emoji: "⭐", flie: pictures/star.svg}',
        f"{PICTURES}:48:23: overall.flie: unknown key “flie” - did you mean “file”?",
    ),
    fault(
        "an unknown key of a scale's choice", SCALES, "{id: told, picture: one, score: 1}",
        "{id: told, picture: one, scroe: 1}",
        f"{SCALES}:30:30: ladder.0.scroe: unknown key “scroe” - did you mean “score”?",
    ),
    fault(
        "an unknown key of a condition", ABOUT_YOU, '{step: about-you, is: "yes"}', '{step: about-you, isnt: "yes"}',
        f"{ABOUT_YOU}:11:30: 1.show_if.isnt: unknown key “isnt” - did you mean “is_not”?",
    ),
    fault(
        "an unknown key in a sign-off", WORDS, "steps:\n",
        "signed_off: {checked_by: us, on: 2026-03-02, hsah: a}\nsteps:\n",
        f"{WORDS}:2:1: signed_off.hash: “hash” is missing - add it",
        f"{WORDS}:2:46: signed_off.hsah: unknown key “hsah” - did you mean “hash”?",
    ),
    fault(
        "a missing key", WORDS, "    prompt: Do staff treat you with dignity and respect?\n", "",
        f"{WORDS}:25:3: steps.dignity.prompt: “prompt” is missing - add it",
    ),
    fault(
        "a missing format", FLOW, "format: 1\n", "",
        f"{FLOW}:1:1: format: “format” is missing - add it",
    ),
    fault(
        "a format of the future", FLOW, "format: 1", "format: 2",
        f"{FLOW}:4:1: format: format 2 is not known - update Sayso to read it",
    ),
    fault(
        "a format that is none", FLOW, "format: 1", "format: one",
        f"{FLOW}:4:1: format: format one is not known - write “format: 1”",
    ),
    fault(
        "a tab", FLOW, "    of: agree", "\tof: agree",
        f"{FLOW}:12:1: file: there is a tab where YAML wants spaces - put spaces in its place",
    ),
    fault(
        "a quote that is not closed", WORDS, "prompt: Do staff treat", 'prompt: "Do staff treat',
        f"{WORDS}:27:13: file: the quote that opens here is never closed - close it at the end of the text",
    ),
    fault(
        "a list that is not closed", FLOW, "    of: agree\n", "    registers: [easy-read\n    of: agree\n",
        f"{FLOW}:12:16: file: the list that opens here is never closed - close it with “]”",
    ),
    fault(
        "a key without a colon", WORDS, "  dignity:\n", "  dignity\n",
        f"{WORDS}:25:3: file: there is no “:” after this - put “: ” between the key and its value",
    ),
    fault(
        "a line that is indented too little", WORDS, "    title: Overall\n", "   title: Overall\n",
        f"{WORDS}:12:5: file: this does not fit the lines above"
        " - check its indentation, and the “:” and the quotes of the lines above",
    ),
    fault(
        "a text that begins with a sign of YAML", WORDS, "prompt: Do staff treat", "prompt: @home, do staff treat",
        f"{WORDS}:27:13: file: a text cannot begin with this character - put quotes around the whole text",
    ),
    fault(
        "words from elsewhere", FLOW, "format: 1", "format: *one",
        f"{FLOW}:4:9: file: a text cannot begin with “*” - put quotes around the whole text",
    ),
    fault(
        "a tag", FLOW, "format: 1", "format: !one 1",
        f"{FLOW}:4:9: file: “!one” is not used here - take it out, or put quotes around the whole text",
    ),
    fault(
        "a colon in a text without quotes", WORDS, "prompt: Do staff treat you", "prompt: Do staff: treat you",
        f"{WORDS}:27:21: file: a “:” is not expected here"
        " - put quotes around the whole text, or see whether the line above lacks a “:”",
    ),
    fault(
        "a key that stands there twice", WORDS, "    title: Overall\n", "    title: Overall\n    title: Overall\n",
        f"{WORDS}:11:5: file: the key “title” stands here twice - keep one",
    ),
    fault(
        "a list where keys belong", FLOW, "format: 1\nfft: overall\nsteps:\n", "",
        f"{FLOW}:1:1: file: this must be keys with values, such as “id: rights”",
    ),
    fault(
        "an id in upper case", FLOW, "scale: rights", "scale: Rights",
        f"{FLOW}:11:5: steps.2.scale: “Rights” is not an id here - use lower case letters, digits and hyphens",
    ),
    fault(
        "an id that is too long for a button", FLOW, "scale: rights", "scale: rights-and-everything",
        f"{FLOW}:11:5: steps.2.scale: this is 21 characters long - at most 20",
    ),
    fault(
        "a step of two kinds", FLOW, "  - scale: rights\n", "  - scale: rights\n    free text: rights\n",
        f"{FLOW}:11:5: steps.2: a step is one of: use, message, pick one, pick many, scale, free text, service, check",
    ),
    fault(
        "shared steps with something beside them", FLOW, "  - use: opening\n", "  - use: opening\n    of: agree\n",
        f"{FLOW}:7:5: steps.0: “use” stands alone in its step",
    ),
    fault(
        "a scale without its choices", FLOW, "  - scale: rights\n    of: agree\n", "  - scale: rights\n",
        f"{FLOW}:11:5: steps.2: “of” names the scale of a scale step, and only there",
    ),
    fault(
        "a question without choices", WELCOME,
        "    choices:\n      - {id: standard, picture: page, register: standard}\n"
        "      - {id: easy-read, picture: easy-read, register: easy-read}\n",
        "",
        f"{WELCOME}:5:5: steps.0: “choices” are given for pick one and pick many, and only there",
    ),
    fault(
        "a register that is none", OPENING, "[easy-read]", "[easyread]",
        f"{OPENING}:8:15: 2.registers.0: “easyread” is not known here - did you mean “easy-read”?",
    ),
    fault(
        "neither true nor false", WELCOME, "required: true", "required: maybe",
        f"{WELCOME}:16:5: steps.2.required: this must be true or false",
    ),
    fault(
        "a score in words", SCALES, "score: 2", "score: two",
        f"{SCALES}:8:31: fft.1.score: this must be a whole number",
    ),
    fault(
        "a choice that does two things", WELCOME, "register: standard}", "register: standard, ends: true}",
        f"{WELCOME}:9:9: steps.0.choices.0: a choice has at most one of register, opens and ends",
    ),
    fault(
        "a condition that says nothing", ABOUT_YOU,
        'show_if: {step: about-you, is: "yes"}', "show_if: {step: about-you}",
        f"{ABOUT_YOU}:11:3: 1.show_if: a condition is {{step: ID, is: CHOICE}}, {{step: ID, is_not: CHOICE}},"
        " {step: ID, answered: true}, {all: […]} or {any: […]}",
    ),
    fault(
        "a picture from nowhere", PICTURES, '{emoji: "⭐"}', "{}",
        f"{PICTURES}:48:1: overall: a picture has an emoji, a file, or both",
    ),
    fault(
        "an unknown notice", COMMON, "  first: This", "  furst: This",
        f"{COMMON}:184:3: notices.furst: “furst” is not known here - did you mean “first”?",
    ),
    fault(
        "an unknown control", COMMON, "  leave-out: Leave", "  leave-uot: Leave",
        f"{COMMON}:154:3: controls.leave-uot: “leave-uot” is not known here - did you mean “leave-out”?",
    ),
]  # fmt: skip

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
        f"{FLOW}:14:5: steps.2.show_if: step “say” comes later - a condition looks at earlier answers",
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
        f"{FLOW}:36:5: steps.13.check: nobody can reach this step: it stands after “check” - move it up",
    ),
    fault(
        "a dead end", FLOW, "  - check: check\n    picture: check\n", "",
        f"{ABOUT_YOU}:47:3: 5.pick one: dead end: the flow stops here and nothing can be sent"
        " - end it with “- check: check”",
    ),
    fault(
        "an end that not everyone comes to", FLOW, "  - check: check\n",
        "  - check: check\n    show_if: {step: rights, answered: true}\n",
        f"{FLOW}:35:5: steps.12.check: dead end: not everyone comes to “check” - leave out its condition",
    ),
    fault(
        "an id used twice", FLOW, "  - use: open-questions\n",
        "  - scale: rights\n    of: agree\n    picture: rights\n  - use: open-questions\n",
        f"{FLOW}:32:5: steps.9.scale: the id “rights” is used twice in this flow - give each step its own",
    ),
    fault(
        "a choice that stands there twice", ABOUT_YOU, "    - {id: mixed,",
        "    - {id: white, picture: person}\n    - {id: mixed,",
        f"{ABOUT_YOU}:13:3: 1.choices: the choice “white” stands here twice - keep one",
    ),
    fault(
        "an unknown scale", FLOW, "of: agree", "of: agre",
        f"{FLOW}:12:5: steps.2.of: there is no scale “agre” - did you mean “agree”?",
    ),
    fault(
        "unknown shared steps", FLOW, "use: opening", "use: openning",
        f"{FLOW}:7:5: steps.0.use: there are no shared steps “openning” - did you mean “opening”?",
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
        "a choice of a flow's own step without words", "welcome/words/en.yaml", "      staff: I work here\n", "",
        "welcome/words/en.yaml:14:3: steps.role: choice “staff” of step “role” has no words"
        " - add “staff:” under its choices",
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
        f"{CARER}:52:29: steps.about-you.choices.noo: step “about-you” has no choice “noo” - did you mean “no”?",
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
        f"{COMMON}:297:3: notices.skipped: {{n}} is not filled in here",
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
        f"{FLOW}:13:5: steps.2.picture: there is no picture “right” - did you mean “rights”?",
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
        f"{FLOW}:11:5: steps.2.scale: step “rights” has no picture for easy read - add “picture:”",
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
        f"{COMMON}:317:1: pictures: the picture “rights” has no words that stand for it"
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
        "carer/flow.yaml:7:5: steps.1: the FFT question must use the FFT's six options in their order"
        f" - write “of: fft”, with {FFT}",
        f"{FLOW}:8:5: steps.1: the FFT question must use the FFT's six options in their order"
        f" - write “of: fft”, with {FFT}",
    ),
    fault(
        "another scale", FLOW, "    of: fft\n", "    of: agree\n",
        f"{FLOW}:8:5: steps.1: the FFT question must use the FFT's six options in their order"
        f" - write “of: fft”, with {FFT}",
    ),
    fault(
        "a step that is not there", FLOW, "fft: overall", "fft: overal",
        f"{FLOW}:5:1: fft: there is no step “overal” - did you mean “overall”?",
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
        f"{PICTURES}:43:1: file: the key “good” stands here twice - keep one",
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
