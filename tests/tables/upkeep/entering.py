"""Entering PostgreSQL as an agent on another machine does."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.rules.upkeep.agent_rights import AGENT_RIGHTS
from models.tables import database
from models.tables.core.database import AGENT, close_database, open_database
from models.tables.upkeep import agent_role

AGENT_NAME = "gerbang1"


@contextmanager
def entered(url: str) -> Iterator[str]:
    """Hold the database open as the agent's role; yield its address. Afterwards it is the owner's again."""
    if AGENT_NAME not in agent_role.agents():
        agent_role.renew(AGENT_RIGHTS)
        agent_role.add_login(AGENT_NAME)
    own, owner = url.replace("postgres@", f"{agent_role.login_of(AGENT_NAME)}@"), database.obj
    open_database(own, program=AGENT)
    database.connect()
    try:
        yield own
    finally:
        close_database()
        database.initialize(owner)
