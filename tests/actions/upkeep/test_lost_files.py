"""A file that lacks is named until it is whole; two people may record that it stays lost. Both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actions.core.actor import OPERATOR, actor_of
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.last_backup import note_backup
from models.actions.upkeep.lost_files import (
    Lack,
    agree_losses,
    cases_naming,
    look_again,
    report_losses,
    return_losses,
    uses_of,
)
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.core.errors import AlreadyDone, NotPermitted, ReasonMissing
from models.rules.staff.roles import Role
from models.rules.upkeep.losses import Fault, LossNotAllowed
from models.tables import Attachment, Audit, Complaint, LostFile, Message, Staff
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.settings import Settings, load_settings
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff, office

FIRST, SECOND = Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office that lacks a file, as its backup found."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    found = load_settings(values, tmp_path / "none.toml")
    with office(database_url) as account:
        Walk(account)
        sha256 = found.files.keep(b"foto")
        Attachment.create(public_id="a", message=Message.get(), sha256=sha256, state="tersimpan")
        FolderStore(found.files_dir).path_of(sha256).unlink()
        note(found)
        yield found


def note(settings: Settings) -> list[Lack]:
    made = back_up(settings.data_dir / "b.zip", settings, NOW)
    note_backup(made, settings.files, NOW)
    return made.lacking


def about_files(settings: Settings) -> tuple[list[str], list[str]]:
    report = verify(settings.files, settings.attempts_log, NOW)
    return [line for line in report.failures if "file" in line], [line for line in report.notes if "file" in line]


def test_two_people_put_a_loss_on_record_and_it_is_still_named(settings: Settings) -> None:
    row, sha256 = LostFile.get(), Attachment.get().sha256
    assert row.sha256 == sha256
    failed, _ = about_files(settings)
    assert "is missing" in failed[0]
    with pytest.raises(LossNotAllowed, match="belum dicatat"):
        agree_losses([row.id], actor(SECOND), NOW)
    report_losses([row.id], " Cakram rusak 12 November ", actor(FIRST), NOW)
    assert note(settings) == [Lack(sha256, Fault.MISSING, acknowledged=False)]
    with pytest.raises(LossNotAllowed, match="pejabat lain"):
        agree_losses([row.id], actor(FIRST), NOW)
    agree_losses([row.id], actor(SECOND), NOW)
    assert note(settings) == [Lack(sha256, Fault.MISSING, acknowledged=True)]
    assert about_files(settings)[0] == []
    assert "two people" in about_files(settings)[1][0]
    told = Audit.select().where(Audit.subject == f"lost_file:{row.id}").order_by(Audit.id)
    assert [(one.event, one.actor, one.before, one.after) for one in told] == [
        ("catat_kehilangan", str(FIRST), sha256, "Cakram rusak 12 November"),
        ("setujui_kehilangan", str(SECOND), sha256, "Cakram rusak 12 November"),
    ]


def test_a_second_account_of_the_same_person_is_no_second_person(settings: Settings) -> None:
    again = add_staff(SECOND, username="akun_kedua")
    official = Staff.get(Staff.username == str(FIRST)).official_id
    Staff.update(official=official).where(Staff.id == again.id).execute()
    report_losses([LostFile.get().id], "hilang", actor(FIRST), NOW)
    with pytest.raises(LossNotAllowed):
        agree_losses([LostFile.get().id], actor_of(again), NOW)


def test_a_file_found_again_leaves_the_record_and_a_new_loss_is_looked_at_anew(settings: Settings) -> None:
    row = LostFile.get()
    report_losses([row.id], "hilang", actor(FIRST), NOW)
    agree_losses([row.id], actor(SECOND), NOW)
    settings.files.keep(b"foto")
    look_again(settings.files, NOW, OPERATOR)
    assert LostFile.select().count() == 0
    FolderStore(settings.files_dir).path_of(row.sha256).write_bytes(b"lain")
    assert note(settings) == [Lack(row.sha256, Fault.CHANGED, acknowledged=False)]
    with pytest.raises(AlreadyDone):
        agree_losses([row.id + 1000], actor(SECOND), NOW)


def test_what_no_row_names_any_more_is_no_loss(settings: Settings) -> None:
    Attachment.update(sha256=None, state="dimusnahkan").execute()
    look_again(settings.files, NOW, OPERATOR)
    assert LostFile.select().count() == 0


def test_a_record_can_be_put_aside_with_a_reason(settings: Settings) -> None:
    row = LostFile.get()
    with pytest.raises(ReasonMissing):
        report_losses([row.id], " ", actor(FIRST), NOW)
    report_losses([row.id], "hilang", actor(FIRST), NOW)
    with pytest.raises(AlreadyDone):
        report_losses([row.id], "lagi", actor(Role.ADMINISTRATOR), NOW)
    with pytest.raises(ReasonMissing):
        return_losses([row.id], "", actor(SECOND), NOW)
    return_losses([row.id], "cari dahulu di cadangan lama", actor(SECOND), NOW)
    assert (LostFile.get().reported_at, LostFile.get().reason) == (None, "")
    with pytest.raises(AlreadyDone):
        return_losses([row.id], "lagi", actor(SECOND), NOW)


@pytest.mark.parametrize("role", Role)
def test_who_may_record_and_who_may_agree(role: Role, settings: Settings) -> None:
    row = LostFile.get()
    if role in (Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR, Role.ADMINISTRATOR):
        report_losses([row.id], "hilang", actor(role), NOW)
        return_losses([row.id], "belum dicari", actor(role), NOW)
    else:
        with pytest.raises(NotPermitted):
            report_losses([row.id], "hilang", actor(role), NOW)
    other = Role.KEPALA_KANTOR if role is Role.KASUBSI_INFOKIM else Role.KASUBSI_INFOKIM
    report_losses([row.id], "hilang", actor(other), NOW)
    if role in (Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR):
        agree_losses([row.id], actor(role), NOW)
        return
    with pytest.raises(NotPermitted):
        agree_losses([row.id], actor(role), NOW)


def test_a_file_leads_to_its_case(settings: Settings) -> None:
    sha256 = Attachment.get().sha256
    assert cases_naming(list(uses_of([sha256]))) == {sha256: {Complaint.get().id}}
