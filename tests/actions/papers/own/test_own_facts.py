"""A paper of an own type in its case: numbered, initialled, signed, its words treated like those of any other."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.case import facts_of
from models.actions.core.case_papers import papers_left
from models.actions.core.office_facts import office_settings
from models.actions.papers.ask_signatures import ask_signatures
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.papers.draft_document import draft_document
from models.actions.papers.initial_document import initial_document
from models.actions.papers.own.keep_type import change_type, switch_type
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sent.form_facts import form_facts
from models.actions.papers.sent.hand_over import hand_over
from models.actions.papers.sign_document import sign_document
from models.actions.privacy.person_facts import person_facts
from models.actions.privacy.protect_identity import protect_identity
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.upkeep.verify import numbers
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Stage
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.own.own_type import asked_in
from models.rules.papers.srikandi_form import form_fields
from models.rules.staff.roles import Role
from models.tables import Complaint, Document, Notice, Staff
from tests.actions.drafting import set_office
from tests.actions.papers.sent.going import made_of
from tests.actions.retention.appraising import LATER
from tests.actions.retention.destruction.test_destruction import agreed, everything
from tests.actions.upkeep.verify.test_verify import Someone
from tests.actions.walking import Walk
from tests.office import NOW, actor, settings_in
from tests.own_types import INVITATION, ORDER, RECORD, admin, keep

KASI, HEAD = Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR
RECORDED = {
    "isian_nama": "Sari Contoh",
    "isian_kewarganegaraan": "WNI",
    "isian_simpulan": "Sari, 0811-0000-001, benar adanya.",
    "isian_tanya_jawab.0.0": "Siapa nama Saudara?",
    "isian_tanya_jawab.0.1": "Sari Contoh",
}
ORDERED = {
    "isian_dasar": "Pengaduan.",
    "isian_untuk": "Meneliti.",
    "isian_mulai": "2026-11-26",
    "isian_petugas.0.0": "Budi",
}
INVITED = {"yth": "Saudara Sari", "isian_tanggal": "2026-11-30", "isian_pukul": "09.00", "isian_tempat": "Kantor"}


@pytest.fixture
def walk(account: Any) -> Walk:
    """A case with its section, in an office with three own types."""
    walk = Walk(account).at_section()
    keep()
    return walk


def drafted(walk: Walk, code: str = "BAP", changes: dict[str, str] | None = None, by: Role = KASI) -> Document:
    return draft_document(walk.id, code, actor(by), walk.tick(), changes=changes)


def signed(walk: Walk, code: str, changes: dict[str, str], by: Role = KASI) -> Document:
    paper = drafted(walk, code, changes)
    return sign_document(paper.id, actor(by), walk.tick())


def facts(paper: Document) -> dict[str, Any]:
    return dict(json.loads(Document.get_by_id(paper.id).facts))


def test_each_is_numbered_from_the_series_its_type_says(walk: Walk) -> None:
    assert signed(walk, "BAP", RECORDED).number == "1/2026"
    assert signed(walk, "BAP", RECORDED).number == "2/2026"
    assert signed(walk, "SURAT-TUGAS", ORDERED, HEAD).number == "WIM.32.IMI.5-UM.01.01-2"
    assert list(numbers.holders(Office(Path(), Path(), NOW, ()))) == []


def test_the_archive_code_of_the_type_comes_before_that_of_letters(walk: Walk) -> None:
    change_type(replace(ORDER, classification="PW.06.03"), 1, admin(), NOW)
    assert signed(walk, "SURAT-TUGAS", ORDERED, HEAD).number == "WIM.32.IMI.5-PW.06.03-2"
    set_office("klasifikasi_SURAT-TUGAS", "OT.02.02")
    assert signed(walk, "SURAT-TUGAS", ORDERED, HEAD).number == "WIM.32.IMI.5-OT.02.02-3"


def test_it_is_signed_by_whom_the_type_says_after_his_initials(walk: Walk) -> None:
    case, settings = walk.case, office_settings()
    assert [signing_role(case, own.code, settings) for own in (RECORD, ORDER)] == [KASI, HEAD]
    paper = drafted(walk, "SURAT-TUGAS", ORDERED, Role.PETUGAS_SEKSI)
    with pytest.raises(DocumentNotAllowed, match="ditandatangani Kepala Kantor"):
        sign_document(paper.id, actor(KASI), walk.tick())
    set_office("paraf_wajib", "ya")
    with pytest.raises(DocumentNotAllowed, match="belum diparaf"):
        sign_document(paper.id, actor(HEAD), walk.tick())
    initial_document(paper.id, actor(KASI), walk.tick())
    assert sign_document(paper.id, actor(HEAD), walk.tick()).state == "ditandatangani"
    assert facts(paper)["paraf"] == ["Kasi Lalintalkim"]
    for role in (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM):
        with pytest.raises(DocumentNotAllowed, match="tidak dapat dibuat"):
            drafted(walk, "BAP", {}, role)


def test_nothing_is_signed_that_lacks_an_answer_or_its_addressee(walk: Walk) -> None:
    with pytest.raises(DocumentNotAllowed, match="Belum diisi: Nama yang diperiksa, Kewarganegaraan"):
        sign_document(drafted(walk).id, actor(KASI), walk.tick())
    paper = drafted(walk, "UNDANGAN", INVITED | {"yth": " "})
    with pytest.raises(DocumentNotAllowed, match=r"Belum diisi: Yth\."):
        sign_document(paper.id, actor(KASI), walk.tick())
    assert sign_document(drafted(walk, "UNDANGAN", INVITED).id, actor(KASI), walk.tick()).recipient == "Saudara Sari"


def test_a_letter_to_the_complainant_is_addressed_to_him_until_somebody_writes_another(walk: Walk) -> None:
    assert drafted(walk, "UNDANGAN").recipient == "Saudara Sari Contoh"
    assert drafted(walk, "UNDANGAN", {"yth": "Saudara Budi"}).recipient == "Saudara Budi"
    assert drafted(walk, "UNDANGAN", {"isian_pukul": "10.00"}).recipient == "Saudara Budi"
    assert drafted(walk, "BAP").recipient == ""


def test_a_draft_keeps_its_version_when_the_type_is_changed(walk: Walk) -> None:
    paper = drafted(walk, "BAP", RECORDED)
    change_type(replace(RECORD, title="Berita Acara Baru", questions=RECORD.questions[1:]), 1, admin(), NOW)
    again = drafted(walk, "BAP", {"isian_nama": "Budi"})
    assert (again.id, again.own_title, again.own_version.number) == (paper.id, "Berita Acara Pemeriksaan", 1)
    assert (asked_in(facts(again)), facts(again)["answers"]["isian_nama"]) == (RECORD.questions, "Budi")
    sign_document(again.id, actor(KASI), walk.tick())
    fresh = drafted(walk, "BAP")
    assert (fresh.own_title, fresh.own_version.number) == ("Berita Acara Baru", 2)
    assert "isian_nama" not in facts(fresh)["answers"]
    assert facts(again)["answers"]["isian_nama"] == "Budi"


def test_a_renamed_choice_stays_on_the_draft_that_has_the_old_one(walk: Walk) -> None:
    drafted(walk, "BAP", RECORDED)
    renamed = replace(RECORD.questions[1], options=("Indonesia", "Asing"))
    change_type(replace(RECORD, questions=(RECORD.questions[0], renamed, *RECORD.questions[2:])), 1, admin(), NOW)
    assert facts(drafted(walk, "BAP", RECORDED))["answers"]["isian_kewarganegaraan"] == "WNI"
    with pytest.raises(DocumentNotAllowed, match="pilih salah satu"):
        drafted(walk, "BAP", {"isian_kewarganegaraan": "Indonesia"})


def test_a_type_switched_off_is_begun_no_more_and_what_was_begun_is_finished(walk: Walk) -> None:
    paper = drafted(walk, "BAP", RECORDED)
    switch_type("BAP", False, admin(), NOW)
    assert drafted(walk, "BAP", {"isian_nama": "Budi"}).id == paper.id
    assert sign_document(paper.id, actor(KASI), walk.tick()).number == "1/2026"
    with pytest.raises(DocumentNotAllowed, match="tidak dipakai lagi"):
        drafted(walk, "BAP", RECORDED)


def test_the_office_keeps_what_was_written_before(walk: Walk) -> None:
    drafted(walk, "UNDANGAN", INVITED)
    drafted(walk, "UNDANGAN", {"yth": "Saudara Lain", "isian_tempat": "Aula", "isian_pukul": "10.00"})
    said = json.dumps(dossier_facts(walk.case), ensure_ascii=False)
    for words in ("Tempat: Kantor", "Tempat: Aula", "Pukul: 09.00", "Yth.: Saudara Sari", "Yth.: Saudara Lain"):
        assert words in said
    assert "Konsep Surat Undangan Klarifikasi sebelum diubah" in said
    paper = drafted(walk, "UNDANGAN", {"isian_dibawa": "KTP"})  # nothing was there before
    (before,) = facts(paper)["superseded"]
    assert before["words"]["answers"] == {"isian_tempat": "Kantor", "isian_pukul": "09.00"}


def test_a_signed_one_stands_in_the_dossier_and_an_unsigned_one_keeps_the_case_open(walk: Walk) -> None:
    paper = signed(walk, "BAP", RECORDED)
    Document.update(sha256="a" * 64).where(Document.id == paper.id).execute()
    listed = [row for row in dossier_facts(walk.case)["papers"] if row["title"] == "Berita Acara Pemeriksaan"]  # type: ignore[attr-defined]
    assert [row["number"] for row in listed] == ["1/2026"]
    drafted(walk, "SURAT-TUGAS", ORDERED)
    Complaint.update(stage="dokumentasi").where(Complaint.id == walk.id).execute()
    case = walk.case
    left, unscanned = papers_left(case, facts_of(case, NOW).outputs, office_settings())
    assert [one.what for one in left] == ["konsep Surat Tugas"]
    assert "Berita Acara Pemeriksaan" in unscanned


def test_a_protected_complainant_is_named_in_no_answer(walk: Walk) -> None:
    paper, letter = drafted(walk, "BAP", RECORDED), drafted(walk, "UNDANGAN", INVITED)
    protect_identity(walk.id, "diminta pelapor", actor(Role.KASUBSI_INFOKIM), walk.tick())
    for row in (paper, letter):
        said = json.dumps(facts(row)["answers"], ensure_ascii=False) + Document.get_by_id(row.id).recipient
        assert not [word for word in ("Sari", "0811", "811-0000") if word in said]
    again = drafted(walk, "BAP", RECORDED)
    assert "Sari" not in json.dumps(facts(again)["answers"])
    assert "Nama yang diperiksa" in again.facts


def test_a_question_named_like_a_word_of_the_office_is_masked_all_the_same(walk: Walk) -> None:
    names = ("dari", "number", "signer", "office", "date", "sifat", "own", "officer_name")
    asked = tuple(replace(RECORD.questions[0], key=name, label=name) for name in names)
    change_type(replace(RECORD, questions=asked), 1, admin(), NOW)
    protect_identity(walk.id, "diminta pelapor", actor(Role.KASUBSI_INFOKIM), walk.tick())
    paper = drafted(walk, "BAP", {one.tag: "Sari Contoh" for one in asked})
    assert "Sari" not in json.dumps(facts(paper)["answers"])


def test_answers_are_destroyed_with_their_case(account: Any, tmp_path: Path) -> None:
    keep(*(replace(own, stages=(Stage.JAWABAN_SEKSI,)) for own in (RECORD, INVITATION)))
    walk = Someone(account, 11).with_answer()
    signed(walk, "BAP", RECORDED | {"isian_simpulan": "Jalan Rahasia 7"})
    drafted(walk, "UNDANGAN", INVITED | {"yth": "Warga Tertentu"})
    paper = Document.get(Document.type == "UNDANGAN")
    Document.update(state="batal", cancel_reason="x").where(Document.id == paper.id).execute()
    done = walk.handed_back().finished()
    assert "Jalan Rahasia 7" in everything() and "Warga Tertentu" in everything()
    made = agreed(tmp_path, done.case)
    carry_out(made.id, settings_in(tmp_path), actor(Role.KASUBSI_INFOKIM), LATER)
    assert Complaint.get_by_id(walk.id).destroyed_at is not None
    assert not [secret for secret in ("Jalan Rahasia 7", "Warga Tertentu", "Siapa nama") if secret in everything()]
    assert Document.get(Document.type == "BAP").own_title == "Berita Acara Pemeriksaan"


def test_a_letter_to_him_is_handed_to_him_and_no_other_paper(walk: Walk) -> None:
    signed(walk, "UNDANGAN", INVITED)
    signed(walk, "BAP", RECORDED)
    Document.update(sha256="d" * 64).where(Document.type.in_(("UNDANGAN", "BAP"))).execute()
    _facts, files = person_facts(walk.case, actor(Role.KASUBSI_INFOKIM), NOW)
    assert [(file.name, file.sha256) for file in files] == [("surat/001_Surat Undangan Klarifikasi.docx", "d" * 64)]


def test_a_letter_that_was_written_to_somebody_else_is_not_handed_to_him(walk: Walk) -> None:
    signed(walk, "UNDANGAN", INVITED | {"yth": "Kepala Desa Melati"})
    Document.update(sha256="d" * 64).where(Document.type == "UNDANGAN").execute()
    assert person_facts(walk.case, actor(Role.KASUBSI_INFOKIM), NOW)[1] == []


def test_none_is_begun_in_a_case_that_who_signs_it_cannot_open(walk: Walk) -> None:
    change_type(replace(ORDER, paraf=(), signer=Role.KASI_INTELDAKIM), 1, admin(), NOW)
    with pytest.raises(DocumentNotAllowed, match="Kasi Inteldakim, yang tidak melihat kasus ini"):
        drafted(walk, "SURAT-TUGAS", ORDERED)
    assert not Document.select().where(Document.type == "SURAT-TUGAS").exists()


def test_each_of_several_papers_of_a_type_stands(walk: Walk) -> None:
    first, second = signed(walk, "BAP", RECORDED), signed(walk, "BAP", RECORDED)
    assert (first.number, second.number) == ("1/2026", "2/2026")
    assert (first.replaces_id, second.replaces_id) == (None, None)


def test_srikandis_form_calls_it_as_its_own_version_does(walk: Walk) -> None:
    set_office("cara_ttd_SURAT-TUGAS", "srikandi")
    paper = drafted(walk, "SURAT-TUGAS", ORDERED)
    change_type(replace(ORDER, title="Surat Perintah"), 1, admin(), NOW)
    assert form_facts(paper, walk.case, "", (), NOW.date()).title == "Surat Tugas"


def test_it_goes_to_srikandi_where_its_letters_are_signed_there(walk: Walk) -> None:
    set_office("cara_ttd_SURAT-TUGAS", "srikandi")
    paper = drafted(walk, "SURAT-TUGAS", ORDERED)
    assert (facts(paper)["mode"], facts(drafted(walk, "BAP", RECORDED))["mode"]) == ("srikandi", "basah")
    with pytest.raises(DocumentNotAllowed, match="ditandatangani di SRIKANDI"):
        sign_document(paper.id, actor(HEAD), walk.tick())
    form = {one.label: one.value for one in form_fields(form_facts(paper, walk.case, "", (), NOW.date()))}
    assert (form["Jenis Naskah"], form["File Naskah"]) == ("Surat Tugas", "Surat Tugas.docx")
    assert hand_over(paper.id, made_of(paper), actor(KASI), walk.tick()).state == "di_luar"
    with pytest.raises(DocumentNotAllowed, match="Ambil kembali dari sana"):
        drafted(walk, "SURAT-TUGAS", ORDERED)


def test_what_is_missing_is_not_handed_over(walk: Walk) -> None:
    set_office("cara_ttd_UNDANGAN", "srikandi")
    paper = drafted(walk, "UNDANGAN")
    with pytest.raises(DocumentNotAllowed, match="Belum diisi: Tanggal"):
        hand_over(paper.id, made_of(paper), actor(KASI), walk.tick())
    assert INVITATION.to_reporter


def test_its_signer_is_told_that_it_waits_under_its_own_title(walk: Walk) -> None:
    drafted(walk, "SURAT-TUGAS", ORDERED, Role.PETUGAS_SEKSI)
    change_type(replace(ORDER, title="Surat Perintah"), 1, admin(), NOW)
    ask_signatures(walk.tick())
    told = [notice.text for notice in Notice.select().join(Staff).where(Staff.role == str(HEAD))]
    assert f"{walk.case.number}: Surat Tugas menunggu tanda tangan Anda." in told


def test_its_signer_is_told_and_it_is_initialled_only_once_it_says_what_it_must(walk: Walk) -> None:
    def told() -> list[str]:
        ask_signatures(walk.tick())
        rows = Notice.select().join(Staff).where(Staff.role.in_([str(KASI), str(HEAD)]))
        return [notice.text for notice in rows if "menunggu tanda tangan" in notice.text]

    letter = drafted(walk, "UNDANGAN", by=Role.PETUGAS_SEKSI)
    order = drafted(walk, "SURAT-TUGAS", by=Role.PETUGAS_SEKSI)
    assert told() == []
    with pytest.raises(DocumentNotAllowed, match="Belum diisi: Dasar"):
        initial_document(order.id, actor(KASI), walk.tick())
    drafted(walk, "SURAT-TUGAS", ORDERED, Role.PETUGAS_SEKSI)
    assert initial_document(order.id, actor(KASI), walk.tick()).state == "diparaf"
    drafted(walk, "UNDANGAN", INVITED, Role.PETUGAS_SEKSI)
    assert sorted(text.split(": ")[1].split(" menunggu")[0] for text in told()) == [order.own_title, letter.own_title]
