"""What a checking sheet itself says: how to go through it together, and who checked. In easy words for everyone."""

HOW = (
    "These are the words of a chat.",
    "The chat asks people about their care.",
    "The words should be easy for everyone who reads them.",
    "You can help to make them better.",
)
TOGETHER = (
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
SIGNS = (
    "____ stands for words that change, such as a date or your own answer.",
    "A box with round corners is a button to press.",
)
LEADERS = "For whoever leads the group"
LEADING = (
    "Print the sheet in colour if you can. Ask people like those who will read the words. Pay them for their time."
    " If words change, print a new sheet: the hashes in the heading change with them."
    " When the words are right, fill in the last page."
)
TICKS = ("Easy", "Not sure", "Hard")
WHO = "Who checked the words?"
NUMBERS = "Write how many people. Do not write names."
ROLES = (
    "people with a learning disability",
    "autistic people",
    "people who have been patients",
    "carers",
    "people who speak the language every day",
    "staff",
    "others:",
)
WHEN = "When did you finish?"
RIGHT = "Are the words right as they are on this sheet?"
RIGHT_ANSWERS = ("Yes", "No, they need to change")
SIGNING = "To sign the words off, type:"
HASHES = "It must tell these hashes, or the words have changed since this sheet was made:"
