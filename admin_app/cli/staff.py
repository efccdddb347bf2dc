"""run_admin.py user add · user list: accounts, for the first administrator and for a server without a screen."""

import click

from admin_app.cli.opening import opened, read_secret, utc_now
from models.actions.core.actor import OPERATOR
from models.actions.staff.keep_staff import OFFICER_SECTIONS, add_staff
from models.rules.core.texts import storable
from models.rules.staff.roles import Role, Section
from models.tables import Staff


@click.group()
def user() -> None:
    """Accounts of the people who work here."""


@user.command("add")
@click.argument("name")
@click.option("--role", required=True, help="One of: " + ", ".join(Role))
@click.option("--section", help="For petugas_seksi: " + ", ".join(OFFICER_SECTIONS))
@click.option("--full-name", default="", help="The person's name as the screens show it.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input (one line).")
def add(name: str, role: str, section: str | None, full_name: str, password_stdin: bool) -> None:
    """Add an account; the password is read from standard input, never from the command line."""
    chosen, within = _role(role), _section(section, role)
    if not password_stdin:
        raise click.UsageError("Give --password-stdin and the password on standard input.")
    password = read_secret("password")
    with opened():
        made = add_staff(storable(name), chosen, within, password, full_name, OPERATOR, utc_now())
        click.echo(f"Added {made.username} ({made.role}{f', {made.section}' if made.section else ''}).")


@user.command("list")
def show() -> None:
    """List the accounts."""
    with opened():
        for row in Staff.select().order_by(Staff.username):
            active = "active" if row.active else "off"
            click.echo(f"{row.username:<24} {row.role:<18} {row.section or '-':<13} {active:<7} {row.name}")


def _role(text: str) -> Role:
    if text not in list(Role):
        raise click.UsageError(f"There is no role '{text}'. The roles: {', '.join(Role)}.")
    return Role(text)


def _section(text: str | None, role: str) -> Section | None:
    if role != Role.PETUGAS_SEKSI:
        if text:
            raise click.UsageError(
                f"--section is for petugas_seksi only; the section of {role} follows from the role."
            )
        return None
    if text not in list(OFFICER_SECTIONS):
        raise click.UsageError(f"petugas_seksi needs --section, one of: {', '.join(OFFICER_SECTIONS)}.")
    return Section(text)
