"""Services: listed by name, and open until they are retired."""

import pytest

from bot.engine.flow import Service, ServiceCode
from bot.usecases.staff.ports import ListedService
from tests.contracts.conftest import Ports
from tests.store.examples import LOGGED, OAK, WILLOW


async def test_services_are_listed_by_name(ports: Ports) -> None:
    assert await ports.services.listed() == (ListedService(OAK, retired=False), ListedService(WILLOW, retired=False))
    assert await ports.services.open() == (OAK, WILLOW)


async def test_a_retired_service_is_listed_but_not_open_until_it_is_opened_again(ports: Ports) -> None:
    assert await ports.services.retire(OAK.code, LOGGED, retired=True)
    assert await ports.services.open() == (WILLOW,)
    assert ListedService(OAK, retired=True) in await ports.services.listed()

    assert await ports.services.retire(OAK.code, LOGGED, retired=False)
    assert await ports.services.open() == (OAK, WILLOW)


async def test_a_service_that_does_not_exist_is_not_retired(ports: Ports) -> None:
    assert not await ports.services.retire(ServiceCode("elm"), LOGGED, retired=True)


async def test_a_code_that_is_taken_is_refused(ports: Ports) -> None:
    with pytest.raises(ValueError, match="the code is taken"):
        await ports.services.add(Service(WILLOW.code, "Another Ward"), LOGGED)
    assert len(await ports.services.listed()) == 2
