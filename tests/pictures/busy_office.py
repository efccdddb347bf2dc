"""An office on a Wednesday at nine with a case at every desk: what the pictures show. Names are samples."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from models.actions.channels.serve_account import record_success
from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.core.write_output import choose_section, identify
from models.actions.papers.draft_document import draft_document
from models.actions.upkeep.office_watch import look_at_office, stamp_jobs
from models.rules.cases.sop import Move, Output
from models.rules.channels.messages import Author, HandleKind
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.rules.upkeep.agent_jobs import AgentJob
from models.tables import AgentHeartbeat, Complaint, Outbox
from tests.actions.walking import Walk, own_numbers
from tests.admin_app.browsing import Clock, back_office
from tests.admin_app.one_case import furnish
from tests.office import NOW, actor, citizen_message, office, take_in

ANSWER = (
    "Paspor Saudara sudah selesai dicetak dan dapat diambil di loket 2 pada hari kerja pukul 08.00–15.00 WIB dengan "
    "menunjukkan nomor pengaduan ini. Kami mohon maaf atas keterlambatan pemberitahuan."
)

THANKS = (
    "Yth. {who},\nTerima kasih telah menghubungi Kantor Imigrasi. Pengaduan Saudara kami catat dengan Nomor {number} "
    "dan sedang kami tindak lanjuti."
)


@dataclass(frozen=True)
class Told:
    """What one citizen writes, which desk it concerns, and how many minutes ago."""

    who: str
    phone: str
    ago: int
    subject: str
    texts: tuple[str, ...]
    category: str = "paspor"
    section: Section = Section.LALINTALKIM


@dataclass(frozen=True)
class BusyOffice:
    """The office, its clock, and its cases by the name of where they stand."""

    app: Flask
    clock: Clock
    cases: dict[str, str]


_L, _I, _T, _K = Section.LALINTALKIM, Section.INTELDAKIM, Section.TIKKIM, Section.KEPALA_KANTOR
# name of the case -> what was written; the last words say how far the office has come with it.
STORIES: dict[str, Told] = {
    "identifikasi": Told(
        "Yusuf Contoh", "6289900000801", 2, "",
        ("Assalamualaikum min, kuota M-Paspor kok habis terus ya dari minggu lalu?",
         "Sudah coba jam 00.00 juga penuh. Anak saya harus berangkat tanggal 3 Desember."),
    ),
    "baru": Told(
        "Ningsih Contoh", "6289900000805", 1, "", ("Paspor saya hilang di kapal, harus lapor ke mana dulu pak?",)
    ),
    "asing": Told(
        "Chen Contoh", "6289900000804", 3, "",
        ("Good morning, my passport was stamped with the wrong arrival date at Belakang Padang. Please advise.",),
    ),
    "tanggapan": Told(
        "Maria Contoh", "6289900000802", 3, "KITAS suami belum ada kabar",
        ("Selamat pagi, KITAS suami saya sudah 10 hari belum ada kabar, berkas 4471.",), "izin_tinggal",
    ),
    "penerusan": Told(
        "Hasan Contoh", "6289900000806", 12, "Nama pada paspor salah ketik",
        ("Nama bapak saya di paspor baru salah ketik satu huruf, apakah bisa diperbaiki tanpa bayar lagi?",),
    ),
    "kasubsi": Told(
        "Rosa Contoh", "6289900000807", 25, "Antrean loket paspor terlalu lama",
        ("Antre dari subuh tadi belum dipanggil juga, padahal nomor antrean 12.",),
    ),
    "analisa": Told(
        "Joko Contoh", "6289900000808", 22, "Permohonan paspor ditolak sistem",
        ("Permohonan saya ditolak sistem katanya data ganda, padahal baru pertama kali membuat paspor.",),
    ),
    "inteldakim": Told(
        "Dedi Contoh", "6289900000809", 55, "Dugaan orang asing bekerja tanpa izin",
        ("Ada warga asing bekerja di galangan kapal, setahu warga tidak punya izin kerja.",), "intelijen", _I,
    ),
    "penelitian": Told(
        "Sari Contoh", "6289900000501", 65, "Penggantian paspor melewati tiga minggu",
        ("Paspor saya belum jadi padahal sudah tiga minggu dan sudah membayar.",
         "Nomor permohonan ada di foto yang tadi saya kirim ke loket."),
    ),
    "disposisi": Told(
        "Bayu Contoh", "6289900000803", 16, "Dugaan pungutan di pelabuhan",
        ("PETUGAS DI PELABUHAN MINTA UANG RP 50.000 KATANYA BIAYA CAP",), "perilaku_petugas", _K,
    ),
    "tikkim": Told(
        "Wati Contoh", "6289900000810", 26, "Penggantian paspor rusak",
        ("Paspor saya basah dan sobek, kata petugas harus diperiksa dulu. Kapan jadwalnya?",),
    ),
    "penyampaian": Told(
        "Tono Contoh", "6289900000811", 24, "Paspor selesai belum dikabari",
        ("Selamat pagi, penggantian paspor saya tanggal 3 November belum ada kabar, sudah lewat tiga minggu.",
         "Mohon dibantu, terima kasih."),
    ),
    "selesai": Told(
        "Lestari Contoh", "6289900000812", 85, "Jadwal foto paspor tidak muncul",
        ("Jadwal foto saya tidak muncul di aplikasi M-Paspor.",), "m_paspor", _T,
    ),
}  # fmt: skip


class Story(Walk):
    """A case that begins with a citizen's own words."""

    def __init__(self, account: Any, told: Told) -> None:
        own_numbers()
        self.account, self.section, self.told = account, told.section, told
        self.now = NOW - timedelta(minutes=told.ago)
        author = Author(HandleKind.PHONE, f"+{told.phone}", told.who)
        said = [
            citizen_message(text, told.phone, self.now + timedelta(seconds=20 * count), author=author)
            for count, text in enumerate(told.texts)
        ]
        take_in(account, *said, now=self.now + timedelta(seconds=45))
        self.id = Complaint.select().order_by(Complaint.id.desc()).first().id

    def identified(self) -> "Story":
        """Identify it by its own subject."""
        told = self.told
        # In the lane for conduct that is Kasubsi Infokim.
        identify(self.id, self.holder(), self.tick(), category=told.category, subject=told.subject)
        self.move(Move.IDENTIFIKASI_SELESAI)
        return self

    def move(self, move: Move, reason: str = "Mohon ditindaklanjuti.", section: Section | None = None) -> Complaint:
        """Press a button with the words officers use."""
        return super().move(move, reason, section)

    def answer(self, purpose: Purpose, text: str = "") -> str:
        """Send what the office sends."""
        said = ANSWER if purpose is Purpose.JAWABAN else THANKS
        return super().answer(purpose, text or said.format(who=self.told.who, number=self.case.number))

    def at_kasubsi(self) -> "Story":
        """Hand it to Kasubsi with the memo drafted, as Pengelola does."""
        self.identified().answer(Purpose.TANGGAPAN_AWAL)
        choose_section(self.id, self.section, actor(Role.PENGELOLA), self.tick())
        draft_document(self.id, "ND-TERUS", actor(Role.PENGELOLA), self.tick())
        self.move(Move.AJUKAN_PENERUSAN)
        return self

    def fieldwork_done(self) -> None:
        """Report what was found, and word the answer."""
        self.write(Output.LAPORAN, "Diperiksa di ruang cetak dan loket serah: paspor sudah tercetak.")
        self.paper("LAPORAN")
        self.write(Output.NASKAH_JAWABAN, ANSWER)
        self.move(Move.TETAPKAN_JAWABAN)

    def reach(self, name: str) -> None:
        """Walk as far as the name of the story says."""
        if name in _FAR:
            _FAR[name](self)


def _to_tikkim(story: Story) -> None:
    story.with_answer().paper("ND-JAWAB")
    story.move(Move.SERAHKAN_KE_KASI_TIKKIM)


_FAR: dict[str, Any] = {
    "tanggapan": lambda story: story.identified(),
    "penerusan": lambda story: story.identified().answer(Purpose.TANGGAPAN_AWAL),
    "kasubsi": lambda story: story.at_kasubsi(),
    "analisa": lambda story: story.at_section(),
    "inteldakim": lambda story: story.at_section(),
    "penelitian": lambda story: story.at_fieldwork(),
    "disposisi": lambda story: story.at_section(),
    "tikkim": _to_tikkim,
    "penyampaian": lambda story: story.with_answer().handed_back(),
    "selesai": lambda story: story.with_answer().handed_back().finished(),
}


@contextmanager
def busy_office(folder: Path) -> Iterator[BusyOffice]:
    """Make the office in a folder and open it, its clock standing at nine."""
    with office(f"sqlite:///{folder / 'aduan.db'}") as account:
        clock = Clock()
        app = back_office(folder, clock)
        furnish()
        cases = {}
        for name, told in sorted(STORIES.items(), key=lambda pair: -pair[1].ago):
            story = Story(account, told)
            story.reach(name)
            cases[name] = str(story.case.public_id)
        Outbox.update(ack="read").where(Outbox.sent_at.is_null(False)).execute()
        record_success(account.id, NOW)
        AgentHeartbeat.create(owner="pc-kanal", started_at=NOW - timedelta(hours=2), seen_at=NOW)
        stamp_jobs(AgentJob, "pc-kanal", NOW)
        keep_clocks(NOW)
        give_warnings(NOW)
        assert look_at_office(NOW, 15.0) == (), "the pictures would show an office in which something stands still"
        yield BusyOffice(app, clock, cases)
