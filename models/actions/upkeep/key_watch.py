"""Whether secret.key opens what is sealed here, and the way on where it is lost for ever: a new key."""

from datetime import datetime
from pathlib import Path

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.upkeep.conditions.row import Sign
from models.tables import ChannelAccount, SigningService, Staff, database
from models.tables.core.secrets import BOX, MACHINE_KEY, SecretLost, load_key, sealed_values, unseal
from models.tables.upkeep.recovery_key import DRILL, REPLACED


def look_at_key_file(path: Path) -> frozenset[Sign]:
    """Return whether the key is lost or another one; nothing is made, and no value shown.

    Where a machine has a key of its own, nothing of the office is for the secret.key there.
    """
    if (path.parent / MACHINE_KEY).exists():
        return frozenset()
    sealed = sealed_values()
    if not sealed:
        return frozenset()
    if not path.exists():
        return frozenset({Sign.KEY_LOST})
    try:
        key = path.read_bytes()
        for value in sealed:
            unseal(key, value)
    except (SecretLost, ValueError, OSError):
        return frozenset({Sign.KEY_CHANGED})
    return frozenset()


def begin_new_key(path: Path, actor: Actor, now: datetime) -> tuple[int, int]:
    """Forget what the lost key sealed and make a new key; return how many channels and accounts must begin anew.

    Channels, and the e-signature service, are asked for their secrets again; accounts sign in by password until they
    set a second factor.
    """
    with database.atomic():
        theirs = ChannelAccount.secret.startswith(BOX)  # gateways' PCs open those as before
        mine = ((ChannelAccount.secret != "") & ~theirs) | (ChannelAccount.push_secret != "")
        channels = list(ChannelAccount.select().where(mine))
        people = list(Staff.select().where(Staff.totp_secret != ""))
        for channel in channels:
            audit_trail.write(actor, now, AuditEvent("kunci_baru", f"channel:{channel.id}", "tersegel", "kosong"))
        for one in people:
            audit_trail.write(actor, now, AuditEvent("kunci_baru", f"staff:{one.id}", "tersegel", "kosong"))
        for service in SigningService.select().where(SigningService.secret != ""):
            event = AuditEvent("kunci_baru", f"signing_service:{service.id}", "tersegel", "kosong")
            audit_trail.write(actor, now, event)
        ChannelAccount.update(secret="").where(~theirs).execute()
        ChannelAccount.update(push_secret="").execute()
        SigningService.update(secret="", check_good="", check_said="").execute()
        Staff.update(totp_secret="", recovery_codes="").execute()
    if path.exists():
        path.rename(path.with_suffix(f".key.replaced-{now:%Y%m%dT%H%M%S}"))
    drill = path.with_name(DRILL)
    if drill.exists():  # the next backup makes another; with the old secret.key this one opens older backups
        drill.rename(drill.with_name(f"{REPLACED}-{now:%Y%m%dT%H%M%S}"))
    load_key(path)
    return len(channels), len(people)
