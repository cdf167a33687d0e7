"""Faults in what one file says by itself: YAML that cannot be read, and what does not fit the format."""

from tests.flows.fault import ABOUT_CHAT, ABOUT_YOU, COMMON, FLOW, OPENING, PICTURES, SCALES, WELCOME, WORDS, fault

READING = [
    fault(
        "an unknown key", FLOW, "picture: rights", "pictur: rights",
        f"{FLOW}:11:5: steps.2.pictur: unknown key “pictur” - did you mean “picture”?",
    ),
    fault(
        "shared steps inside shared steps", ABOUT_CHAT, "- pick one: helped", "- use: opening\n- pick one: helped",
        f"{ABOUT_CHAT}:2:3: 0.use: shared steps cannot use other shared steps - write the steps out here",
    ),
    fault(
        "an unknown key like no other", FLOW, "format: 1", "format: 1\ncolour: blue",
        f"{FLOW}:3:1: colour: unknown key “colour” - known here: format, fft, steps",
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
        f"{FLOW}:2:1: format: format 2 is not known - update Sayso to read it",
    ),
    fault(
        "a format that is none", FLOW, "format: 1", "format: one",
        f"{FLOW}:2:1: format: format one is not known - write “format: 1”",
    ),
    fault(
        "a tab", FLOW, "    of: agree", "\tof: agree",
        f"{FLOW}:10:1: file: there is a tab where YAML wants spaces - put spaces in its place",
    ),
    fault(
        "a quote that is not closed", WORDS, "prompt: Do staff treat", 'prompt: "Do staff treat',
        f"{WORDS}:27:13: file: the quote that opens here is never closed - close it at the end of the text",
    ),
    fault(
        "a list that is not closed", FLOW, "    of: agree\n", "    registers: [easy-read\n    of: agree\n",
        f"{FLOW}:10:16: file: the list that opens here is never closed - close it with “]”",
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
        f"{FLOW}:2:9: file: a text cannot begin with “*” - put quotes around the whole text",
    ),
    fault(
        "a tag", FLOW, "format: 1", "format: !one 1",
        f"{FLOW}:2:9: file: “!one” is not used here - take it out, or put quotes around the whole text",
    ),
    fault(
        "a colon in a text without quotes", WORDS, "prompt: Do staff treat you", "prompt: Do staff: treat you",
        f"{WORDS}:27:21: file: a “:” is not expected here"
        " - put quotes around the whole text, or see whether the line above lacks a “:”",
    ),
    fault(
        "a key that stands there twice", WORDS, "    title: Overall\n", "    title: Overall\n    title: Overall\n",
        f"{WORDS}:11:5: file: the key “title” is here twice - keep one",
    ),
    fault(
        "a list where keys belong", FLOW, "format: 1\nfft: overall\nsteps:\n", "",
        f"{FLOW}:1:1: file: this must be keys with values, such as “id: rights”",
    ),
    fault(
        "an id in upper case", FLOW, "scale: rights", "scale: Rights",
        f"{FLOW}:9:5: steps.2.scale: “Rights” is not an id here - use lower case letters, digits and hyphens",
    ),
    fault(
        "an id that is too long for a button", FLOW, "scale: rights", "scale: rights-and-everything",
        f"{FLOW}:9:5: steps.2.scale: this is 21 characters long - at most 20",
    ),
    fault(
        "a step of two kinds", FLOW, "  - scale: rights\n", "  - scale: rights\n    free text: rights\n",
        f"{FLOW}:9:5: steps.2: a step is one of: use, message, pick one, pick many, scale, free text, service, check",
    ),
    fault(
        "shared steps with something beside them", FLOW, "  - use: opening\n", "  - use: opening\n    of: agree\n",
        f"{FLOW}:5:5: steps.0: “use” is the only key of its step",
    ),
    fault(
        "a scale without its choices", FLOW, "  - scale: rights\n    of: agree\n", "  - scale: rights\n",
        f"{FLOW}:9:5: steps.2: “of” names the scale of a scale step, and only there",
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
