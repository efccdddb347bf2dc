"""Whose data lay on a lost disk or backup: all recorded by then, names too, destroyed ones while they lay there."""

from models.actions.privacy.breach.lost_copy import lost_copy
from models.rules.privacy.breach import ERASED, MASKED, TALK, UNREAD, WHOLE, Surety
from models.tables import Attachment, ChannelAccount, Complaint, Contact, Erasure, Message
from tests.actions.privacy.breach.acts import ENDED, MINUTE, WITHIN, two


def cases(*, disk: bool) -> dict[tuple[str, ...], Surety]:
    """Return the cases on a copy that held everything until a moment, with how sure."""
    return {row.cases: row.surety for row in lost_copy(WITHIN, disk=disk).rows}


def test_everything_recorded_by_then_lay_on_it_with_names_and_files(account: ChannelAccount) -> None:
    mine, other = two(account)
    message = Message.get(Message.text == "kata satu")
    Attachment.create(public_id="berkas-1", message=message, sha256="a" * 64, state="tersimpan")
    Complaint.update(identity_protected=True).where(Complaint.id == other.id).execute()
    found = lost_copy(WITHIN, disk=False)
    rows = {row.cases: row for row in found.rows}
    assert rows[(mine.number,)].data == WHOLE
    assert (rows[(other.number,)].data, rows[(other.number,)].notes) == (TALK, (MASKED,))
    assert found.count(Surety.CERTAIN) == 2
    assert UNREAD in found.unknown
    assert ERASED not in found.unknown


def test_what_was_recorded_later_did_not_and_who_has_no_case_did(account: ChannelAccount) -> None:
    mine, other = two(account)
    Complaint.update(recorded_at=WITHIN + MINUTE).where(Complaint.id == other.id).execute()
    Contact.create(name="Tanpa Kasus", created_at=WITHIN)
    Contact.create(name="Baru Datang", created_at=WITHIN + MINUTE)
    found = lost_copy(WITHIN, disk=False)
    assert {(row.name, row.cases) for row in found.rows} == {("Sari Contoh", (mine.number,)), ("Tanpa Kasus", ())}


def test_a_destroyed_case_lies_in_a_backup_made_before_and_on_a_disk_until_the_file_was_rewritten(
    account: ChannelAccount,
) -> None:
    mine, other = two(account)
    Complaint.update(destroyed_at=ENDED).where(Complaint.id == mine.id).execute()
    Complaint.update(destroyed_at=WITHIN - MINUTE).where(Complaint.id == other.id).execute()
    assert cases(disk=False) == {(mine.number,): Surety.CERTAIN}
    assert cases(disk=True) == {(mine.number,): Surety.CERTAIN, (other.number,): Surety.POSSIBLE}
    erasure = Erasure.create(why="musnah", asked_at=WITHIN - MINUTE)
    assert (other.number,) in cases(disk=True)
    Erasure.update(ended_at=WITHIN + MINUTE).where(Erasure.id == erasure.id).execute()
    assert (other.number,) in cases(disk=True)  # the disk went before the rewriting had ended
    Erasure.update(ended_at=WITHIN).where(Erasure.id == erasure.id).execute()
    assert cases(disk=True) == {(mine.number,): Surety.CERTAIN}
