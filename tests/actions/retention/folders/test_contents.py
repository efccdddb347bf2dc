"""A folder's list of items has each paper and file of its case, and what is not there is said. Both databases."""

from datetime import timedelta
from typing import Any

from models.actions.retention.folders.contents import folder_items
from models.actions.retention.scheme.choose_code import choose_code
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Attachment, ChannelAccount, DeliveryProof, Document, Message, PdfCopy, ReportPhoto, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor

KASUBSI = Role.KASUBSI_INFOKIM
TODAY = to_wib(NOW).date()


def said(walk: Walk) -> list[tuple[str, str]]:
    return [(one.what, one.remark) for one in folder_items(walk.case)]


def test_every_paper_stands_there_with_its_copy_and_cancelled_ones_too(account: Any) -> None:
    walk = Walk(account).at_section()
    paper = Document.select().where(Document.signed_at.is_null(False)).get()
    assert (f"Nota Dinas Penerusan, nomor {paper.number}", "salinan bertanda tangan belum ada") in [
        (what.replace(what.partition(",")[0], "Nota Dinas Penerusan"), remark) for what, remark in said(walk)
    ]
    Document.update(signed_copy="c" * 64, signed_copy_state="pindaian", sha256="a" * 64).execute()
    PdfCopy.create(source="a" * 64, sha256="b" * 64, made_at=NOW)
    (item,) = [one for one in folder_items(walk.case) if str(paper.number) in one.what]
    assert (item.remark.startswith("salinan bertanda tangan: "), item.pages_of) == (True, "c" * 64)
    Document.update(signed_copy=None).execute()
    assert [one.pages_of for one in folder_items(walk.case) if str(paper.number) in one.what] == ["b" * 64]
    Document.update(state="batal").execute()
    assert [remark.partition(";")[0] for what, remark in said(walk) if str(paper.number) in what] == ["dibatalkan"]


def test_files_photos_and_proofs_stand_there_and_a_file_that_is_not_stored_is_said(account: Any) -> None:
    walk = Walk(account)
    message = Message.select().get()
    stored = {"message": message, "sha256": "d" * 64, "state": "tersimpan", "filename": "paspor.jpg"}
    Attachment.create(public_id="a", position=0, **stored)
    Attachment.create(public_id="b", position=1, message=message, state="gagal")
    Attachment.create(public_id="c", position=2, message=message, state="dimusnahkan", filename="hilang.jpg")
    ReportPhoto.create(complaint=walk.id, sha256="e" * 64, caption="Loket 2", made_at=NOW)
    ReportPhoto.create(complaint=walk.id, sha256="f" * 64, caption="Salah", made_at=NOW, removed_at=NOW)
    maker = Staff.get(Staff.username == "pengelola")
    proof = {"complaint": walk.id, "purpose": "jawaban", "way": "telepon", "text": "ya", "made_by": maker}
    DeliveryProof.create(**proof, sha256="0" * 64, delivered_at=NOW + timedelta(days=1), made_at=NOW)
    brought = {**proof, "way": "surat", "purpose": "tanggapan_awal", "delivered_at": NOW}
    DeliveryProof.create(**brought, sha256="1" * 64, made_at=NOW)
    lines = said(walk)
    assert [remark for what, remark in lines if "surat" in what] == ["kertas; pindaiannya tersimpan"]
    ChannelAccount.update(kind="manual").execute()
    assert ("Lampiran pesan: paspor.jpg", "kertas; pindaiannya tersimpan") in said(walk)
    assert ("Lampiran pesan: paspor.jpg", "elektronik") in lines
    assert ("Lampiran pesan: tanpa nama", "elektronik; berkasnya tidak tersimpan") in lines
    assert ("Foto penelitian lapangan: Loket 2", "elektronik") in lines
    assert not [what for what, _ in lines if "hilang" in what or "Salah" in what]
    assert lines[-1][0].startswith("Bukti ")  # by day, the latest last
    assert lines[0][0] == "Percakapan dengan pelapor, 1 pesan"


def test_a_paper_has_its_own_code_and_what_has_none_the_folders(account: Any) -> None:
    choose_code("kategori:", "PW.06", TODAY, actor(KASUBSI), NOW)
    walk = Walk(account).at_section()
    codes = {one.what.partition(",")[0]: one.code for one in folder_items(walk.case)}
    assert codes.pop("Percakapan dengan pelapor") == "PW.06"
    assert set(codes.values()) == {"UM.01.01"}
    # A number from outside carries a code of its own, or none.
    for number, code in (("WIM.32.IMI.5-GR.02.03-7", "GR.02.03"), ("B/7/XI/2026", "PW.06")):
        Document.update(number=number).execute()
        assert [one.code for one in folder_items(walk.case) if number in one.what] == [code]
