"""Files let go by two people: what goes, what stays, what interrupts it; verify finds all whole. Both databases."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.figures.close_month import close_month
from models.actions.figures.month_figures import month_figures
from models.actions.intake.join_contacts import join_contacts
from models.actions.retention.destruction import carry_out as carrying
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.lists import approve, candidates, propose, refuse
from models.actions.retention.destruction.remove_files import remove_files
from models.actions.retention.hold_case import hold_case
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.channels.messages import Author, HandleKind
from models.rules.core.errors import NotPermitted, ReasonMissing, RuleBroken
from models.rules.core.moments import to_unix
from models.rules.retention.retention import ApprovalNotAllowed, hidden_id
from models.rules.staff.roles import Role
from models.tables import (
    TABLES,
    Attachment,
    AttachmentText,
    Audit,
    Complaint,
    ComplaintMessage,
    ConflictParty,
    Contact,
    DestructionItem,
    DestructionList,
    Document,
    FileRemoval,
    Handle,
    Message,
    Outbox,
    Staff,
    StepRecord,
)
from models.tables.core.files.folder_store import FolderStore
from models.tables.retention import ledger
from tests.actions.retention.appraising import LATER, LETTER, appraise, consent
from tests.actions.upkeep.verify.test_verify import Someone, witness
from tests.office import NOW, actor, citizen_message, settings_in, take_in

KASUBSI, HEAD = Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR
SECRETS = ("Sari Contoh", "62811000", "Paspor saya belum jadi", "Paspor dapat diambil besok", "Jalan Rahasia")


def finished(account: Any, folder: Path, who: int = 11) -> Complaint:
    """Return a finished case with files: an attachment, issued papers with a PDF, all old enough to be removed."""
    walk = Someone(account, who).with_answer().handed_back().finished()
    papers = Document.select().where(Document.complaint == walk.id)
    files = tuple((paper.id, stored(folder, b"naskah %d" % paper.id)) for paper in papers)
    return walk.once(_filed, who, stored(folder, b"foto %d" % who), files).case


def _filed(walk: Someone, who: int, photo: str, papers: tuple[tuple[int, str], ...]) -> None:
    message = Message.select().join(ComplaintMessage).where(ComplaintMessage.complaint == walk.id).first()
    said = {"sha256": photo, "state": "tersimpan", "filename": "Sari.jpg", "mime": "image/jpeg"}
    file = Attachment.create(public_id=f"a{who}", message=message, **said)
    AttachmentText.create(attachment=file, message=message, text="Sari, Jalan Rahasia 1", state="terbaca")
    for paper, sha256 in papers:
        Document.update(sha256=sha256).where(Document.id == paper).execute()
    Contact.update(address="Jalan Rahasia 1").where(Contact.id == walk.case.contact_id).execute()


def stored(folder: Path, content: bytes) -> str:
    sha256 = FolderStore(folder / "files").keep(content)
    os.utime(FolderStore(folder / "files").path_of(sha256), (to_unix(NOW), to_unix(NOW)))
    return sha256


def agreed(folder: Path, *cases: Complaint) -> DestructionList:
    appraise(*cases)
    made = propose([case.id for case in cases], "", actor(KASUBSI), LATER)
    return consent(approve(made.id, actor(HEAD), LATER).id, stored(folder, LETTER))


def everything() -> str:
    return "\n".join(str(row) for table in TABLES if table is not Staff for row in table.select().tuples())


def files(folder: Path) -> set[str]:
    """The files of cases: what is left of the store without the letter that consents."""
    letters = {row.consent_scan for row in DestructionList.select()}
    return {path.name for path in (folder / "files").glob("??/*")} - letters


def numbers_of_papers() -> list[tuple[int, str, str]]:
    return list(Document.select(Document.id, Document.number, Document.state).order_by(Document.id).tuples())


def failures(folder: Path) -> list[str]:
    return verify(FolderStore(folder / "files"), folder / "attempts.log", LATER).failures


def test_all_that_names_the_person_or_tells_the_story_goes_and_the_figures_stay(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    witness(tmp_path)
    close_month("2026-11", actor(KASUBSI), NOW + timedelta(days=10))
    another = Author(HandleKind.PHONE, "+628220000099", "Budi")
    late = citizen_message("lain", "628220000099", NOW + timedelta(days=2), author=another)
    take_in(account, late, now=NOW + timedelta(days=12))  # its line, added later, is outside what is sealed again
    figures, records = month_figures("2026-11", LATER), list(StepRecord.select().order_by(StepRecord.id).tuples())
    papers = numbers_of_papers()
    assert all(secret in everything() for secret in SECRETS)
    done = carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert done.carried_out_at == LATER
    assert [line.number for line in ledger.read(tmp_path / ledger.NAME).lines] == [case.number]  # beside it, at once
    assert [secret for secret in SECRETS if secret in everything()] == []
    assert files(tmp_path) == set()
    assert failures(tmp_path) == []
    gone = Complaint.get_by_id(case.id)
    kept = (gone.number, gone.category, gone.opened_at, gone.destroyed_at)
    assert kept == (case.number, case.category, case.opened_at, LATER)
    assert month_figures("2026-11", LATER) == figures
    assert list(StepRecord.select().order_by(StepRecord.id).tuples()) == records
    assert numbers_of_papers() == papers
    item = DestructionItem.get()
    assert (item.number, item.destroyed_at, item.messages > 0, item.files) == (case.number, LATER, True, 5)


def test_nothing_is_listed_before_its_time_nor_open_held_or_hidden(account: Any, tmp_path: Path) -> None:
    first, second, third = (finished(account, tmp_path, who) for who in (11, 12, 13))
    Someone(account, 14)
    assert candidates(actor(KASUBSI), LATER) == []  # nobody appraised them yet
    appraise(first, second, third)
    assert candidates(actor(KASUBSI), NOW + timedelta(days=4 * 365)) == []
    hold_case(second.id, True, "Diminta Ombudsman", actor(HEAD), LATER)
    ConflictParty.create(complaint=third.id, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    assert [one.case.id for one in candidates(actor(KASUBSI), LATER)] == [first.id]
    for case in (second, third):
        with pytest.raises(RuleBroken, match="tidak lagi boleh"):
            propose([case.id], "", actor(KASUBSI), LATER)
    with pytest.raises(RuleBroken, match="paling sedikit satu"):
        propose([], "", actor(KASUBSI), LATER)
    propose([first.id], "", actor(KASUBSI), LATER)
    assert candidates(actor(KASUBSI), LATER) == []


def test_only_another_person_who_sees_every_file_agrees_and_only_once(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    appraise(case)
    made = propose([case.id], "", actor(KASUBSI), LATER)
    with pytest.raises(ApprovalNotAllowed, match="belum disetujui"):
        carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    with pytest.raises(NotPermitted):
        approve(made.id, actor(KASUBSI), LATER)
    DestructionList.update(made_by=actor(HEAD).staff_id).execute()
    with pytest.raises(ApprovalNotAllowed, match="orang lain"):
        approve(made.id, actor(HEAD), LATER)
    DestructionList.update(made_by=actor(KASUBSI).staff_id).execute()
    party = ConflictParty.create(complaint=case.id, staff=actor(HEAD).staff_id, named_at=NOW)
    with pytest.raises(ApprovalNotAllowed, match="bukan untuk Anda"):
        approve(made.id, actor(HEAD), LATER)
    party.delete_instance()
    approve(made.id, actor(HEAD), LATER)
    with pytest.raises(ApprovalNotAllowed, match="sudah diputuskan"):
        approve(made.id, actor(HEAD), LATER)
    with pytest.raises(ApprovalNotAllowed):
        refuse(made.id, "terlambat", actor(HEAD), LATER)


def test_a_refused_or_withdrawn_list_frees_its_files(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    appraise(case)
    for who in (HEAD, KASUBSI):
        made = propose([case.id], "", actor(KASUBSI), LATER)
        with pytest.raises(ReasonMissing):
            refuse(made.id, " ", actor(who), LATER)
        refuse(made.id, "Belum dinilai", actor(who), LATER)
        with pytest.raises(ApprovalNotAllowed):
            carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert [one.case.id for one in candidates(actor(KASUBSI), LATER)] == [case.id]
    assert Complaint.get_by_id(case.id).destroyed_at is None
    with pytest.raises(NotPermitted):
        refuse(propose([case.id], "", actor(KASUBSI), LATER).id, "x", actor(Role.PENGELOLA), LATER)


def test_a_hold_set_after_the_agreement_keeps_the_file_and_says_so(account: Any, tmp_path: Path) -> None:
    one, other = finished(account, tmp_path, 11), finished(account, tmp_path, 12)
    witness(tmp_path)
    made = agreed(tmp_path, one, other)
    hold_case(one.id, True, "Gugatan", actor(HEAD), LATER)
    carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    kept = {item.complaint: item.kept_because for item in DestructionItem.select()}
    assert kept == {one.id: "Ditahan sesudah diusulkan", other.id: ""}
    assert Complaint.get_by_id(one.id).destroyed_at is None
    assert failures(tmp_path) == []
    hold_case(one.id, False, "Selesai", actor(HEAD), LATER)
    assert one.id in {found.case.id for found in candidates(actor(KASUBSI), LATER)}


def test_a_message_and_a_person_that_a_kept_case_needs_stay(account: Any, tmp_path: Path) -> None:
    old, kept = finished(account, tmp_path, 11), Someone(account, 12).case
    witness(tmp_path)
    shared = Message.select().join(ComplaintMessage).where(ComplaintMessage.complaint == old.id).first()
    ComplaintMessage.create(complaint=kept.id, message=shared.id, linked_at=NOW)
    join_contacts(kept.contact_id, old.contact_id, actor(KASUBSI), NOW)
    carry_out(agreed(tmp_path, old).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert Message.get_by_id(shared.id).text == shared.text
    assert {row.value for row in Handle.select()} == {"+62811000" + "0011", "+62811000" + "0012"}
    assert failures(tmp_path) == []


def test_who_wrote_in_a_kept_case_stays_until_that_one_goes_too(account: Any, tmp_path: Path) -> None:
    merged, lead = finished(account, tmp_path, 11), finished(account, tmp_path, 12)
    witness(tmp_path)
    words = ComplaintMessage.get(ComplaintMessage.complaint == merged.id).message_id
    ComplaintMessage.create(complaint=lead.id, message=words, linked_at=NOW)
    carry_out(agreed(tmp_path, merged).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert "+628110000011" in {row.value for row in Handle.select()}
    carry_out(agreed(tmp_path, lead).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert [secret for secret in SECRETS if secret in everything()] == []
    assert failures(tmp_path) == []


def test_a_file_two_cases_have_goes_with_the_last_of_them(account: Any, tmp_path: Path) -> None:
    one, other = finished(account, tmp_path, 11), finished(account, tmp_path, 12)
    same = Attachment.get(Attachment.public_id == "a11").sha256
    Attachment.update(sha256=same).where(Attachment.public_id == "a12").execute()
    carry_out(agreed(tmp_path, one).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert same in files(tmp_path)
    assert FileRemoval.select().count() == 0
    carry_out(agreed(tmp_path, other).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert same not in files(tmp_path)


class PowerCut(BaseException):
    """The PC goes off."""


def test_cut_off_anywhere_it_goes_on_where_it_stood(account: Any, tmp_path: Path) -> None:
    cases = [finished(account, tmp_path, who) for who in (11, 12, 13)]
    witness(tmp_path)
    made, real = agreed(tmp_path, *cases), carrying.take_out_people

    def cuts(case: Complaint, now: Any) -> tuple[int, int]:
        result = real(case, now)
        if case.id == cases[1].id:
            raise PowerCut
        return result

    with pytest.MonkeyPatch.context() as power, pytest.raises(PowerCut):
        power.setattr(carrying, "take_out_people", cuts)
        carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert [row.destroyed_at is not None for row in Complaint.select().order_by(Complaint.id)] == [True, False, False]
    assert DestructionList.get().carried_out_at is None
    assert failures(tmp_path) == []  # files of the first still lie there, and are known to be on their way out
    carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert (files(tmp_path), FileRemoval.select().count(), failures(tmp_path)) == (set(), 0, [])
    events = [row.event for row in Audit.select().where(Audit.event.in_(["musnahkan", "laksanakan_musnah"]))]
    assert sorted(events) == ["laksanakan_musnah", "musnahkan", "musnahkan", "musnahkan"]


def test_a_file_that_arrives_anew_is_left_and_looked_at_again(sqlite_account: Any, tmp_path: Path) -> None:
    sha256 = stored(tmp_path, b"lagi")
    FileRemoval.create(sha256=sha256, asked_at=NOW)
    path = FolderStore(tmp_path / "files").path_of(sha256)
    os.utime(path, (to_unix(NOW), to_unix(NOW)))
    assert remove_files(FolderStore(tmp_path / "files"), NOW + timedelta(minutes=5)) == 0
    assert (path.exists(), FileRemoval.select().count()) == (True, 1)
    assert remove_files(FolderStore(tmp_path / "files"), NOW + timedelta(hours=2)) == 1
    assert remove_files(FolderStore(tmp_path / "files"), NOW + timedelta(hours=2)) == 0


def test_a_destroyed_case_changes_no_more_and_the_person_may_write_again(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    witness(tmp_path)
    carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    with pytest.raises(RuleBroken, match="sudah dimusnahkan"):
        hold_case(case.id, True, "x", actor(HEAD), LATER)
    take_in(account, citizen_message("Saya lagi", "628110000011", LATER), now=LATER)
    assert Complaint.select().count() == 2
    assert Complaint.select().order_by(Complaint.id.desc()).first().contact_id != case.contact_id
    assert failures(tmp_path) == []


def test_a_reply_still_on_its_way_keeps_the_file(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    made = agreed(tmp_path, case)
    Outbox.update(state="hold").where(Outbox.complaint == case.id).execute()
    carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert DestructionItem.get().kept_because == "Masih ada jawaban di kotak keluar"


def test_an_id_is_hidden_once_and_alike() -> None:
    hidden = hidden_id("false_628110000011@c.us_AB")
    assert hidden_id("false_628110000011@c.us_AB") == hidden == hidden_id(hidden)
    assert hidden_id(None) is None
