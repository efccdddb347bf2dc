"""The originals of a case, who may have its dossier, and the trace of it."""

from typing import Any

import pytest

from models.actions.intake.files.store_attachment import record_stored
from models.actions.papers.dossier.dossier_files import (
    MADE,
    TAKEN,
    DossierNotAllowed,
    case_files,
    check_dossier,
    trace_dossier,
)
from models.actions.replies.record_proof import record_proof
from models.rules.core.errors import AlreadyDone, NotPermitted
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Attachment, Audit, Complaint, ComplaintMessage, ConflictParty, Document, ReportPhoto
from tests.actions.intake.files.test_store_attachment import with_file
from tests.actions.papers.dossier.test_dossier_facts import issue_all
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

KEY = "kunci-formulir-berkas"


def test_every_original_is_named_once_with_its_folder_and_kind(account: Any) -> None:
    walk = Walk(account)
    record_stored(with_file(account), "a" * 64, 10, "image/jpeg", mismatch=False)
    Attachment.create(
        public_id="g", message=Attachment.get().message, position=8, filename="gagal.mp4", state="gagal"
    )
    gone = {"position": 9, "filename": "musnah.mp4", "state": "dimusnahkan"}
    Attachment.create(public_id="m", message=Attachment.get().message, **gone)
    walk.with_answer().handed_back()
    shown: dict[str, Any] = {"made_at": NOW, "made_by": actor(Role.PENGELOLA).staff_id}
    ReportPhoto.create(complaint=walk.id, sha256="b" * 64, caption="Loket", **shown)
    ReportPhoto.create(complaint=walk.id, sha256="c" * 64, removed_at=NOW, **shown)
    record_proof(
        walk.id,
        Purpose.JAWABAN,
        Way.TELEPON,
        "Paspor dapat diambil besok pagi di loket.",
        actor(Role.PENGELOLA),
        walk.tick(),
        sha256="d" * 64,
    )
    issue_all(walk.case)
    Document.update(signed_copy="e" * 64).where(Document.type == "ND-JAWAB").execute()
    files = case_files(walk.case)
    assert [(file.folder, file.sha256[:1]) for file in files if file.folder != "naskah"] == [
        ("lampiran", "a"), ("lampiran", ""), ("penelitian", "b"), ("bukti", "d"),
    ]  # fmt: skip
    papers = [file for file in files if file.folder == "naskah"]
    assert [file.kind for file in papers] == ["naskah terbit"] * 3 + ["salinan bertanda tangan (belum diperiksa)"]
    assert papers[0].name.startswith("ND-TERUS_WIM.32.IMI.5-UM.01.01-")
    assert papers[3].name.endswith("_ttd.pdf")


@pytest.mark.parametrize("role", [Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI, Role.ADMINISTRATOR])
def test_it_is_not_for_the_sections(role: Role, account: Any) -> None:
    with pytest.raises(NotPermitted, match="berkas perkara"):
        check_dossier(new_complaint(account), actor(role))


def test_a_message_shared_with_a_case_that_names_the_person_closes_the_dossier_to_him(account: Any) -> None:
    kasubsi, case = actor(Role.KASUBSI_INFOKIM), new_complaint(account)
    check_dossier(case, kasubsi)
    other = new_complaint(account, "Antreannya panjang", "628110000002")
    shared = ComplaintMessage.get(ComplaintMessage.complaint == case.id).message_id
    ComplaintMessage.create(complaint=other, message=shared, linked_at=NOW)
    ConflictParty.create(complaint=other, staff=kasubsi.staff_id, named_at=NOW)
    with pytest.raises(DossierNotAllowed):
        check_dossier(case, kasubsi)
    check_dossier(case, actor(Role.PENGELOLA))


def test_who_had_it_made_or_took_it_away_stands_in_the_trail_once_a_form(account: Any) -> None:
    case, pengelola = new_complaint(account), actor(Role.PENGELOLA)
    trace_dossier(case, MADE, "a" * 64, pengelola, NOW, form_key=KEY)
    with pytest.raises(AlreadyDone):
        trace_dossier(case, MADE, "a" * 64, pengelola, NOW, form_key=KEY)
    trace_dossier(case, TAKEN, "a" * 64, pengelola, NOW)
    found = list(Audit.select().where(Audit.event.in_((MADE, TAKEN))).order_by(Audit.id))
    assert [(row.event, row.subject, row.after) for row in found] == [
        (event, f"complaint:{case.id}", "a" * 64) for event in (MADE, TAKEN)
    ]
    assert Attachment.select().count() == 0
    assert Complaint.get_by_id(case.id).version == case.version
