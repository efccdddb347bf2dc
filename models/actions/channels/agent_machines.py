"""The gateways' PCs with keys of their own: entered, trusted or not, revoked, and which channels are theirs."""

from datetime import datetime

from peewee import Expression, ModelSelect

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import AgentMachine, ChannelAccount, ServingMachine, database
from models.tables.core.keys.machine_key import MachineKey, Opener, is_public
from models.tables.core.keys.office_vouch import is_vouched, office_public, vouch_for
from models.tables.core.secrets import SecretLost


class KeyWrong(RuleBroken):
    """Ini bukan kunci komputer kanal. Salin seluruh baris yang dicetak run_agent.py key di komputer itu."""


class MachineKnown(RuleBroken):
    """Komputer kanal bernama itu sudah ada dengan kunci lain. Cabut dahulu, atau pakai nama lain."""


class KeyUsed(RuleBroken):
    """Kunci ini sudah pernah dipakai komputer kanal lain. Buat kunci baru di komputer itu."""


class MachineStrange(RuleBroken):
    """Kunci komputer kanal itu tidak diakui secret.key kantor. Jalankan verify, lalu daftarkan ulang."""


class MachineGone(RuleBroken):
    """Komputer kanal ini sudah dicabut. Pindahkan kanalnya ke komputer lain, lalu isikan kunci barunya."""


class MachineUnknown(SecretLost):
    """The office uses no machine of this key. On its server: run_admin.py agent-role new NAME --key"""

    def __init__(self, key: MachineKey) -> None:
        Exception.__init__(self, f"{self.__doc__} {key.public}")


def register(name: str, public: str, key: bytes, actor: Actor, now: datetime) -> AgentMachine:
    """Enter a machine's public key, or vouch for it anew. Raises KeyWrong, MachineKnown, KeyUsed, NotPermitted."""
    actor.demand(Permission.KEEP_CHANNELS)
    if not is_public(public):
        raise KeyWrong
    vouch = vouch_for(key, name, public)
    with database.atomic():
        known = AgentMachine.get_or_none(AgentMachine.public == public)
        if known is not None and (known.name != name or known.revoked_at is not None):
            raise KeyUsed
        if known is None and in_use(name) is not None:
            raise MachineKnown
        if known is None:
            event = AuditEvent("komputer_kanal", f"agent_machine:{name}", "tidak ada", f"kunci {public[:16]}")
            audit_trail.write(actor, now, event)
            known = AgentMachine.create(name=name, public=public, vouch=vouch, made_at=now, made_by=actor.staff_id)
        elif known.vouch != vouch:
            AgentMachine.update(vouch=vouch).where(AgentMachine.id == known.id).execute()
    return AgentMachine.get_by_id(known.id)


def in_use(name: str) -> AgentMachine | None:
    """Return the machine of this name that was not revoked."""
    found: AgentMachine | None = AgentMachine.get_or_none(
        (AgentMachine.name == name) & AgentMachine.revoked_at.is_null()
    )
    return found


def was_revoked(name: str) -> bool:
    """Whether a machine of this name was revoked, and none is in its place."""
    return in_use(name) is None and AgentMachine.select().where(AgentMachine.name == name).exists()


def is_entered(key: MachineKey) -> bool:
    """Whether this key is one of a machine that the office uses."""
    return (
        AgentMachine.select().where((AgentMachine.public == key.public) & AgentMachine.revoked_at.is_null()).exists()
    )


def machine_id_of(key: Opener) -> int | None:
    """Return which machine an agent with this key runs on; None: on one of the office's own."""
    if not isinstance(key, MachineKey):
        return None
    mine = (AgentMachine.public == key.public) & AgentMachine.revoked_at.is_null()
    row = AgentMachine.get_or_none(mine)
    return None if row is None else int(row.id)


def machine_of(account_id: int) -> AgentMachine | None:
    """Return the machine that serves an account, revoked or not; None: the office's own agents."""
    found = ServingMachine.select().where((ServingMachine.account == account_id) & ServingMachine.ended_at.is_null())
    row = found.first()
    return None if row is None else AgentMachine.get_by_id(row.machine_id)


def machines_of_channels() -> dict[int, AgentMachine]:
    """Return the machine of each account that one serves, by the account's id."""
    pairs = ServingMachine.select(ServingMachine, AgentMachine).join(AgentMachine)
    return {row.account_id: row.machine for row in pairs.where(ServingMachine.ended_at.is_null())}


def demand_trusted(machine: AgentMachine, key: bytes) -> AgentMachine:
    """Return a machine to which secrets may be sealed. Raises MachineGone, MachineStrange."""
    if machine.revoked_at is not None:
        raise MachineGone
    if not is_vouched(office_public(key), machine.name, machine.public, machine.vouch):
        raise MachineStrange
    return machine


def served_by(key: Opener) -> Expression:
    """Return the condition of the accounts that the programs with this key serve."""
    if not isinstance(key, MachineKey):
        return ChannelAccount.id.not_in(_now())
    mine = (AgentMachine.public == key.public) & AgentMachine.revoked_at.is_null()
    its = _now().where(ServingMachine.machine.in_(AgentMachine.select(AgentMachine.id).where(mine)))
    return ChannelAccount.id.in_(its)


def revoke(name: str, actor: Actor, now: datetime) -> list[ChannelAccount]:
    """Revoke a machine and forget what was sealed for it; return its channels, whose secrets are to be renewed."""
    actor.demand(Permission.KEEP_CHANNELS)
    with database.atomic():
        machine = in_use(name)
        if machine is None:
            return []
        AgentMachine.update(revoked_at=now).where(AgentMachine.id == machine.id).execute()
        its = channels_of(machine)
        for row in its:
            let_go(row.id, secret="")
        audit_trail.write(actor, now, AuditEvent("komputer_kanal", f"agent_machine:{name}", "ada", "dicabut"))
    return its


def channels_of(machine: AgentMachine) -> list[ChannelAccount]:
    """Return the accounts that a machine serves, or served when it was revoked."""
    its = _now().where(ServingMachine.machine == machine)
    return list(ChannelAccount.select().where(ChannelAccount.id.in_(its)).order_by(ChannelAccount.id))


def let_go(account_id: int, **changes: object) -> None:
    """Change an account so that whoever serves it now stops within seconds."""
    lease = {"lease_owner": None, "lease_until": None, "lease_token": ChannelAccount.lease_token + 1}
    ChannelAccount.update(changes | lease).where(ChannelAccount.id == account_id).execute()


def _now() -> "ModelSelect[ServingMachine]":
    return ServingMachine.select(ServingMachine.account).where(ServingMachine.ended_at.is_null())
