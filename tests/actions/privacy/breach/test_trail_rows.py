"""What one row of the trail shows: a case as its page has it, a file of its sender, nothing of what is nobody's."""

from models.actions.privacy.breach.trail_rows import cases_until, leaves_list, shown_by, trail_reaches, without_case
from models.rules.privacy import breach
from models.rules.privacy.breach import TALK, WHOLE, Data
from models.tables import Attachment, ChannelAccount, Complaint, ComplaintMessage, Message
from tests.actions.privacy.breach.acts import BEGAN, ENDED, MINUTE, WITHIN, did, look, two
from tests.office import NOW


def test_the_page_of_a_protected_case_is_masked_its_identity_and_dossier_are_not(account: ChannelAccount) -> None:
    mine, _other = two(account)
    told = {
        event: (one.data, one.masked)
        for event in ("lihat_kasus", "lihat_identitas", "unduh_berkas_perkara")
        for one in shown_by(look(event, f"complaint:{mine.id}"))
    }
    assert told == {
        "lihat_kasus": (TALK, True),
        "lihat_identitas": (TALK, False),
        "unduh_berkas_perkara": (WHOLE, False),
    }
    (page,) = shown_by(look("lihat_kasus", f"complaint:{mine.id}", f"data_pribadi:{mine.public_id}"))
    assert not page.masked


def test_a_file_is_of_who_sent_it_though_the_trail_has_it_under_another_case(account: ChannelAccount) -> None:
    mine, other = two(account)
    message = Message.get(Message.text == "kata satu")
    ComplaintMessage.create(complaint=other, message=message, linked_at=NOW)
    file = Attachment.create(public_id="berkas-1", message=message, sha256="a" * 64, state="tersimpan")
    for after in ("attachment:berkas-1", f"attachment:{file.id}"):
        (one,) = shown_by(look("lihat_berkas", f"complaint:{other.id}", after))
        assert (one.contact, one.data, one.whole) == (mine.contact_id, {Data.FILES}, False)
    (alone,) = shown_by(look("lihat_berkas", "attachment:berkas-1"))
    assert (alone.case, alone.contact) == (None, mine.contact_id)
    (said,) = shown_by(look("lihat_kasus", f"message:{message.id}"))
    assert said.contact == mine.contact_id


def test_what_is_of_nobody_shows_nobody(account: ChannelAccount) -> None:
    for row in (did("masuk", "staff:1"), did("ubah_kanal", "channel:1"), look("cari", "cari", "3 hasil")):
        assert list(shown_by(row)) == []
    assert list(shown_by(look("lihat_kasus", "complaint:99999"))) == []
    assert leaves_list(did("ekspor", "list:messages"))
    assert not leaves_list(did("ekspor_daftar", "daftar:staff"))


def test_what_was_there_at_a_moment_is_what_was_recorded_and_not_destroyed_by_then(account: ChannelAccount) -> None:
    mine, other = two(account)
    Complaint.update(recorded_at=None).where(Complaint.id == mine.id).execute()  # of an earlier version
    Complaint.update(destroyed_at=WITHIN).where(Complaint.id == other.id).execute()
    assert cases_until(WITHIN - MINUTE) == [mine.id, other.id]
    assert cases_until(WITHIN) == [mine.id]
    assert cases_until(WITHIN, forwarded=True) == []
    assert without_case(ENDED) == []


def test_it_says_what_the_trail_lacks_of_that_time(account: ChannelAccount) -> None:
    two(account)
    assert trail_reaches(BEGAN) == [breach.NEVER]
    look("lihat_kasus", "complaint:1", at=WITHIN)
    assert trail_reaches(BEGAN) == [breach.SINCE.format("25 November 2026 11.00 WIB")]
    assert trail_reaches(WITHIN) == []
    did("pulihkan", "database", "2026", at=ENDED)
    assert trail_reaches(WITHIN) == [breach.RESTORED.format("25 November 2026 12.00 WIB")]
    assert trail_reaches(ENDED + MINUTE) == []
