"""Wards and teams: stored, listed and retired."""

import re
from datetime import date

import pytest

from bot.engine.flow import Service, ServiceCode
from bot.store.database import Database
from bot.store.services import StoredServices
from bot.usecases.actor import Actor
from bot.usecases.staff import services as use_cases
from bot.usecases.staff.ports import ListedService
from bot.usecases.staff.problems import (
    BadServiceCode,
    BadServiceName,
    NoSuchService,
    ServiceCodeTaken,
    ServiceNameTaken,
)
from tests.store.examples import LOGGED, OAK, WILLOW

LEAD = Actor("QI lead", "New ward")
TODAY = date(2026, 4, 9)


@pytest.fixture
def services(database: Database) -> StoredServices:
    return StoredServices(database)


async def test_a_retired_service_is_listed_but_not_open_until_it_is_opened_again(services: StoredServices) -> None:
    await services.add(WILLOW, LOGGED)
    await services.add(OAK, LOGGED)

    await use_cases.retire(services, "oak", retired=True, actor=LEAD, today=TODAY)
    assert await services.open() == (WILLOW,)
    assert ListedService(OAK, retired=True) in await services.listed()

    await use_cases.retire(services, "oak", retired=False, actor=LEAD, today=TODAY)
    assert await services.open() == (OAK, WILLOW)


async def test_an_unknown_code_is_told(services: StoredServices) -> None:
    with pytest.raises(NoSuchService, match="elm"):
        await use_cases.retire(services, "elm", retired=True, actor=LEAD, today=TODAY)


async def test_a_service_gets_a_code_that_is_easy_to_copy_from_a_poster(services: StoredServices) -> None:
    codes = {(await use_cases.add(services, f"Ward {number}", actor=LEAD, today=TODAY)).code for number in range(20)}

    assert len(codes) == 20
    assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{8}", code) for code in codes)


async def test_a_name_loses_its_spare_spaces(services: StoredServices) -> None:
    assert await use_cases.add(services, "  Willow \n Ward ", "w1", actor=LEAD, today=TODAY) == Service(
        ServiceCode("w1"), "Willow Ward"
    )


@pytest.mark.parametrize("name", ["", "  ", "W" * 41])
async def test_a_name_that_does_not_fit_a_button_is_refused(name: str, services: StoredServices) -> None:
    with pytest.raises(BadServiceName):
        await use_cases.add(services, name, actor=LEAD, today=TODAY)


@pytest.mark.parametrize("code", ["", "w", "W1", "ward one", "ward_1", "ward-number-13", "ward/1", "ẅard"])
async def test_a_code_that_cannot_stand_in_a_link_is_refused(code: str, services: StoredServices) -> None:
    with pytest.raises(BadServiceCode):
        await use_cases.add(services, "Willow Ward", code, actor=LEAD, today=TODAY)


async def test_a_code_that_is_taken_is_refused(services: StoredServices) -> None:
    await services.add(WILLOW, LOGGED)

    with pytest.raises(ServiceCodeTaken, match="willow"):
        await use_cases.add(services, "Another Ward", "willow", actor=LEAD, today=TODAY)


async def test_a_name_that_is_taken_is_refused_however_it_is_written(services: StoredServices) -> None:
    await services.add(WILLOW, LOGGED)

    with pytest.raises(ServiceNameTaken, match="willow WARD"):
        await use_cases.add(services, "willow  WARD", actor=LEAD, today=TODAY)
