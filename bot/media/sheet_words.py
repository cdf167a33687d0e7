"""The text of a checking sheet around the words to check: how to use it, and who checked. All of it is easy read."""

INTRODUCTION = (
    "These are the words of a chat.",
    "The chat asks people about their care.",
    "The words should be easy for everyone who reads them.",
    "You can help to make them better.",
)
INSTRUCTIONS = (
    "Go through the sheet together.",
    "One person can read the words out loud.",
    "Look at one box after another.",
    "Tick Easy, Not sure or Hard.",
    "Write on the lines what is hard, or write better words.",
    "You can draw on the sheet.",
    "There are no wrong answers.",
    "You can stop when you want.",
    "You can do one part now, and the next part another day.",
    "Do not write names.",
)
SYMBOLS = (
    "____ stands for words that change, such as a date or your own answer.",
    "A box with round corners is a button to press.",
)
LEADER_HEADING = "For whoever leads the group"
LEADER_NOTES = (
    "Print the sheet in colour if you can. Ask people like those who will read the words. Pay them for their time."
    " If words change, print a new sheet: the hashes in the heading change with them."
    " When the words are right, fill in the last page."
)
TICK_LABELS = ("Easy", "Not sure", "Hard")
WHO_CHECKED = "Who checked the words?"
COUNTS_ONLY = "Write how many people. Do not write names."
ROLES = (
    "people with a learning disability",
    "autistic people",
    "people who have been patients",
    "carers",
    "people who speak the language every day",
    "staff",
    "others:",
)
WHEN_FINISHED = "When did you finish?"
ARE_THEY_RIGHT = "Are the words right as they are on this sheet?"
YES_OR_NO = ("Yes", "No, they need to change")
SIGN_OFF = "To sign the words off, type:"
COMPARE_HASHES = "Sayso then shows these hashes. If it shows others, the words have changed since this sheet was made:"
