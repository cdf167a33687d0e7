"""Adding and retiring the wards and teams that feedback is about."""

import re
import secrets
from collections.abc import Mapping
from datetime import date

from bot.engine.flow import Service, ServiceCode
from bot.usecases.actor import Actor
from bot.usecases.staff.log import Action, entry
from bot.usecases.staff.ports import Services
from bot.usecases.staff.problems import (
    BadServiceCode,
    BadServiceName,
    NoSuchService,
    ServiceCodeTaken,
    ServiceNameTaken,
)

LONGEST_NAME = 40

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike on a poster."""

_LENGTH = 8

_CODE = re.compile(r"[a-z0-9-]{2,12}")


async def add(services: Services, name: str, code: str | None = None, *, actor: Actor, today: date) -> Service:
    """Add a service, with a random code where none is given. Raises Problem for a name or code that cannot be used."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadServiceName(LONGEST_NAME)
    if code is not None and not _CODE.fullmatch(code):
        raise BadServiceCode
    if any(listed.service.name.casefold() == name.casefold() for listed in await services.listed()):
        raise ServiceNameTaken(name)
    service = Service(ServiceCode(code or random_code(_LENGTH)), name)
    try:
        await services.add(service, entry(Action.ADD_SERVICE, service.code, actor, today=today))
    except ValueError:
        raise ServiceCodeTaken(service.code) from None
    return service


async def retire(services: Services, code: str, *, retired: bool, actor: Actor, today: date) -> None:
    """Stop or resume taking feedback about a service. Raises NoSuchService."""
    action = Action.RETIRE_SERVICE if retired else Action.REOPEN_SERVICE
    logged = entry(action, code, actor, today=today)
    if not await services.retire(ServiceCode(code), logged, retired=retired):
        raise NoSuchService(code)


async def find_service(services: Services, code: str) -> Service:
    """Return the service with this code, retired or not. Raises NoSuchService."""
    for listed in await services.listed():
        if listed.service.code == code:
            return listed.service
    raise NoSuchService(code)


async def service_names(services: Services) -> Mapping[str, str]:
    """Return the name of every service, retired or not, by its code."""
    return {listed.service.code: listed.service.name for listed in await services.listed()}


def random_code(length: int) -> str:
    """Return a random code that is easy to copy."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
