"""Sets the way that passes the front desk by: its word, and the accounts whose messages all go there."""

from collections.abc import Collection
from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.channels.channels import CHANNELS
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.privacy.way_in import checked_word
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, Message, WayIn, database

# A word that citizens write anyway would bring everything into the lane.
_LATELY = timedelta(days=90)


def ways_now() -> list[WayIn]:
    """Return the words and accounts that hold now."""
    return list(WayIn.select().where(WayIn.ended_at.is_null()).order_by(WayIn.id))


def accounts_of_citizens() -> list[ChannelAccount]:
    """Return the accounts by which citizens write by themselves; one switched off only while it is chosen."""
    kinds = [kind for kind, row in CHANNELS.items() if row.needs_agent]
    chosen = WayIn.select(WayIn.account).where(WayIn.ended_at.is_null() & WayIn.account.is_null(False))
    mine = ChannelAccount.kind.in_(kinds) & (ChannelAccount.enabled | ChannelAccount.id.in_(chosen))
    return list(ChannelAccount.select().where(mine).order_by(ChannelAccount.id))


def set_way_in(
    word: str, accounts: Collection[int], actor: Actor, now: datetime, *, form_key: str | None = None
) -> None:
    """Let this word and these accounts pass the front desk by from now on, and no others. Raises RuleBroken."""
    with database.atomic():
        actor.demand(Permission.KEEP_LANE)
        spend_form_key(form_key, actor, now)
        wanted, kept = checked_word(word), set(accounts)
        known = {account.id: account.enabled for account in accounts_of_citizens()}
        if not kept <= known.keys():
            raise NotVisible
        if kept and not any(enabled for account, enabled in known.items() if account not in kept):
            raise RuleBroken("Paling sedikit satu kanal tetap untuk meja depan. Semua pesan akan lewat jalur ini.")
        before = ways_now()
        if wanted and wanted not in {way.word for way in before}:
            _check_rare(wanted, now)
        _write(before, wanted, kept, actor, now)


def _write(before: list[WayIn], word: str, accounts: set[int], actor: Actor, now: datetime) -> None:
    there: set[str | int] = set()
    for way in before:
        what = way.word or way.account_id or 0
        if what in there or what not in {word, *accounts}:
            ended = {"ended_at": now, "ended_by": actor.staff_id}
            WayIn.update(ended).where(WayIn.id == way.id).execute()
        there.add(what)
    if word and word not in there:
        WayIn.create(word=word, set_by=actor.person_id, set_at=now)
    for account in sorted(accounts - there):
        WayIn.create(account=account, set_by=actor.person_id, set_at=now)
    # The word itself stands in no trail: the administrator reads it.
    told = f"{'dengan' if word else 'tanpa'} kata, {len(accounts)} akun kanal"
    audit_trail.write(actor, now, AuditEvent("atur_jalur_khusus", "way_in:1", after=told))


def _check_rare(word: str, now: datetime) -> None:
    lately = (Message.received_at >= now - _LATELY) & (Message.direction == "in")
    if Message.select().where(lately & Message.text.contains(word)).exists():
        raise RuleBroken("Kata itu sudah dipakai orang dalam pesan tiga bulan terakhir. Pilih kata lain.")
