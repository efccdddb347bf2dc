"""What officers do on the screens: a row for each stage with whose desk it is and which form brings it on."""

from dataclasses import dataclass, field

from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role

R, S = Role, Stage
ANSWER = "Paspor dapat diambil besok di loket 2."
# Few words for many cases, all short enough for every channel.
REPLIES = (
    "Terima kasih, pengaduan Anda sudah kami terima.",
    "Mohon menunggu, berkas sedang kami periksa.",
    "Mohon kirim nomor permohonan Anda.",
    ANSWER,
)


@dataclass(frozen=True)
class DeskWork:
    """One form. Of a stage's rows, the first whose form stands on the page is sent."""

    stage: Stage
    role: Role
    form: str
    fields: dict[str, str] = field(default_factory=dict)
    answers: bool = False  # words to the citizen: chosen among REPLIES, or as the fields say
    in_turn: bool = True  # False: nothing tells whether it is done already, so one of such rows is drawn


_TOLD = {"category": "paspor", "urgency": "biasa", "subject": "Paspor belum jadi", "lanjut": "identifikasi_selesai"}
_FINAL = {"tujuan": "jawaban", "text": ANSWER, "yakin": "ya"}
WORK: tuple[DeskWork, ...] = (
    DeskWork(S.IDENTIFIKASI, R.PENGELOLA, "isian-identifikasi", _TOLD),
    DeskWork(S.TANGGAPAN_AWAL, R.PENGELOLA, "balas", {"tujuan": "tanggapan_awal"}, answers=True),
    DeskWork(S.PENERUSAN_PENGELOLA, R.PENGELOLA, "langkah-ajukan_penerusan"),
    DeskWork(S.PENERUSAN_PENGELOLA, R.PENGELOLA, "isian-seksi_tujuan", {"section": "lalintalkim"}),
    DeskWork(S.PENERUSAN_KASUBSI, R.KASUBSI_INFOKIM, "langkah-teruskan_ke_seksi"),
    DeskWork(S.PENERUSAN_KASUBSI, R.KASUBSI_INFOKIM, "ttd-nd-terus"),
    DeskWork(S.PENERUSAN_KASUBSI, R.KASUBSI_INFOKIM, "konsep-nd-terus"),
    DeskWork(S.ANALISA_SEKSI, R.KASI_LALINTALKIM, "langkah-dapat_ditangani"),
    DeskWork(S.ANALISA_SEKSI, R.KASI_LALINTALKIM, "isian-identifikasi_seksi", {"text": "Berkas lengkap."}),
    DeskWork(S.PENELITIAN, R.KASI_LALINTALKIM, "langkah-tetapkan_jawaban"),
    DeskWork(S.PENELITIAN, R.KASI_LALINTALKIM, "ttd-laporan"),
    DeskWork(S.PENELITIAN, R.KASI_LALINTALKIM, "konsep-laporan", in_turn=False),
    DeskWork(S.PENELITIAN, R.KASI_LALINTALKIM, "isian-laporan", {"text": "Diperiksa di ruang cetak."}, in_turn=False),
    DeskWork(S.PENELITIAN, R.KASI_LALINTALKIM, "isian-naskah_jawaban", {"text": ANSWER}, in_turn=False),
    DeskWork(S.JAWABAN_SEKSI, R.KASI_LALINTALKIM, "langkah-serahkan_ke_kasi_tikkim"),
    DeskWork(S.JAWABAN_SEKSI, R.KASI_LALINTALKIM, "ttd-nd-jawab"),
    DeskWork(S.JAWABAN_SEKSI, R.KASI_LALINTALKIM, "konsep-nd-jawab"),
    DeskWork(S.JAWABAN_KASI_TIKKIM, R.KASI_TIKKIM, "langkah-teruskan_jawaban_ke_kasubsi"),
    DeskWork(S.JAWABAN_KASUBSI, R.KASUBSI_INFOKIM, "langkah-teruskan_jawaban_ke_pengelola"),
    DeskWork(S.PENYAMPAIAN, R.PENGELOLA, "balas", _FINAL, answers=True),
    DeskWork(S.DOKUMENTASI, R.PENGELOLA, "langkah-arsipkan", {"no_scan": "Mesin pindai rusak"}),
    DeskWork(S.DOKUMENTASI, R.PENGELOLA, "ttd-lembar"),
    DeskWork(S.DOKUMENTASI, R.PENGELOLA, "konsep-lembar"),
)
