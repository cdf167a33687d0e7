"""Wards and teams, kept and looked after."""

import re

import pytest

from bot.engine.flow import Service, ServiceCode
from bot.errors import SaysoError
from bot.store.database import Database
from bot.store.services import StoredServices
from bot.usecases.staff import services as look_after
from bot.usecases.staff.ports import ListedService
from tests.store.examples import OAK, WILLOW


@pytest.fixture
def services(database: Database) -> StoredServices:
    return StoredServices(database)


async def test_services_are_listed_by_name(services: StoredServices) -> None:
    await services.add(WILLOW)
    await services.add(OAK)

    assert await services.listed() == (ListedService(OAK, retired=False), ListedService(WILLOW, retired=False))


async def test_a_retired_service_is_listed_but_not_open_until_it_is_opened_again(services: StoredServices) -> None:
    await services.add(WILLOW)
    await services.add(OAK)

    await look_after.retire(services, "oak", retired=True)
    assert await services.open() == (WILLOW,)
    assert ListedService(OAK, retired=True) in await services.listed()

    await look_after.retire(services, "oak", retired=False)
    assert await services.open() == (OAK, WILLOW)


async def test_an_unknown_code_is_told(services: StoredServices) -> None:
    with pytest.raises(SaysoError, match=r"There is no service with the code elm\. See: sayso services list"):
        await look_after.retire(services, "elm", retired=True)


async def test_a_service_gets_a_code_that_is_easy_to_copy_from_a_poster(services: StoredServices) -> None:
    codes = {(await look_after.add(services, f"Ward {number}")).code for number in range(20)}

    assert len(codes) == 20
    assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{8}", code) for code in codes)


async def test_a_name_loses_its_spare_spaces(services: StoredServices) -> None:
    assert await look_after.add(services, "  Willow \n Ward ", "w1") == Service(ServiceCode("w1"), "Willow Ward")


@pytest.mark.parametrize("name", ["", "  ", "W" * 41])
async def test_a_name_that_does_not_fit_a_button_is_refused(name: str, services: StoredServices) -> None:
    with pytest.raises(SaysoError, match="1 to 40 characters"):
        await look_after.add(services, name)


@pytest.mark.parametrize("code", ["", "w", "W1", "ward one", "ward_1", "ward-number-13", "ward/1", "ẅard"])
async def test_a_code_that_cannot_stand_in_a_link_is_refused(code: str, services: StoredServices) -> None:
    with pytest.raises(SaysoError, match="2 to 12 lower case letters, digits and hyphens"):
        await look_after.add(services, "Willow Ward", code)


async def test_a_code_that_is_taken_is_refused(services: StoredServices) -> None:
    await services.add(WILLOW)

    with pytest.raises(SaysoError, match="The code willow is taken"):
        await look_after.add(services, "Another Ward", "willow")


async def test_a_name_that_is_taken_is_refused_however_it_is_written(services: StoredServices) -> None:
    await services.add(WILLOW)

    with pytest.raises(SaysoError, match="There is a service called willow WARD already"):
        await look_after.add(services, "willow  WARD")
