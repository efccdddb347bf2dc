"""Whose data a file held that left: of one person or case all of it, of a list everything recorded by then."""

import pytest

from models.actions.intake.join_contacts import join_contacts, part_contact
from models.actions.privacy.breach.astray_file import UNLISTED, NoFile, astray_file
from models.rules.core.errors import NotVisible
from models.rules.privacy.breach import MASKED, WHOLE, Data, Surety
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Complaint
from tests.actions.privacy.breach.acts import ENDED, MINUTE, WITHIN, did, look, two
from tests.office import actor


def test_a_copy_of_all_data_held_every_case_he_had_then_also_of_a_contact_parted_since(
    account: ChannelAccount,
) -> None:
    mine, also = two(account)
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    join_contacts(mine.contact_id, also.contact_id, kasubsi, WITHIN - MINUTE)
    row = did("serahkan_data", f"complaint:{mine.id}", "f" * 64)
    part_contact(also.contact_id, kasubsi, ENDED)
    found = astray_file(row.chain, row.seq)
    assert {one.cases for one in found.rows} == {(mine.number,), (also.number,)}
    assert {one.data for one in found.rows} == {WHOLE}
    assert found.count(Surety.CERTAIN) == 2
    later = did("serahkan_data", f"complaint:{mine.id}", "f" * 64, at=ENDED + MINUTE)
    assert {one.cases for one in astray_file(later.chain, later.seq).rows} == {(mine.number,)}


def test_the_copy_of_a_protected_person_names_him_not_in_the_list(account: ChannelAccount) -> None:
    mine, _other = two(account)
    Complaint.update(identity_protected=True).where(Complaint.id == mine.id).execute()
    row = did("serahkan_data", f"complaint:{mine.id}", "f" * 64)
    (line,) = astray_file(row.chain, row.seq).rows
    assert (line.name, line.ways, line.notes, line.data) == ("", (), (MASKED,), WHOLE)


def test_a_dossier_held_its_case_and_a_file_what_it_was(account: ChannelAccount) -> None:
    mine, _other = two(account)
    dossier = did("unduh_berkas_perkara", f"complaint:{mine.id}", "e" * 64)
    (line,) = astray_file(dossier.chain, dossier.seq).rows
    assert (line.cases, line.data, line.surety) == ((mine.number,), WHOLE, Surety.CERTAIN)
    photo = look("lihat_berkas", f"complaint:{mine.id}", "foto:3")
    assert astray_file(photo.chain, photo.seq).rows[0].data == {Data.FILES}


def test_of_a_list_nobody_is_certain_and_everybody_possible_also_who_was_destroyed_since(
    account: ChannelAccount,
) -> None:
    mine, other = two(account)
    row = did("ekspor_daftar", "daftar:messages", "1 baris")
    Complaint.update(destroyed_at=ENDED).where(Complaint.id == mine.id).execute()
    Complaint.update(destroyed_at=WITHIN - MINUTE).where(Complaint.id == other.id).execute()
    found = astray_file(row.chain, row.seq)
    assert [(one.cases, one.surety) for one in found.rows] == [((mine.number,), Surety.POSSIBLE)]
    assert UNLISTED in found.unknown


def test_a_row_that_is_no_file_is_refused(account: ChannelAccount) -> None:
    mine, _other = two(account)
    row = look("lihat_kasus", f"complaint:{mine.id}")
    with pytest.raises(NoFile):
        astray_file(row.chain, row.seq)
    holidays = did("ekspor_daftar", "daftar:holidays", "9 baris")
    with pytest.raises(NoFile):
        astray_file(holidays.chain, holidays.seq)
    with pytest.raises(NotVisible):
        astray_file("web", int(Audit.select().count()) + 1000)
