"""Stops sending on a number that is probably banned, tells who must act, and takes it back. Audited."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.give_notice import give_notice
from models.rules.channels.ban_signs import IN_A_ROW, NOT_THERE, SAID, WITHIN, Try, sign_in
from models.rules.channels.channels import channel
from models.rules.channels.grades import DeliveryGrade
from models.rules.core.errors import AlreadyDone, NotVisible
from models.rules.core.stored_moments import is_impossible
from models.rules.replies.delivery import ReplyState
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Notice, Outbox, ReplyFile, database
from models.tables.core.filled import filled

NOTICE = "nomor_diblokir"
_TOLD = (Role.KASUBSI_INFOKIM, Role.ADMINISTRATOR)
_UNSURE = [str(state) for state in (ReplyState.UNKNOWN, ReplyState.HOLD)]
_FAILED = (ReplyState.REFUSED, ReplyState.UNKNOWN, ReplyState.HOLD)


def may_send(account_id: int, now: datetime) -> bool:
    """Whether a number may send; one whose last answers all failed is blocked here and now."""
    account = ChannelAccount.get_by_id(account_id)
    if account.blocked_at is not None:
        return False
    sign = sign_in(_tries(account, now), now) if channel(account.kind).paced else ""
    if sign:
        block_by_sign(account_id, sign, now)
    return not sign


def is_blocked(account_id: int) -> bool:
    """Whether nothing is sent at an account because its number is probably banned."""
    return bool(
        ChannelAccount.select()
        .where((ChannelAccount.id == account_id) & ChannelAccount.blocked_at.is_null(False))
        .exists()
    )


def block_by_sign(account_id: int, why: str, now: datetime) -> bool:
    """Stop sending at an account for a sign of a ban, and tell who must act; False where it was stopped before."""
    return _block(account_id, why, AGENT, now)


def declare_blocked(account_id: int, actor: Actor, now: datetime) -> None:
    """Stop sending at an account because a person saw that its number is banned. Raises AlreadyDone, NotVisible."""
    actor.demand(Permission.DECLARE_BLOCKED)
    _number(account_id)
    if not _block(account_id, SAID, actor, now):
        raise AlreadyDone


def declare_recovered(account_id: int, actor: Actor, now: datetime) -> None:
    """Let an account send again; what failed before is no sign any more. Raises AlreadyDone, NotVisible."""
    actor.demand(Permission.DECLARE_BLOCKED)
    _number(account_id)
    with database.atomic():
        blocked = (ChannelAccount.id == account_id) & ChannelAccount.blocked_at.is_null(False)
        if not ChannelAccount.update(blocked_at=None, blocked_why="", recovered_at=now).where(blocked).execute():
            raise AlreadyDone
        over = Notice.key.startswith(f"{_key(account_id)}:") & Notice.lapsed_at.is_null()
        Notice.update(lapsed_at=now).where(over).execute()
        audit_trail.write(actor, now, AuditEvent("nomor_pulih", f"channel:{account_id}"))


def _number(account_id: int) -> ChannelAccount:
    """Return an account whose number can be banned. Raises NotVisible for any other."""
    account = ChannelAccount.get_or_none(ChannelAccount.id == account_id)
    if account is None or not channel(account.kind).paced:
        raise NotVisible
    return account


def _block(account_id: int, why: str, actor: Actor, now: datetime) -> bool:
    with database.atomic():
        free = (ChannelAccount.id == account_id) & ChannelAccount.blocked_at.is_null()
        if not ChannelAccount.update(blocked_at=now, blocked_why=why).where(free).execute():
            return False
        label = ChannelAccount.get_by_id(account_id).label
        audit_trail.write(actor, now, AuditEvent("nomor_diblokir", f"channel:{account_id}", after=why))
        text = f"{label} mungkin diblokir WhatsApp: {why}. Tidak ada yang dikirim. Buka Kanal, lalu Nomor diblokir."
        give_notice(_TOLD, NOTICE, text, f"{_key(account_id)}:{now.isoformat()}", now, but=actor.staff_id)
    return True


def _key(account_id: int) -> str:
    return f"{NOTICE}:{account_id}"


def _tries(account: ChannelAccount, now: datetime) -> list[Try]:
    """Return the newest texts that left this number since it last recovered; files follow their texts."""
    recovered = None if is_impossible(account.recovered_at, now) else account.recovered_at
    since = max(now - WITHIN, recovered or now - WITHIN)
    lately = Outbox.last_attempt_at.between(since, now)
    # Nobody knows yet of what the gateway gave no answer to; only what was looked for in vain tells of a ban.
    decided = Outbox.state.in_([str(ReplyState.SENT), str(ReplyState.REFUSED)])
    decided |= Outbox.state.in_(_UNSURE) & (Outbox.absences > 0)
    mine = (Outbox.account == account.id) & decided & lately
    texts = mine & Outbox.id.not_in(ReplyFile.select(ReplyFile.reply)) & ~Outbox.reason.startswith(NOT_THERE)
    columns = (Outbox.thread, Outbox.last_attempt_at, Outbox.state, Outbox.grade)
    rows = Outbox.select(*columns).where(texts).order_by(Outbox.last_attempt_at.desc(), Outbox.id.desc())
    return [
        # What somebody withdrew at the telephone was there.
        Try(thread, filled(at), state in _FAILED or grade == DeliveryGrade.FAILED)
        for thread, at, state, grade in rows.limit(IN_A_ROW).tuples()
    ]
