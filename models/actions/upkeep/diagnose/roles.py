"""Doctor's check of PostgreSQL's roles: whose role this program has, and agents elsewhere that have the owner's."""

from collections.abc import Iterator

from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.tables.core.database import is_sqlite
from models.tables.upkeep.agent_role import RoleInUse, agents_connected, role_in_use

_NAME = "database role"
_OWN_ROLE = "Give it a login of its own: run_admin.py agent-role new NAME, and ADUAN_DATABASE_URL there."


def look_at_roles() -> Iterator[Finding]:
    """Return whose role this program has on PostgreSQL, and how agents are connected; nothing on SQLite."""
    if is_sqlite():
        return
    yield _ours(role_in_use())
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
