"""The back office's command line: the table of commands, and one plain English sentence for every failure.

Exit codes: 0 done, 1 a check failed or it could not be done now, 2 used wrongly, 4 the program must be begun anew in
the version that the database is of, 5 a program did not end.
"""

import click

from admin_app.cli.agent_role import agent_role
from admin_app.cli.channels import channel
from admin_app.cli.diagnosing import doctor
from admin_app.cli.draining import drain
from admin_app.cli.exporting import export
from admin_app.cli.files import files
from admin_app.cli.keeping.breaching import breach
from admin_app.cli.keeping.drilling import drill
from admin_app.cli.keeping.handing_over import handover
from admin_app.cli.keeping.incidents import incident
from admin_app.cli.keeping.trail import trail
from admin_app.cli.moving import move
from admin_app.cli.planned import backup_plan
from admin_app.cli.recovery import recovery_key
from admin_app.cli.replying import outbox, reply
from admin_app.cli.sentences import KNOWN, explain
from admin_app.cli.services import service
from admin_app.cli.serving import serve
from admin_app.cli.staff import user
from admin_app.cli.trying import try_out
from admin_app.cli.updating import update
from admin_app.cli.upkeep import (
    backup,
    backup_moved,
    erase_now,
    make_index,
    migrate,
    new_key,
    prepare_practice,
    restore,
    verify,
)
from models.tables.upkeep.release import this_release

COMMANDS = (
    serve,
    migrate,
    verify,
    backup,
    backup_moved,
    backup_plan,
    restore,
    user,
    agent_role,
    breach,
    channel,
    doctor,
    drain,
    drill,
    trail,
    reply,
    outbox,
    export,
    erase_now,
    files,
    handover,
    incident,
    make_index,
    move,
    new_key,
    prepare_practice,
    recovery_key,
    service,
    try_out,
    update,
)


class _Commands(click.Group):
    """The command group; without a command, or with options only, it serves the back office."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `serve` in front of arguments that name no command."""
        wants_help = {"--help", "-h", "--version"} & set(args)
        if not args or (args[0].startswith("-") and not wants_help):
            args = ["serve", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Commands,
    commands={str(command.name): command for command in COMMANDS},
    context_settings={"max_content_width": 110},
)
@click.version_option(this_release().told, message="%(version)s")
def office() -> None:
    """Aduan, the back office. Without a command it serves the screens (serve)."""


def _sentence(problem: click.ClickException) -> str:
    """Return in one line what was wrong and, for wrong usage, which command explains it."""
    where = getattr(problem, "ctx", None)
    return problem.format_message() + (f" (See {where.command_path} --help.)" if where else "")


def run(words: list[str]) -> int:
    """Run one command and return its exit code; no failure shows a traceback."""
    try:
        outcome = office.main(args=words, prog_name="run_admin.py", standalone_mode=False)
    except click.ClickException as problem:
        click.echo(_sentence(problem), err=True)
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except KNOWN as problem:
        sentence, code = explain(problem)
        click.echo(sentence, err=True)
        return code
    return outcome if isinstance(outcome, int) else 0
