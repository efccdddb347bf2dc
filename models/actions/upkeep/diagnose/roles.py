"""Doctor's checks of the way to PostgreSQL: whose role each program has, and who could read or replace the line."""

from collections.abc import Iterator

from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.tables.core.database import is_sqlite
from models.tables.upkeep.agent_role import Line, RoleInUse, agents_connected, line_in_use, role_in_use

_NAME = "database role"
_LINE = "line to the database"
_CHECKED = "Add ?sslmode=verify-full&sslrootcert=FILE to ADUAN_DATABASE_URL: deploy/README.md."
_OWN_ROLE = "Give it a login of its own: run_admin.py agent-role new NAME, and ADUAN_DATABASE_URL there."


def look_at_roles() -> Iterator[Finding]:
    """Return whose role this program has on PostgreSQL, and how agents are connected; nothing on SQLite."""
    if is_sqlite():
        return
    yield _ours(role_in_use())
    yield from _line(line_in_use())
    for role, owns, address in agents_connected():
        words = f"The agent {f'at {address}' if address else 'on this machine'} has the role {role}"
        if not owns:
            yield ok("agent's role", f"{words}, which may do only what an agent does.")
        elif address:
            sentence = f"{words}, which owns the database: who takes that machine has everything. {_OWN_ROLE}"
            yield Finding("agent's role", Level.WARNING, sentence)
        else:
            yield Finding("agent's role", Level.NOTE, f"{words}, which owns the database, as the back office does.")


def _ours(role: RoleInUse) -> Finding:
    if not role.owns:
        return ok(_NAME, f"This program has the role {role.name}, which does not own the tables.")
    remedy = "Let a role of its own that is no superuser own database and tables."
    sentence = f"This program has the role {role.name}, which owns the tables."
    return judged(_NAME, not role.super, sentence, Level.WARNING, f"It may do all on this server. {remedy}")


def _line(line: Line) -> Iterator[Finding]:
    """Return whether others on the network can read what goes to the database, or stand in its place."""
    if not line.over_network:
        return
    if not line.encrypted:
        yield Finding(_LINE, Level.UNSAFE, f"The database is asked over the network without TLS. {_CHECKED}")
    elif not line.checked:
        words = "The line to the database is encrypted, but any server could be at its end."
        yield Finding(_LINE, Level.UNSAFE, f"{words} {_CHECKED}")
    else:
        yield ok(_LINE, "The line to the database is encrypted, and its server's certificate was checked.")
