"""After an upgrade running limits are due by their receipts, and closed months have the lines they lack; once."""

from datetime import timedelta

from models.actions.figures.close_month import close_month
from models.actions.upkeep.settle_receipts import settle_receipts
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, RegisterLine, StatutoryClock
from tests.office import NOW, actor, citizen_message, take_in

LONG_AGO, OCTOBER = NOW - timedelta(days=40), NOW - timedelta(days=30)


def test_due_times_and_lines_follow_the_receipts_once(account: ChannelAccount) -> None:
    take_in(account, citizen_message(sent_at=LONG_AGO), now=LONG_AGO)
    close_month("2026-10", actor(Role.KASUBSI_INFOKIM), NOW - timedelta(days=9))
    take_in(account, citizen_message(who="628110000002"))
    late = Complaint.select().order_by(Complaint.id.desc()).first()
    Complaint.update(opened_at=OCTOBER).where(Complaint.id == late.id).execute()  # as the migration does
    StatutoryClock.update(starts_at=OCTOBER).where(StatutoryClock.complaint == late.id).execute()
    before = StatutoryClock.get(StatutoryClock.complaint == late.id).due_at
    assert settle_receipts(NOW) == (1, 1)
    assert StatutoryClock.get(StatutoryClock.complaint == late.id).due_at < before
    assert RegisterLine.get(RegisterLine.complaint == late.id).month == "2026-10"
    assert settle_receipts(NOW) == (0, 0)
