"""Buttons, in rows that fit a small phone."""

from bot.channels.telegram.keyboard import PER_ROW, ROW_WIDTH, keyboard
from bot.engine.screen import Button, Screen


def rows(screen: Screen) -> list[list[str]]:
    return [[button["text"] for button in row] for row in keyboard(screen)["inline_keyboard"]]


def controls(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(f"~{label}", label) for label in labels)


def test_each_choice_has_a_row_of_its_own_with_its_picture_before_the_word() -> None:
    screen = Screen(key="n.q", choices=(Button("yes", "Yes", "✅"), Button("no", "No", "❌", picked=True)))
    assert rows(screen) == [["✅ Yes"], ["✓ ❌ No"]]


def test_short_controls_share_a_row() -> None:
    assert rows(Screen(key="n.q", controls=controls("Back", "Skip", "Stop", "Help"))) == [
        ["Back", "Skip", "Stop", "Help"]
    ]


def test_a_row_is_never_wider_than_a_small_phone() -> None:
    packed = rows(
        Screen(key="n.q", controls=controls("What does this mean?", "Back", "Leave it out", "Stop", "Help", "Keep"))
    )
    assert [label for row in packed for label in row] == [
        "What does this mean?",
        "Back",
        "Leave it out",
        "Stop",
        "Help",
        "Keep",
    ]
    assert all(len(row) == 1 or max(map(len, row)) * len(row) <= ROW_WIDTH for row in packed)
    assert all(len(row) <= PER_ROW for row in packed)


def test_a_button_carries_its_screen_and_its_id() -> None:
    (row,) = keyboard(Screen(key="n0nce.rights", choices=(Button("yes", "Yes"),)))["inline_keyboard"]
    assert row == [{"text": "Yes", "callback_data": "n0nce.rights.yes"}]
