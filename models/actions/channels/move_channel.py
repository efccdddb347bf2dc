"""Moves a channel to another machine: who serves it from now on, and what of its secrets goes along."""

import json
from datetime import datetime

from models.actions.channels.agent_machines import demand_trusted, in_use, let_go, machine_of
from models.actions.channels.channel_secrets import Sealed, open_secrets, push_secrets, sealed_for
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.second.needed import Done, by_two
from models.rules.channels.channels import channel
from models.rules.core.errors import NotVisible
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import AloneAct
from models.tables import AgentMachine, ChannelAccount, ServingMachine, database
from models.tables.core.secrets import seal

OFFICE = ""  # the name by which a channel is given back to the office's own agents


def move_channel(account_id: int, name: str, key: bytes, actor: Actor, now: datetime) -> bool:
    """Let the machine of this name serve an account from now on; return whether its secrets went along.

    They do from the office's own agents. Those sealed for a machine do not: they are entered anew. Raises NotVisible,
    MachineStrange, SecretLost, NotPermitted.
    """
    actor.demand(Permission.KEEP_CHANNELS)
    with database.atomic():
        row = ChannelAccount.get_or_none(ChannelAccount.id == account_id)
        target = in_use(name) if name != OFFICE else None
        if row is None or (target is None and name != OFFICE):
            raise NotVisible
        before = machine_of(account_id)
        if (before and before.id) == (target and target.id):
            return True
        kept = _kept(row, before, target, key)
        let_go(account_id, secret=kept.secret, push_secret=kept.push_secret)
        old = (ServingMachine.account == account_id) & ServingMachine.ended_at.is_null()
        ServingMachine.update(ended_at=now).where(old).execute()
        if target is not None:
            ServingMachine.create(account=account_id, machine=target, given_at=now, given_by=actor.staff_id)
        done = Done(
            AloneAct.PINDAH, f"channel:{account_id}", f"Kanal {row.label} dipindahkan ke {name or 'komputer server'}"
        )
        by_two(actor, Permission.KEEP_CHANNELS, done, now)
        names = (one.name if one else "server" for one in (before, target))
        audit_trail.write(actor, now, AuditEvent("pindah_kanal", f"channel:{account_id}", *names))
    return before is None or not row.secret


def _kept(row: ChannelAccount, before: AgentMachine | None, target: AgentMachine | None, key: bytes) -> Sealed:
    """Return what is kept of an account's secrets at its new machine."""
    if target is None:  # what the back office checks pushes with is all that it can open
        known = push_secrets(row, key)
        return Sealed(seal(key, json.dumps(known)) if known else "")
    demand_trusted(target, key)
    if before is not None:
        return Sealed("", row.push_secret)
    return sealed_for(target.public, channel(row.kind), json.loads(row.settings), open_secrets(row, key), key)
