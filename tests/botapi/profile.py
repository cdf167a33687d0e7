"""What the bot says of itself before anybody writes to it: its menu, name and descriptions."""

import json

from tests.botapi import limits
from tests.botapi.parameters import Call, Json

_EVERYWHERE = {"type": "default"}


class Profile:
    """What was set, by language ("" for all others) and, for the menu, by scope."""

    def __init__(self) -> None:
        self._menus: dict[tuple[str, str], list[Json]] = {}
        self._words: dict[tuple[str, str], str] = {}
        self.methods = {
            "setMyCommands": self._set_commands,
            "getMyCommands": self._get_commands,
            "deleteMyCommands": self._delete_commands,
            "setMyName": lambda call: self._set_words(call, "name"),
            "getMyName": lambda call: self._get_words(call, "name"),
            "setMyDescription": lambda call: self._set_words(call, "description"),
            "getMyDescription": lambda call: self._get_words(call, "description"),
            "setMyShortDescription": lambda call: self._set_words(call, "short_description"),
            "getMyShortDescription": lambda call: self._get_words(call, "short_description"),
        }

    def menu(self, language: str = "", scope: Json | None = None) -> dict[str, str]:
        """The commands and their descriptions, as set for exactly this language and scope."""
        commands = self._menus.get((_key(scope), language), [])
        return {each["command"]: each["description"] for each in commands}

    def words(self, field: str, language: str = "") -> str:
        """The name, description or short_description, as set for exactly this language."""
        return self._words.get((field, language), "")

    def _set_commands(self, call: Call) -> bool:
        self._menus[_place(call)] = limits.check_commands(call)
        return True

    def _get_commands(self, call: Call) -> list[Json]:
        return self._menus.get(_place(call), [])

    def _delete_commands(self, call: Call) -> bool:
        self._menus.pop(_place(call), None)
        return True

    def _set_words(self, call: Call, field: str) -> bool:
        self._words[field, limits.check_language(call)] = limits.check_profile(call, field)
        return True

    def _get_words(self, call: Call, field: str) -> Json:
        language = limits.check_language(call)
        return {field: self.words(field, language) or self.words(field)}


def _place(call: Call) -> tuple[str, str]:
    return _key(call.parameters.get("scope")), limits.check_language(call)


def _key(scope: object) -> str:
    return json.dumps(scope or _EVERYWHERE, sort_keys=True)
