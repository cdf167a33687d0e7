"""The person, as far as a turn needs them: where their messages come from. Never stored, never shown."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Respondent:
    """A channel and the person's id there. Its repr tells neither, so that no log or traceback can."""

    channel: str = field(repr=False)
    id: str = field(repr=False)

    def material(self) -> bytes:
        """Return the bytes that keys are made from; no two respondents share them."""
        return f"{self.channel}\x00{self.id}".encode()
