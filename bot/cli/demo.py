"""Filling an installation with made-up answers, to be looked at."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.cli.shared import count, with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.installation import Installation


def demo_data(
    service: Annotated[
        list[str],
        typer.Option(help="The name of a made-up ward to add, such as “Willow Ward”; repeat for several."),
    ],
    months: Annotated[int, typer.Option(min=1, max=120, help="For how many months before this one.")] = 18,
    each_month: Annotated[int, typer.Option(min=1, help="About how many people answer about each ward a month.")] = 30,
) -> None:
    """Fill a new installation with made-up answers, so that releases, charts and files can be looked at.

    For example: SAYSO_DATA_DIR=demo sayso demo-data --service "Willow Ward" --service "Oak Ward"

    Wards, releases, charts, files and comments all say that they are a demonstration. A database in which anybody real
    has answered is left alone.
    """
    import secrets
    from random import SystemRandom

    from bot.installation import today
    from bot.privacy.sealing import Sealer
    from bot.usecases.actor import Actor
    from bot.usecases.releasing.demo import Demo
    from bot.usecases.staff.services import add

    async def fill(installation: "Installation") -> int:
        demo = Demo(
            submissions=installation.store.submissions,
            waiting_room=installation.store.waiting_room,
            flows=(await installation.published()).flows,
            sealer=Sealer(*installation.keys),
            random_bytes=secrets.token_bytes,
            chance=SystemRandom(),
        )
        await demo.refuse_real()
        services, by = installation.store.services, Actor("demonstration")
        codes = {listed.service.name: listed.service.code for listed in await services.listed()}
        names = [f"DEMO {name}" for name in service]
        for name in names:
            if name not in codes:
                codes[name] = (await add(services, name, actor=by, today=today())).code
        return await demo.fill([codes[name] for name in names], months=months, each_month=each_month, today=today())

    if not service:
        raise SaysoError('Name at least one ward: sayso demo-data --service "Willow Ward"')
    with Console(stderr=True).status("Making up answers"):
        put = with_installation(fill)
    print(f"{count(put, 'made-up submission')} put in. Next: sayso release close, then sayso release show")
