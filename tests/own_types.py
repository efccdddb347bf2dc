"""Three own types of paper as an office would make them: an invitation, a record of questioning, an order to go."""

from typing import Any

from models.actions.papers.own.keep_type import make_type
from models.rules.cases.sop import Stage
from models.rules.papers.own.own_type import Form, Numbering, OwnType, Question, QuestionKind
from models.rules.staff.roles import Role
from models.tables import PaperType, PaperTypeVersion
from tests.office import NOW, actor

_K = QuestionKind
INVITATION = OwnType(
    code="UNDANGAN",
    title="Surat Undangan Klarifikasi",
    form=Form.SURAT,
    numbering=Numbering.SURAT,
    stages=(Stage.ANALISA_SEKSI, Stage.PENELITIAN),
    drafters=(Role.PETUGAS_SEKSI,),
    to_reporter=True,
    opening="Sehubungan dengan pengaduan nomor [nomor] tanggal [tanggal] mengenai “[pokok]”, kami undang Saudara:",
    closing="Demikian disampaikan. Atas kehadiran Saudara, kami ucapkan terima kasih.",
    questions=(
        Question("tanggal", "Tanggal", _K.TANGGAL, required=True),
        Question("pukul", "Pukul", required=True, hint="Misalnya 09.00 WIB."),
        Question("tempat", "Tempat", required=True),
        Question("dibawa", "Yang perlu dibawa", _K.URAIAN),
    ),
)
RECORD = OwnType(
    code="BAP",
    title="Berita Acara Pemeriksaan",
    form=Form.LEMBAR,
    numbering=Numbering.SERI,
    stages=(Stage.ANALISA_SEKSI, Stage.PENELITIAN),
    drafters=(Role.PETUGAS_SEKSI,),
    opening="Pada hari ini, [hari ini], telah diperiksa seseorang sehubungan dengan pengaduan nomor [nomor]:",
    closing="Demikian berita acara ini dibuat dengan sebenarnya.",
    questions=(
        Question("nama", "Nama yang diperiksa", required=True),
        Question("kewarganegaraan", "Kewarganegaraan", _K.PILIHAN, required=True, options=("WNI", "WNA")),
        Question("tanya_jawab", "Tanya jawab", _K.TABEL, required=True, options=("Pertanyaan", "Jawaban")),
        Question("simpulan", "Simpulan", _K.URAIAN, required=True),
    ),
)
ORDER = OwnType(
    code="SURAT-TUGAS",
    title="Surat Tugas",
    form=Form.LEMBAR,
    numbering=Numbering.SURAT,
    stages=(Stage.ANALISA_SEKSI, Stage.PENELITIAN),
    drafters=(Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI),
    paraf=(Role.KASI_LALINTALKIM,),
    signer=Role.KEPALA_KANTOR,
    questions=(
        Question("dasar", "Dasar", _K.URAIAN, required=True),
        Question("petugas", "Memberi tugas kepada", _K.TABEL, required=True, options=("Nama", "NIP", "Jabatan")),
        Question("untuk", "Untuk", _K.URAIAN, required=True),
        Question("mulai", "Mulai", _K.TANGGAL, required=True),
    ),
)
THREE = (INVITATION, RECORD, ORDER)


def admin() -> Any:
    """Return the administrator of the office."""
    return actor(Role.ADMINISTRATOR)


def keep(*types: OwnType, moment: Any = NOW) -> list[PaperTypeVersion]:
    """Let the administrator make these types, as far as the office has none of that code."""
    there = {code for (code,) in PaperType.select(PaperType.code).tuples()}
    return [make_type(own, admin(), moment) for own in types or THREE if own.code not in there]
