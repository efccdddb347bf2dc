"""Jenis naskah: made, refused without losing a word, changed, switched off, with a template of its own."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from docgen.package import pack, unpack
from docgen.render import own_template
from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import known_row, newest_version, own_type_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_template import active_template
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.own.own_type import OwnType, Question, QuestionKind
from models.rules.papers.signing_ways import way_for
from models.rules.staff.roles import Role
from models.tables import OfficeSetting, PaperType, PaperTypeVersion
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, forms_on
from tests.admin_app.papers.test_papers import words
from tests.own_types import ORDER, RECORD, keep

NEW, CHANGE = "/jenis-naskah/baru", "/jenis-naskah/BAP/ubah"
BODY = "word/document.xml"


def form_of(own: OwnType, **changes: Any) -> dict[str, Any]:
    """Return what the form of a type sends."""
    asked: dict[str, Any] = {}
    for place, one in enumerate(own.questions):
        asked |= {f"kunci{place}": one.key, f"tanya{place}": one.label, f"jenis{place}": str(one.kind)}
        asked |= {f"wajib{place}": "ya"} if one.required else {}
        asked |= {f"petunjuk{place}": one.hint, f"daftar{place}": "\r\n".join(one.options), f"urut{place}": place + 1}
    paraf = {f"paraf{place}": str(role) for place, role in enumerate(own.paraf)}
    return {
        **{"judul": own.title, "kode": own.code, "bentuk": str(own.form), "penomoran": str(own.numbering)},
        **{"tahap": list(map(str, own.stages)), "penyusun": list(map(str, own.drafters)), **paraf},
        **{"penandatangan": str(own.signer or ""), "pembuka": own.opening, "penutup": own.closing},
        **({"pelapor": "ya"} if own.to_reporter else {}),
        **asked,
        **changes,
    }


def send(browser: Browser, address: str, **fields: Any) -> TestResponse:
    return browser.post(address, on=address, **fields)


@pytest.fixture
def admin(signed_in: Any) -> Browser:
    browser: Browser = signed_in(Role.ADMINISTRATOR)
    return browser


def newest() -> OwnType:
    version = newest_version("BAP")
    assert version is not None
    return own_type_of(version)


def test_a_type_is_made_as_it_was_typed_and_listed_with_the_built_in_ones(admin: Browser) -> None:
    made = send(admin, NEW, **form_of(RECORD))
    assert (made.status_code, made.location) == (303, "/jenis-naskah/BAP")
    assert newest() == RECORD
    page = text(admin.get("/jenis-naskah/BAP"))
    assert "Berita Acara Pemeriksaan tersimpan sebagai versi 1" in page
    for said in ("Tanya jawab", "Pertanyaan · Jawaban", "Seri sendiri jenis ini", "Pemegang meja", "0 naskah"):
        assert said in page
    listed = text(admin.get("/jenis-naskah/"))
    assert all(row.title in listed for row in DOCUMENTS.values())
    assert listed.count(">Bawaan<") == len(DOCUMENTS)
    assert listed.index("Berita Acara Pemeriksaan") < listed.index("Nota Dinas Jawaban")


def test_the_keys_of_new_questions_follow_from_their_labels_and_stay(admin: Browser) -> None:
    new = {f"kunci{place}": "" for place in range(4)}
    send(admin, NEW, **form_of(RECORD, **new))
    assert [one.key for one in newest().questions] == [
        "nama_yang_diperiksa",
        "kewarganegaraan",
        "tanya_jawab",
        "simpulan",
    ]
    send(admin, CHANGE, **form_of(newest(), versi="1", tanya0="Siapa yang diperiksa"))
    assert newest().questions[0] == Question("nama_yang_diperiksa", "Siapa yang diperiksa", required=True)


def test_questions_are_put_in_order_and_removed(admin: Browser) -> None:
    keep(RECORD)
    send(admin, CHANGE, **form_of(RECORD, versi="1", urut3="1", urut0="9", hapus1="ya"))
    assert [one.key for one in newest().questions] == ["simpulan", "tanya_jawab", "nama"]


def test_faults_are_told_together_and_nothing_typed_is_lost(admin: Browser) -> None:
    fields = form_of(RECORD, kode="surat", judul="Kata yang tetap", daftar1="Satu", tahap=[], pembuka="A & <b>")
    refused = send(admin, NEW, **fields)
    page = text(refused)
    assert refused.status_code == 409
    for said in (
        "jenis bawaan “Surat Jawaban”",
        "paling sedikit satu tahap",
        "Pertanyaan 2: tulis 2 sampai 20 pilihan",
    ):
        assert said in page
    for typed in ("Kata yang tetap", "A &amp; &lt;b&gt;", "Nama yang diperiksa", ">\nSatu</textarea>"):
        assert typed in page
    assert not PaperType.select().exists()


@pytest.mark.parametrize("field", ["bentuk", "penomoran", "jenis0", "penandatangan", "paraf0"])
def test_what_no_list_has_is_refused(admin: Browser, field: str) -> None:
    refused = send(admin, NEW, **form_of(RECORD, **{field: "lain"}))
    assert refused.status_code == 409
    assert "dari daftarnya" in text(refused)


def test_more_room_for_questions_keeps_what_was_typed_and_saves_nothing(admin: Browser) -> None:
    page = text(send(admin, NEW, **form_of(RECORD, tambah="ya")))
    assert "Pertanyaan 6" in page and "Pertanyaan 7" not in page and "Nama yang diperiksa" in page
    assert not PaperType.select().exists()


def test_a_code_that_is_taken_is_refused(admin: Browser) -> None:
    keep(RECORD)
    refused = send(admin, NEW, **form_of(RECORD, judul="Lain"))
    assert refused.status_code == 409
    assert "sudah dipakai jenis naskah lain" in text(refused)


def test_who_saved_after_a_colleague_sees_both_and_saves_again(admin: Browser, signed_in: Any) -> None:
    keep(RECORD)
    send(signed_in(Role.ADMINISTRATOR), CHANGE, **form_of(RECORD, versi="1", judul="Judul rekan"))
    refused = send(admin, CHANGE, **form_of(RECORD, versi="1", judul="Judul saya"))
    page = text(refused)
    assert refused.status_code == 409
    assert "kini versi 2" in page and "Judul saya" in page
    assert 'name="versi" value="2"' in page
    assert send(admin, CHANGE, **form_of(RECORD, versi="2", judul="Judul saya")).status_code == 303
    titles = PaperTypeVersion.select(PaperTypeVersion.title).order_by(PaperTypeVersion.number).tuples()
    assert [title for (title,) in titles] == ["Berita Acara Pemeriksaan", "Judul rekan", "Judul saya"]


def test_a_type_switched_off_is_offered_no_more_and_its_draft_goes_on(
    admin: Browser, sqlite_account: Any, signed_in: Any
) -> None:
    keep(RECORD)
    walk, other = Walk(sqlite_account).at_section(), Walk(sqlite_account, who="628110000002").at_section()
    draft_document(walk.id, "BAP", walk.holder(), walk.tick())
    off = admin.post("/jenis-naskah/BAP/pakai", on="/jenis-naskah/BAP", dipakai="tidak")
    assert off.status_code == 303
    page = text(admin.get("/jenis-naskah/BAP"))
    assert "Jenis ini tidak ditawarkan lagi." in page and "Dimatikan" in page and "1 naskah" in page
    assert "Dimatikan" in text(admin.get("/jenis-naskah/"))
    kasi = signed_in(Role.KASI_LALINTALKIM)
    assert "ttd-bap" in forms_on(case_page(kasi, walk.case))
    assert "konsep-bap" not in forms_on(case_page(kasi, other.case))
    again = admin.post("/jenis-naskah/BAP/pakai", on="/jenis-naskah/BAP", dipakai="tidak")
    assert "sudah dimatikan" in text(again)
    admin.post("/jenis-naskah/BAP/pakai", on="/jenis-naskah/BAP", dipakai="ya")
    assert "konsep-bap" in forms_on(case_page(kasi, other.case))


def upload(browser: Browser, content: bytes) -> TestResponse:
    sent = {"berkas": (BytesIO(content), "BAP.docx"), "catatan": "judul"}
    return browser.post("/templat/BAP/unggah", on="/templat/BAP", **sent)


def edited(before: str, after: str) -> bytes:
    parts = unpack(own_template(RECORD.declared()))
    return pack(parts | {BODY: parts[BODY].decode("utf-8").replace(before, after).encode("utf-8")})


def test_its_template_is_downloaded_edited_checked_and_put_into_use(admin: Browser, signed_in: Any) -> None:
    keep(RECORD)
    first = admin.get("/templat/BAP/unduh")
    assert first.data == own_template(RECORD.declared())
    refused = upload(admin, edited("isian_nama", "isian_nana"))
    assert refused.status_code == 409
    assert "“isian_nana”, mungkin “isian_nama”" in text(refused)
    assert upload(admin, edited("Tanya jawab", "Hasil tanya jawab")).status_code == 303
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert kasubsi.post("/templat/BAP/aktifkan", on="/templat/BAP", versi="1").status_code == 303
    assert "Hasil tanya jawab" in words(admin.get("/templat/BAP/contoh/word").data)
    page = text(admin.get("/templat/BAP"))
    assert "isian_nama" in page and "isian_tanya_jawab" in page


def test_a_template_in_use_goes_along_where_it_still_fits(admin: Browser, signed_in: Any) -> None:
    keep(RECORD)
    upload(admin, edited("Tanya jawab", "Hasil tanya jawab"))
    signed_in(Role.KASUBSI_INFOKIM).post("/templat/BAP/aktifkan", on="/templat/BAP", versi="1")
    send(admin, CHANGE, **form_of(RECORD, versi="1", judul="Berita Acara"))
    carried = active_template("BAP", 2)
    assert carried is not None and carried.number == 2
    assert "tidak cocok" not in text(admin.get("/jenis-naskah/BAP"))
    more = form_of(
        RECORD, versi="2", judul="Berita Acara", tanya4="Saksi", jenis4=str(QuestionKind.TEKS), wajib4="ya"
    )
    send(admin, CHANGE, **more)
    assert "Templat versi 2 tidak cocok dengan pertanyaan yang baru" in text(admin.get("/jenis-naskah/BAP"))
    assert active_template("BAP", 3) is None
    page = text(admin.get("/templat/BAP"))
    assert "untuk pertanyaan versi 1" in page and "Bawaan" in page
    refused = signed_in(Role.KASUBSI_INFOKIM).post("/templat/BAP/aktifkan", on="/templat/BAP", versi="1")
    assert "pertanyaan versi lama" in text(refused)


@pytest.mark.parametrize("address", ["/jenis-naskah/X", "/jenis-naskah/SURAT", "/jenis-naskah/X/ubah"])
def test_a_type_that_is_not_there_is_not_found(admin: Browser, address: str) -> None:
    assert admin.get(address).status_code == 404


def test_where_its_letters_are_signed_is_chosen_beside_those_of_the_built_in_ones(admin: Browser) -> None:
    keep(ORDER)
    page = text(admin.get("/profil-kantor/"))
    assert "Cara tanda tangan Surat Tugas" in page and "cara_ttd_" not in page
    row = OfficeSetting.get(OfficeSetting.key == "cara_ttd_SURAT-TUGAS")
    address = f"/profil-kantor/edit/?id={row.get_id()}"
    assert admin.post(address, on=address, value="srikandi").status_code == 302
    assert way_for(office_settings(), known_row(ORDER.code)) == "srikandi"


def test_every_list_that_names_types_names_it(admin: Browser, signed_in: Any) -> None:
    keep(ORDER)
    assert "Surat Tugas" in text(admin.get("/pelimpahan/new/"))
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    for address in ("/naskah/", "/makro/new/", "/penomoran/"):
        assert "Surat Tugas" in text(kasubsi.get(address)), address
