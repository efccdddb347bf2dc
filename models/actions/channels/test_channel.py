"""Tests of a channel account: an administrator asks, an agent runs the test and records the result."""

from datetime import datetime, timedelta

from peewee import ModelSelect

from models.actions.channels.agent_machines import served_by
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import NotVisible
from models.rules.core.stored_moments import AHEAD, LONGEST_LEASE
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import Audit, ChannelAccount, ChannelTest, database
from models.tables.core.keys.machine_key import Opener
from models.tables.core.stored_moments import has_come

# A test that has been open for this long is no longer waited for, and may be asked again.
PATIENCE = timedelta(minutes=2)
UNANSWERED = "Tidak ada jawaban dari penghubung kanal. Pastikan ia berjalan, lalu tekan Uji sambungan lagi."


def ask_test(account_id: int, actor: Actor, now: datetime) -> ChannelTest:
    """Request a test of an account, unless one is still open. Raises NotVisible, NotPermitted."""
    actor.demand(Permission.KEEP_CHANNELS)
    with database.atomic():
        if not ChannelAccount.select().where(ChannelAccount.id == account_id).exists():
            raise NotVisible
        waiting = _open(now).where(ChannelTest.account == account_id).first()
        if waiting is not None:
            return waiting
        test = ChannelTest.create(account=account_id, asked_by=actor.staff_id, asked_at=now)
        audit_trail.write(actor, now, AuditEvent("uji_kanal", f"channel:{account_id}"))
    return test


def latest_test(account_id: int) -> ChannelTest | None:
    """Return the test of an account that was requested last."""
    return ChannelTest.select().where(ChannelTest.account == account_id).order_by(ChannelTest.id.desc()).first()


def is_outdated(test: ChannelTest) -> bool:
    """Whether what an account was tested with (address, settings, secret) was changed since the test was asked."""
    since = (Audit.event == "ubah_kanal") & (Audit.subject == f"channel:{test.account_id}")
    later = Audit.select(Audit.after).where(since & (Audit.at >= test.asked_at)).tuples()
    return any({"settings", "secret"} & set(after.split(", ")) for (after,) in later)


def is_waiting(test: ChannelTest, now: datetime) -> bool:
    """Whether an agent may still run this test."""
    return test.done_at is None and now - PATIENCE < test.asked_at <= now + AHEAD


def open_tests(account_id: int, now: datetime) -> list[ChannelTest]:
    """Return the open tests of one account, oldest first."""
    return list(_open(now).where(ChannelTest.account == account_id).order_by(ChannelTest.id))


def unserved_tests(now: datetime, key: Opener) -> list[ChannelTest]:
    """Return the open tests of accounts of this key that no agent serves because they are disabled."""
    free = ~ChannelAccount.enabled | has_come(ChannelAccount.lease_until, now, LONGEST_LEASE)
    return list(_open(now).join(ChannelAccount).where(free & served_by(key)).order_by(ChannelTest.id))


def answer_test(test_id: int, ok: bool | None, detail: str, now: datetime) -> bool:
    """Record the result of a test (None: not proven yet); False where another agent was faster."""
    with database.atomic():
        mine = (ChannelTest.id == test_id) & ChannelTest.done_at.is_null()
        changes = {"done_at": now, "ok": ok, "detail": storable(detail)[:1000]}
        return bool(ChannelTest.update(changes).where(mine).execute())


def _open(now: datetime) -> "ModelSelect[ChannelTest]":
    lately = (ChannelTest.asked_at > now - PATIENCE) & (ChannelTest.asked_at <= now + AHEAD)
    return ChannelTest.select().where(ChannelTest.done_at.is_null() & lately)
