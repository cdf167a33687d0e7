"""The `sayso` command, with which an installation is run and kept."""

import os
import sys
import traceback
from pathlib import Path

import typer

from bot.cli import answers, conversations, running, words
from bot.cli.baselines import baseline
from bot.cli.changes import changes
from bot.cli.check import check
from bot.cli.demo import demo_data
from bot.cli.editions import editions
from bot.cli.releases import release
from bot.cli.report import report
from bot.cli.review import review
from bot.cli.secret import secret
from bot.cli.services import services
from bot.cli.staff import staff
from bot.cli.translations import translations
from bot.cli.xlsform import xlsform
from bot.errors import Problem, SaysoError
from bot.hardening import harden_process
from bot.usecases.ports import Unavailable

app = typer.Typer(
    name="sayso",
    help="People in mental health hospitals, and their carers, say what their care is like.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(running.run)
app.command("try")(conversations.try_)
app.command()(check)
app.command()(words.new)
app.command("map")(words.map_)
app.command()(words.sheet)
app.command("sign-off")(words.sign_off)
app.command()(answers.export)
app.command()(answers.backup)
app.command()(answers.restore)
app.command()(answers.move)
app.command()(demo_data)
app.command()(running.redact)
app.command()(running.settings)
app.add_typer(review, name="review")
app.add_typer(editions, name="conversations")
app.add_typer(release, name="release")
app.add_typer(baseline, name="baseline")
app.add_typer(report, name="report")
app.add_typer(services, name="services")
app.add_typer(changes, name="changes")
app.add_typer(translations, name="translations")
app.add_typer(staff, name="staff")
app.add_typer(secret, name="secret")
app.add_typer(xlsform, name="xlsform")


def main() -> None:
    """Run the command. An error is printed as one paragraph, never as a traceback."""
    harden_process()
    try:
        app()
    except SaysoError as error:
        sys.exit(_fail(str(error)))
    except Problem as problem:
        from bot.cli.problems import describe

        sys.exit(_fail(describe(problem)))
    except Unavailable:
        sys.exit(_fail("The database is unavailable. What was stored is kept. Try again in a minute."))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - nobody is shown a traceback
        sys.exit(_fail(f"Something went wrong inside Sayso ({_place(error)}). Nothing that was kept is lost."))


def _place(error: Exception) -> str:
    """Return the type of an error and where it arose, without the words and values in it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "bot" in Path(frame.filename).parts] or frames
    return f"{type(error).__name__}, {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def _fail(message: str) -> int:
    print(f"sayso: {message}", file=sys.stderr)
    return 1
