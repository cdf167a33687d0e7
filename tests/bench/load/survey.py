"""The survey that the peers ask: as many questions as Sayso's patients are asked, and one open one."""

CHOICES = (
    ("yes", "Yes, fully"),
    ("partly", "Partly"),
    ("no", "No, not at all"),
    ("not-sure", "Not sure"),
    ("skip", "Skip"),
)
QUESTIONS = tuple(
    f"Question {number} of 12\n\nDo you have a say in decisions about your care?" for number in range(1, 13)
)
OPEN = "What is good?"
END = "Your answers are sent. (that is all)"
