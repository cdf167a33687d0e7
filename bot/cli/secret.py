"""The secret that open conversations are sealed with."""

import typer

from bot.errors import SaysoError

secret = typer.Typer(help="The secret that open conversations are sealed with.", no_args_is_help=True)


@secret.command("rotate")
def rotate_secret() -> None:
    """Replace the secret with a new one. Open conversations go on.

    The previous secret is kept in the same file for as long as the database may hold data that needs it. If
    SAYSO_SECRET is set, change it there, and set SAYSO_PREVIOUS_SECRET to its old value for 40 days.
    """
    import secrets
    from datetime import UTC, datetime

    from bot.settings import read_settings
    from bot.store.secret import FILE, rotate

    settings = read_settings()
    if settings.secret is not None:
        raise SaysoError(
            "The secret is set with SAYSO_SECRET. Change it there, and set SAYSO_PREVIOUS_SECRET to what it was for 40"
            " days, so that what is open goes on."
        )
    until = rotate(settings.data_dir, secrets.token_bytes, datetime.now(UTC).date())
    print(f"A new secret is in {settings.data_dir / FILE}. Restart Sayso, and keep a new copy of the file.")
    print(f"The one before stays in it until {until}, so conversations that are open go on.")
