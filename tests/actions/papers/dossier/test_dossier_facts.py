"""What the dossier says of a case: its whole course, words, files, papers and answers; the same every time."""

import json
from datetime import timedelta
from typing import Any

from docgen.documents.reading import FactsReader
from docgen.dossier_sections import ORDER, chapters
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.papers.dossier.dossier_records import issued_papers
from models.actions.papers.sign_document import record_issued
from models.rules.cases.sop import Move, Output
from models.rules.staff.roles import Role, Section
from models.tables import Attachment, Complaint, Document, Message, MessageVersion, Pause, StepRecord
from tests.actions.intake.files.test_store_attachment import with_file
from tests.actions.walking import Walk
from tests.office import NOW, actor


def issue_all(case: Complaint) -> None:
    """Write down a file for every signed paper, as the back office does after signing."""
    for place, paper in enumerate(Document.select().where(Document.complaint == case.id).order_by(Document.id)):
        record_issued(paper.id, f"{place:064x}", "f" * 64, None)


def a_finished_case(account: Any) -> Complaint:
    """A case with an attachment, an edited and a withdrawn message, a pause, all papers and answers."""
    walk = Walk(account)
    with_file(account)  # the same person, while the case is open: it joins
    first = Message.select().order_by(Message.id).first()
    MessageVersion.create(message=first, number=2, text="Paspor saya BELUM jadi", seen_at=NOW, payload="{}")
    Message.update(withdrawn_at=NOW + timedelta(minutes=1)).where(Message.id == first.id + 1).execute()
    walk.with_answer()
    record = StepRecord.select().where((StepRecord.complaint == walk.id) & (StepRecord.step == 6)).get()
    Pause.create(
        record=record, starts_at=walk.now, ends_at=walk.tick(), reason_code="menunggu_pelapor", why="KTP",
        proof="message:1", made_by=actor(Role.PENGELOLA).staff_id,
    )  # fmt: skip
    walk.handed_back().finished()
    issue_all(walk.case)
    return walk.case


def test_the_dossier_tells_the_whole_course_of_a_finished_case(account: Any) -> None:
    case = a_finished_case(account)
    facts: dict[str, Any] = dossier_facts(case)
    assert (facts["number"], facts["channel"], facts["stage"]) == (case.number, "WhatsApp", "Selesai")
    assert [row["step"] for row in facts["steps"]] == list(range(1, 10))
    assert all(row["net_minutes"] is not None and row["target"] for row in facts["steps"])
    assert [row["move"] for row in facts["moves"]][-1] == "Arsipkan dan selesaikan"
    kept = "diterima menurut aturan, 0 menit kerja. Tepat waktu: dengan jeda yang diterima ya, tanpa jeda ya."
    assert [(row["why"], row["proof"]) for row in facts["pauses"]] == [
        (f"Menunggu kelengkapan dari pelapor: KTP ({kept})", "Pesan 25-11-2026 09.00")
    ]
    assert [row["sender"] for row in facts["conversation"]] == ["Sari Contoh", "Sari Contoh", "Kantor", "Kantor"]
    assert facts["conversation"][0]["versions"][0]["text"] == "Paspor saya BELUM jadi"
    assert facts["conversation"][1]["files"] == ["paspor.jpg"]
    assert facts["conversation"][1]["withdrawn"] is not None
    assert [row["name"] for row in facts["attachments"]] == ["paspor.jpg"]
    assert {"Laporan hasil penelitian lapangan", "Naskah jawaban"} <= {row["kind"] for row in facts["outputs"]}
    assert [row["title"] for row in facts["papers"]] == [
        "Nota Dinas Pengoordinasian", "Laporan Hasil Penelitian Lapangan", "Nota Dinas Jawaban",
        "Lembar Pengaduan Masyarakat",
    ]  # fmt: skip
    assert [row["receipt"].startswith("true_kunci-") for row in facts["deliveries"]] == [True, True]
    assert facts["sign_off"]["archivist"] == "Contoh Pengelola Pengaduan"
    assert facts["sign_off"]["result"] == "Lewat WhatsApp: diterima platform pukul 09.24, 25-11-2026"


def test_every_chapter_of_a_real_case_can_be_made_and_its_facts_are_plain_json(account: Any) -> None:
    facts = dossier_facts(a_finished_case(account))
    again = json.loads(json.dumps(facts))
    assert again == facts
    assert tuple(chapters(FactsReader(again), {})) == ORDER


def test_the_same_case_gives_the_same_facts_on_another_day(account: Any) -> None:
    case = a_finished_case(account)
    assert dossier_facts(case) == dossier_facts(Complaint.get_by_id(case.id))


def test_a_case_in_the_middle_of_its_way_has_a_dossier_so_far(account: Any) -> None:
    facts: dict[str, Any] = dossier_facts(Walk(account).at_kasubsi().case)
    assert facts["closed"] is None
    assert facts["steps"][-1]["end"] is None
    assert (facts["sign_off"]["archived"], facts["sign_off"]["sheet_date"]) == (None, None)
    assert facts["sign_off"]["result"] == "Belum disampaikan"
    assert facts["papers"] == []


def test_a_cancelled_paper_stays_in_with_its_reason(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = walk.paper("ND-TERUS")
    issue_all(walk.case)
    cancel_document(paper.id, "salah seksi", actor(Role.KASUBSI_INFOKIM), walk.tick())
    (row,) = dossier_facts(walk.case)["papers"]  # type: ignore[misc]
    assert (row["state"], row["reason"]) == ("Batal", "salah seksi")
    assert [each.id for each in issued_papers(walk.case)] == [paper.id]


def test_what_was_undone_is_told_as_such(account: Any) -> None:
    walk = Walk(account, Section.LALINTALKIM).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI, "Bukan paspor.")
    walk.move(Move.BUKAN_SEKSI_INI)
    outputs: Any = dossier_facts(walk.case)["outputs"]
    assert [(row["text"], row["undone"]) for row in outputs if row["kind"] == Output.IDENTIFIKASI_SEKSI] == [
        ("Bukan paspor.", True)
    ]


def test_a_refused_pause_and_every_kind_of_proof_are_told(account: Any) -> None:
    case = a_finished_case(account)
    record = StepRecord.select().where(StepRecord.complaint == case.id).first()
    proofs = (
        f"document:{Document.get(Document.type == 'ND-TERUS').id}",
        f"attachment:{Attachment.get().id}",
        "message:999999",
        "",
    )
    for proof in proofs:
        Pause.create(
            record=record, starts_at=NOW, reason_code="gangguan_kanal", proof=proof, refused=not proof,
            made_by=actor(Role.PENGELOLA).staff_id,
        )  # fmt: skip
    pauses: Any = dossier_facts(case)["pauses"]
    said = [row["proof"] for row in pauses[1:]]
    assert said[0].startswith("Nota Dinas Pengoordinasian WIM.32.IMI.5-")
    assert said[1:] == ["Lampiran paspor.jpg", "", ""]
    assert pauses[-1]["why"].startswith("Gangguan kanal (ditolak, tidak dihitung. Tepat waktu: dengan jeda")


def test_a_protected_reporter_is_marked_and_a_missing_file_has_no_hash(account: Any) -> None:
    with_file(account)
    case = Complaint.get()
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    Attachment.update(filename="").execute()
    facts: dict[str, Any] = dossier_facts(Complaint.get_by_id(case.id))
    assert facts["reporter"] == "Sari Contoh (identitas dirahasiakan)"
    assert [(row["name"], row["sha256"]) for row in facts["attachments"]] == [("image/jpeg", "")]
