"""The respondent, as far as a turn needs them: where their messages come from. Never stored or shown."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Respondent:
    """A channel and the respondent's id there. The repr shows neither, so that no log or traceback can."""

    channel: str = field(repr=False)
    id: str = field(repr=False)

    def material(self) -> bytes:
        """Return the bytes that keys are derived from, unique to the respondent."""
        return f"{self.channel}\x00{self.id}".encode()
