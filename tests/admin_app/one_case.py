"""One practice case walked on the screens until every type of paper is signed: what the papers' tests look at.

`python -m tests.admin_app.one_case docs/gambar/naskah.png` draws the montage of all their pages.
"""

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from PIL import Image, ImageDraw

from models.actions.channels.serve_account import record_failure, record_success
from models.actions.upkeep.practice import PEOPLE
from models.rules.cases.sop import Move, Output
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Contact, Document, LetterheadVersion, OfficeSetting, Official, Staff
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.docgen.papers import CODES, to_pdf
from tests.office import NOW, citizen_message, office, take_in
from tests.tools import needs

HERE = "/naskah-kantor"
DECEMBER = datetime(2026, 12, 1, 2, 0)
COMPLAINT = (
    "Selamat pagi, saya mengajukan penggantian paspor tanggal 3 November dan sudah membayar. Sampai hari ini "
    "statusnya masih “dalam proses” & belum ada kabar <padahal sudah lewat tiga minggu>.\n"
    "Mohon dibantu, terima kasih."
)
ANSWER = (
    "Paspor Saudara sudah selesai dicetak dan dapat diambil di loket 2 pada hari kerja pukul 08.00–15.00 WIB dengan "
    "menunjukkan nomor pengaduan ini. Kami mohon maaf atas keterlambatan pemberitahuan."
)
PROFILE = {"mode_nomor": "mandiri"}
LETTERHEAD = {
    "address": "Jalan Contoh Nomor 1, Belakang Padang, Kota Batam, Kepulauan Riau",
    "web": "kantor-contoh.example",
    "email": "pengaduan@kantor-contoh.example",
}
# What the officers word themselves, by the type of paper.
WORDED: Mapping[str, Mapping[str, Any]] = {
    "ND-ESKAL": {
        "reason": "Keterlambatan terjadi pada pengiriman blangko dari pusat, di luar wewenang seksi.",
        "opinion": "Berkas pemohon lengkap; kelalaian petugas tidak ditemukan.",
        "proposal": "Mohon arahan Bapak/Ibu, dan petugas seksi meneliti persediaan blangko di tempat.",
    },
    "DISPOSISI": {"lead": "lalintalkim", "forward_to": ["", "lalintalkim", "tikkim"],
                  "instructions": ["", "selesaikan", "koordinasikan"]},
    "LAPORAN": {
        "assignment": "Surat Perintah Nomor WIM.32.IMI.5-UM.01.01-605 tanggal 25 November 2026",
        "activity": "Hari dan tanggal: Rabu, 25 November 2026, pukul 09.00–10.30 WIB.\nLokasi: loket serah paspor "
        "dan gudang berkas.\nPetugas: Lina Contoh.\nPihak yang ditemui: petugas loket 2.",
        "conclusion": "Pengaduan terbukti.",
        "suggestion": "Paspor diserahkan kepada pelapor besok pagi; rak serah diperiksa setiap hari.",
        "officer_name": "Lina Contoh",
        "officer_nip": "199902282022032006",
    },
    "ND-JAWAB": {"legal_basis": "Standar pelayanan penggantian paspor pada kantor ini."},
    "ND-TERUSJWB": {"instruction": "Mohon disampaikan kepada pelapor hari ini."},
    "SURAT": {
        "english": "Your passport has been printed and can be collected at counter 2 on any working day between "
        "08.00 and 15.00 WIB. Please show this complaint number. We apologise for the late notice."
    },
    "ND-REKAP": {"notes": "Keterlambatan langkah 6 terjadi karena pemeriksaan gudang berkas."},
    "BA-GANGGUAN": {"cause": "Sambungan internet kantor terputus.", "done": "Penyedia jaringan dihubungi.",
                    "impact": "Tidak ada tanggapan yang terlambat."},
}  # fmt: skip


@dataclass
class Desk:
    """The back office with its clock, and a browser for each role."""

    app: Flask
    clock: Clock
    walk: Walk
    browsers: dict[Role, Browser]

    def as_role(self, role: Role) -> Browser:
        """Return the browser of a role, signed in; the clock stands where the case does."""
        self.clock.now = max(self.clock.now, self.walk.tick())
        if role not in self.browsers:
            self.browsers[role] = Browser(self.app)
            assert self.browsers[role].sign_in(role).status_code == 302
        return self.browsers[role]

    def submit(self, role: Role, form: str, **fields: Any) -> None:
        """Press a form of the case's page."""
        browser = self.as_role(role)
        forms = forms_on(case_page(browser, self.walk.case))
        assert form in forms, f"{form} is not among {sorted(forms)}"
        answer = send(browser, forms[form], **fields)
        assert answer.status_code == 303, text(answer)

    def case_paper(self, code: str, drafter: Role, signer: Role, *initials: Role) -> None:
        """Draft, initial and sign a paper of the case on its page, each by whose turn it is."""
        name = code.lower()
        self.submit(drafter, f"konsep-{name}", **(WORDED.get(code, {}) if code != "DISPOSISI" else {}))
        if code == "DISPOSISI":  # its ticks come from the move; only then can they be changed
            self.submit(drafter, f"konsep-{name}", **WORDED[code])
        paper = Document.select().where(Document.type == code).order_by(Document.id.desc()).get()
        for role in initials:
            self.submit(role, f"paraf-{paper.id}")
        self.submit(signer, f"ttd-{name}")

    def office_paper(self, code: str, about: str, *initials: Role) -> None:
        """Draft, initial and sign a paper of the office itself on its own page."""
        pengelola, kasubsi = self.as_role(Role.PENGELOLA), self.as_role(Role.KASUBSI_INFOKIM)
        key = f"kunci-{code}-0123456789"
        made = pengelola.post(f"{HERE}/konsep", jenis=code, tentang=about, form_key=key)
        assert made.status_code == 303, text(made)
        address = made.headers["Location"]
        if code in WORDED:
            worded = pengelola.post(f"{address}/susun", form_key=f"{key}-susun", **WORDED[code])
            assert worded.status_code == 303, text(worded)
        for role in initials:
            done = self.as_role(role).post(f"{address}/paraf", form_key=f"{key}-{role}")
            assert done.status_code == 303, text(done)
        version = Document.select().order_by(Document.id.desc()).get().version
        signed = kasubsi.post(f"{address}/tanda-tangani", form_key=f"{key}-ttd", versi=version)
        assert signed.status_code == 303, text(signed)


def walked(app: Flask, account: Any, clock: Clock) -> Desk:
    """Walk one case through every step and the month to its end; every type of paper is signed once."""
    furnish()
    walk = Walk(account)
    _complain(walk)
    desk = Desk(app, clock, walk, {})
    walk.identified().answer(Purpose.TANGGAPAN_AWAL)
    desk.submit(Role.PENGELOLA, "isian-seksi_tujuan", section="lalintalkim")
    walk.move(Move.AJUKAN_PENERUSAN)
    desk.case_paper("ND-TERUS", Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.PENGELOLA)
    walk.move(Move.TERUSKAN_KE_SEKSI)
    walk.write(Output.IDENTIFIKASI_SEKSI, "Berkas lengkap; pencetakan tertunda.")
    desk.case_paper("ND-ESKAL", Role.KASI_LALINTALKIM, Role.KASI_LALINTALKIM)
    walk.move(Move.TIDAK_DAPAT_DITANGANI, "Di luar wewenang seksi.")
    walk.move(Move.DISPOSISI_PENELITIAN, "Periksa persediaan blangko dan loket serah.", Section.LALINTALKIM)
    desk.case_paper("DISPOSISI", Role.KEPALA_KANTOR, Role.KEPALA_KANTOR)
    desk.submit(Role.PETUGAS_SEKSI, "foto", berkas=photos(5), caption="Rak serah paspor")
    desk.submit(Role.PETUGAS_SEKSI, "isian-laporan", text="Berkas lengkap sejak 3 November.\nPaspor sudah dicetak.")
    desk.case_paper("LAPORAN", Role.PETUGAS_SEKSI, Role.KASI_LALINTALKIM)
    walk.write(Output.NASKAH_JAWABAN, ANSWER)
    walk.move(Move.TETAPKAN_JAWABAN)
    desk.case_paper("ND-JAWAB", Role.KASI_LALINTALKIM, Role.KASI_LALINTALKIM)
    walk.move(Move.SERAHKAN_KE_KASI_TIKKIM)
    desk.case_paper("ND-TERUSJWB", Role.KASI_TIKKIM, Role.KASI_TIKKIM)
    walk.move(Move.TERUSKAN_JAWABAN_KE_KASUBSI)
    walk.move(Move.TERUSKAN_JAWABAN_KE_PENGELOLA)
    chain = (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM)
    desk.case_paper("SURAT", Role.PENGELOLA, Role.KEPALA_KANTOR, *chain)
    walk.answer(Purpose.JAWABAN, ANSWER)
    desk.case_paper("KENDALI", Role.PENGELOLA, Role.PENGELOLA)
    desk.case_paper("LEMBAR", Role.PENGELOLA, Role.PENGELOLA)
    walk.move(Move.ARSIPKAN)
    _end_the_month(desk, account)
    return desk


def furnish() -> None:
    """Give the office its letterhead and its officials the names of practice."""
    for key, value in PROFILE.items():
        OfficeSetting.insert(key=key, value=value).on_conflict_ignore().execute()
        OfficeSetting.update(value=value).where(OfficeSetting.key == key).execute()
    LetterheadVersion.update(LETTERHEAD).execute()
    for person in PEOPLE:
        staff = Staff.get_or_none((Staff.role == person.role) & Staff.official.is_null(False))
        if staff is not None:
            Official.update(name=person.name, nip=person.nip).where(Official.id == staff.official_id).execute()
            Staff.update(name=person.name).where(Staff.id == staff.id).execute()


def _complain(walk: Walk) -> None:
    """Let the case begin with what a citizen writes, and others complain beside it."""
    take_in(walk.account, citizen_message(COMPLAINT))
    Contact.update(address="Kampung Contoh RT 01, Belakang Padang").where(
        Contact.id == walk.case.contact_id
    ).execute()
    for place, said in enumerate(("Antrean paspor terlalu lama.", "Nomor telepon kantor tidak dijawab.")):
        take_in(walk.account, citizen_message(said, who=f"62811000001{place}"))


def _end_the_month(desk: Desk, account: Any) -> None:
    record_success(account.id, NOW)
    record_failure(account.id, "terganggu", "Kanal sedang terganggu.", NOW + timedelta(hours=3))
    record_success(account.id, NOW + timedelta(hours=4))
    desk.clock.now = DECEMBER
    for role in list(desk.browsers):
        del desk.browsers[role]  # a week later everybody signs in again
    desk.office_paper("BA-GANGGUAN", f"kanal:{account.id}:2026-11-25")
    closing = desk.as_role(Role.KASUBSI_INFOKIM).post(
        "/akhir-bulan/tutup", on="/akhir-bulan/", bulan="2026-11", form_key="kunci-tutup-bulan-01"
    )
    assert closing.status_code in (302, 303), text(closing)
    for code in ("REKAP", "REKAP-SAMAR", "REGISTER", "AGENDA"):
        desk.office_paper(code, "2026-11")
    desk.office_paper("ND-REKAP", "2026-11", Role.PENGELOLA)


def photos(count: int) -> list[tuple[io.BytesIO, str]]:
    """Draw photos as a browser sends them."""
    made = []
    for place in range(count):
        size = (1200, 900) if place != 1 else (900, 1200)
        picture = Image.new("RGB", size, (40 + 40 * place, 110, 150))
        draw = ImageDraw.Draw(picture)
        for line in range(0, size[0], 90):
            draw.line((line, 0, line // 2, size[1]), fill="white", width=6)
        packed = io.BytesIO()
        picture.save(packed, "JPEG")
        made.append((io.BytesIO(packed.getvalue()), f"foto-{place}.jpg"))
    return made


def downloaded(desk: Desk) -> dict[str, bytes]:
    """Take every signed paper away as its Word file, as who may read it does."""
    browser, found = desk.as_role(Role.KASUBSI_INFOKIM), {}
    for paper in Document.select().where(Document.state == "ditandatangani").order_by(Document.id):
        root = "/naskah" if paper.complaint_id else HERE
        answer = browser.get(f"{root}/{paper.public_id}/unduh")
        assert answer.status_code == 200, paper.type
        found[paper.type] = answer.data
    return found


def facts_of(code: str) -> dict[str, Any]:
    """Return the facts a paper was signed with."""
    return dict(json.loads(Document.get((Document.type == code) & (Document.state == "ditandatangani")).facts))


def draw_montage(papers: Mapping[str, bytes], folder: Path) -> Image.Image:
    """Lay every page of every paper out side by side, in the order of the document types."""
    files = [folder / f"{code}.docx" for code in CODES]
    for file in files:
        file.write_bytes(papers[file.stem])
    pages = []
    for pdf in to_pdf(needs("libreoffice"), files, folder / "profil"):
        subprocess.run([needs("pdftoppm"), "-r", "60", "-png", pdf, pdf.with_suffix("")], check=True, timeout=120)
        pages += [Image.open(page).convert("L") for page in sorted(folder.glob(f"{pdf.stem}-[0-9]*.png"))]
    upright = [page for page in pages if page.height > page.width]
    wide = [page for page in pages if page.height <= page.width]
    return _laid_out([*_rows(upright, 8), *_rows(wide, 6)])


def _rows(pages: list[Image.Image], many: int) -> list[list[Image.Image]]:
    return [pages[place : place + many] for place in range(0, len(pages), many)]


def _laid_out(rows: list[list[Image.Image]], gap: int = 8) -> Image.Image:
    width = max(sum(page.width + gap for page in row) for row in rows) + gap
    height = sum(row[0].height + gap for row in rows) + gap
    sheet, top = Image.new("L", (width, height), 150), gap
    for row in rows:
        left = gap
        for page in row:
            sheet.paste(page, (left, top))
            left += page.width + gap
        top += row[0].height + gap
    return sheet.quantize(32)


def main(target: str) -> None:
    """Walk the case in a fresh office and draw its papers."""
    with tempfile.TemporaryDirectory() as name, office(f"sqlite:///{name}/office.db") as account:
        clock = Clock()
        desk = walked(back_office(Path(name), clock), account, clock)
        draw_montage(downloaded(desk), Path(name)).save(target, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
