"""Looking after the wards and teams that feedback is about."""

import re
import secrets

from bot.engine.flow import Service, ServiceCode
from bot.errors import SaysoError
from bot.usecases.staff.ports import Services

LONGEST_NAME = 40

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are easily taken for one another on a poster."""

_LENGTH = 8

_CODE = re.compile(r"[a-z0-9-]{2,12}")


async def add(services: Services, name: str, code: str | None = None) -> Service:
    """Add a service with a code of its own. Raises SaysoError for a name or code that cannot be used."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise SaysoError(f"A service's name has 1 to {LONGEST_NAME} characters, so that it fits a button.")
    if code is not None and not _CODE.fullmatch(code):
        raise SaysoError("A code has 2 to 12 lower case letters, digits and hyphens, so that it can stand in a link.")
    if any(each.service.name.casefold() == name.casefold() for each in await services.listed()):
        raise SaysoError(f"There is a service called {name} already. See: sayso services list")
    service = Service(ServiceCode(code or random_code(_LENGTH)), name)
    try:
        await services.add(service)
    except ValueError:
        raise SaysoError(f"The code {service.code} is taken. See: sayso services list") from None
    return service


async def retire(services: Services, code: str, *, retired: bool) -> None:
    """Stop or resume taking feedback about a service. Raises SaysoError if there is none with this code."""
    if not await services.retire(ServiceCode(code), retired=retired):
        raise SaysoError(f"There is no service with the code {code}. See: sayso services list")


def random_code(length: int) -> str:
    """Return a code by chance that is easy to copy."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
