"""Gives agents on other machines their logins of PostgreSQL, renews their rights, and takes them away again."""

import re
from datetime import datetime
from urllib.parse import quote, urlsplit, urlunsplit

from models.actions.channels.agent_machines import register
from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.second.needed import Done, by_two
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import AloneAct
from models.rules.upkeep.agent_rights import AGENT_RIGHTS, NAME_LENGTH
from models.tables import database
from models.tables.upkeep import agent_role

_NAME = re.compile(rf"[a-z][a-z0-9]{{0,{NAME_LENGTH - 1}}}")


class AgentNameWrong(ValueError):
    """An agent's name is small letters and digits, a letter first."""

    def __init__(self) -> None:
        super().__init__(f"{self.__doc__} At most {NAME_LENGTH}, for example: gerbang1.")


def is_name(text: str) -> bool:
    """Whether an agent may have this name."""
    return bool(_NAME.fullmatch(text))


def renew_rights() -> None:
    """Leave the agents' group exactly the rights that an agent needs. Raises MayNotGrant."""
    agent_role.renew(AGENT_RIGHTS)


def keep_rights() -> None:
    """Renew the rights where the office has such a group: its tables may be others than before."""
    if agent_role.is_there():
        renew_rights()


def give_login(url: str, name: str, now: datetime, actor: Actor = OPERATOR) -> str:
    """Make an agent's login, or give it another password; return the database's address with it, to be shown once.

    Raises AgentNameWrong, MayNotGrant.
    """
    if not is_name(name):
        raise AgentNameWrong
    with database.atomic():
        before = "ada" if name in agent_role.agents() else "tidak ada"
        renew_rights()
        password = agent_role.add_login(name)
        audit_trail.write(actor, now, AuditEvent("peran_agen", f"agent_role:{name}", before, "ada"))
        done = Done(AloneAct.KOMPUTER, f"agent_role:{name}", f"Komputer kanal {name} didaftarkan")
        by_two(actor, Permission.KEEP_CHANNELS, done, now)
    return _address(url, agent_role.login_of(name), password)


def give_machine(url: str, name: str, public: str, key: bytes, now: datetime, actor: Actor = OPERATOR) -> str:
    """Enter the public key of an agent's machine and make its login, both or neither; return what `give_login` does.

    `key`: what stands in secret.key. Raises what `give_login` and `register` raise.
    """
    with database.atomic():
        if is_name(name):
            register(name, public, key, actor, now)
        return give_login(url, name, now, actor)


def take_login(name: str, now: datetime, actor: Actor = OPERATOR) -> bool:
    """Take an agent's login and rights and end its connections; False where there is none. Raises MayNotGrant."""
    if name not in agent_role.agents():
        return False
    with database.atomic():
        agent_role.shut_login(name)
        audit_trail.write(actor, now, AuditEvent("peran_agen", f"agent_role:{name}", "ada", "dicabut"))
    agent_role.end_connections(name)
    return True


def _address(url: str, login: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(login, safe='')}:{quote(password, safe='')}@{place}"))
