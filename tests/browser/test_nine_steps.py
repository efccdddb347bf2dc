"""One complaint from the citizen's phone through all nine steps, every role at his own browser; once per branch."""

from pathlib import Path

import docx
from playwright.sync_api import Browser, expect

from tests.browser.people import PATIENCE, Camera, Citizen, Officer
from tests.browser.practice import Practice, says

CITIZENS = {"5b": ("Sari Contoh", "089900000501"), "5a": ("Dedi Contoh", "089900000502")}
# Others wait in the queue meanwhile.
NEIGHBOURS = (
    ("Yusuf Contoh", "6289900000801", "Assalamualaikum, kuota M-Paspor kok habis terus ya dari minggu lalu?"),
    ("Maria Contoh", "6289900000802", "Selamat pagi, KITAS suami saya sudah 10 hari belum ada kabar, berkas 4471."),
    ("Bayu Contoh", "6289900000803", "PETUGAS DI PELABUHAN MINTA UANG RP 50.000 KATANYA BIAYA CAP"),
    ("Chen Contoh", "6289900000804", "Hello, my passport was stamped with the wrong date on arrival."),
    ("Ningsih Contoh", "6289900000805", "Paspor saya hilang di kapal, harus lapor ke mana dulu pak?"),
)


def words_of(path: Path) -> str:
    """Read the words of a Word file, tables and header included."""
    paper = docx.Document(str(path))
    parts = [paragraph.text for paragraph in paper.paragraphs]
    parts += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join(parts)


class Walk:
    """What the two branches have in common."""

    def __init__(self, browser: Browser, office: Practice, branch: str, story: str, folder: Path) -> None:
        self.browser, self.office, self.story, self.folder = browser, office, story, folder
        self.camera = Camera(branch)
        self.citizen = Citizen.new(browser, office, *CITIZENS[branch])
        self.at: dict[str, Officer] = {}

    def officer(self, role: str) -> Officer:
        """Return the officer of a role, signed in once, with the case open."""
        if role not in self.at:
            self.at[role] = Officer.signed_in(self.browser, self.office, role)
        officer = self.at[role]
        officer.opens(self.story)
        return officer

    def look(self, officer: Officer, name: str) -> None:
        """Keep a picture."""
        self.camera.take(officer.page, name)

    def first_four_steps(self, category: str, subject: str) -> None:
        """Receive, identify, answer first, forward with the signed nota dinas."""
        waiting = self.at["pengelola"] = Officer.by_hand(self.browser, self.office, "pengelola")
        self.look(waiting, "antrean")
        self.citizen.write(self.story)
        says(self.office, *NEIGHBOURS)
        pengelola = self.officer("pengelola")
        self.look(pengelola, "identifikasi")
        pengelola.picks("Kategori", category)
        pengelola.fills("Pokok aduan", subject)
        pengelola.presses("Simpan & identifikasi selesai")
        self.story = subject
        self.look(pengelola, "tanggapan-awal")
        pengelola.presses("Kirim lewat WhatsApp")
        pengelola.stands_at("Penerusan – Pengelola")
        self.citizen.reads("Terima kasih telah menghubungi")
        self.look(pengelola, "penerusan-pengelola")
        pengelola.presses("Siapkan konsep Nota Dinas Pengoordinasian")
        pengelola.presses("Ajukan ke Kasubsi Infokim")
        self.look(pengelola, "diajukan")
        kasubsi = self.officer("kasubsi_infokim")
        self.look(kasubsi, "penerusan-kasubsi")
        self.signs(kasubsi)
        self.look(kasubsi, "nota-dinas-bertanda-tangan")
        text = words_of(kasubsi.downloads("Unduh Word", self.folder))
        assert subject in text
        assert "NOTA DINAS" in text.upper()
        kasubsi.presses("Teruskan ke seksi")

    def signs(self, officer: Officer) -> None:
        """Sign, and wait until it can no longer be taken back: then the page shows it by itself."""
        officer.presses("Tanda tangani")
        expect(officer.page.locator("form.signing")).to_have_count(0, timeout=3 * PATIENCE)

    def signed_answer(self, role: str, answer: str, onward: str) -> None:
        """Sign the nota dinas with the answer and hand it over."""
        officer = self.officer(role)
        officer.presses("Siapkan konsep Nota Dinas Jawaban")
        self.signs(officer)
        self.look(officer, "nota-dinas-jawaban")
        assert answer in words_of(officer.downloads("Unduh Word", self.folder))
        officer.presses(onward)

    def last_steps(self, answer: str) -> None:
        """Hand over three times, deliver the answer, file the sheet."""
        tikkim = self.officer("kasi_tikkim")
        self.look(tikkim, "jawaban-kasi-tikkim")
        tikkim.presses("Teruskan ke Kasubsi Infokim")
        kasubsi = self.officer("kasubsi_infokim")
        self.look(kasubsi, "jawaban-kasubsi")
        kasubsi.presses("Teruskan ke Pengelola")
        pengelola = self.officer("pengelola")
        pengelola.page.locator(".pane-queue").evaluate("pane => pane.scrollTo(0, 0)")
        self.look(pengelola, "penyampaian")  # the picture of the README
        assert answer in pengelola.page.locator("#balasan").input_value()
        pengelola.presses("Kirim lewat WhatsApp")
        pengelola.stands_at("Dokumentasi")
        self.citizen.reads(answer)
        self.look(pengelola, "dokumentasi")
        pengelola.presses("Siapkan konsep Lembar Pengaduan Masyarakat")
        pengelola.presses("Terbitkan lembar")
        assert answer in words_of(pengelola.downloads("Unduh Word", self.folder))
        pengelola.fills("Mengapa tidak ada salinan bertanda tangan", "Asli disimpan di map perkara.")
        pengelola.presses("Arsipkan dan selesaikan")
        pengelola.stands_at("Selesai")
        self.look(pengelola, "selesai")
        self.camera.take(self.citizen.page, "ponsel-warga")

    def ends_clean(self) -> None:
        """Nothing in any browser's console; every invariant of the database holds."""
        assert {role: officer.complaints for role, officer in self.at.items() if officer.complaints} == {}
        self.office.programs.admin("verify")


def test_a_complaint_the_section_can_handle_walks_through_all_nine_steps(
    browser: Browser, office: Practice, tmp_path: Path
) -> None:
    answer = "Paspor Saudara sudah selesai dan dapat diambil hari kerja berikutnya."
    walk = Walk(browser, office, "5b", "Paspor saya belum jadi padahal sudah tiga minggu", tmp_path)
    walk.first_four_steps("Paspor (DPRI) dan penggantiannya", "Penggantian paspor melewati tiga minggu")
    kasi = walk.officer("kasi_lalintalkim")
    walk.look(kasi, "analisa")
    kasi.fills("Hasil analisa substansi", "Berkas lengkap; cetak tertunda karena pemeliharaan mesin.")
    kasi.presses("Simpan & dapat ditangani (5b)")
    petugas = walk.officer("petugas_seksi")
    walk.look(petugas, "petugas-laporan")
    petugas.fills("Laporan hasil penelitian", "Diperiksa di ruang cetak; paspor sudah tercetak.")
    petugas.presses("Simpan")
    kasi = walk.officer("kasi_lalintalkim")
    walk.look(kasi, "penelitian")
    kasi.fills("Naskah jawaban untuk pelapor", answer)
    kasi.presses("Simpan")
    walk.look(kasi, "laporan-terbit")
    kasi.presses("Terbitkan laporan & tetapkan jawaban")
    walk.signed_answer("kasi_lalintalkim", answer, "Serahkan ke Kasi TIKKIM")
    walk.last_steps(answer)
    walk.ends_clean()


def test_a_complaint_the_section_cannot_handle_is_answered_by_the_head_of_the_office(
    browser: Browser, office: Practice, tmp_path: Path
) -> None:
    answer = "Laporan Saudara sedang kami dalami bersama Divisi Keimigrasian."
    walk = Walk(browser, office, "5a", "Ada warga asing bekerja tanpa izin di pelabuhan", tmp_path)
    walk.first_four_steps("Intelijen dan penindakan keimigrasian", "Dugaan orang asing bekerja tanpa izin")
    kasi = walk.officer("kasi_inteldakim")
    kasi.fills("Hasil analisa substansi", "Perlu operasi gabungan di luar kewenangan seksi.")
    kasi.presses("Simpan")
    kasi.unfolds("Tidak dapat ditangani (5a)")
    kasi.fills("Alasan", "Membutuhkan keputusan Kepala Kantor.")
    walk.look(kasi, "tidak-dapat-ditangani")
    kasi.presses("Tidak dapat ditangani (5a): ke Kepala Kantor")
    kepala = walk.officer("kepala_kantor")
    walk.look(kepala, "disposisi")
    kepala.unfolds("Naskah jawaban")
    kepala.fills("Naskah jawaban untuk pelapor", answer)
    kepala.presses("Simpan")
    kepala.unfolds("Tetapkan jawaban sendiri")
    kepala.fills("Petunjuk", "Jawab bahwa laporan didalami; koordinasikan dengan Divisi Keimigrasian.")
    walk.look(kepala, "disposisi-jawab")
    kepala.presses("Tetapkan jawaban sendiri")
    walk.signed_answer("kepala_kantor", answer, "Serahkan ke Kasi TIKKIM")
    walk.last_steps(answer)
    walk.ends_clean()
