"""The SOP: nine steps, the stages in which a complaint waits on somebody's desk, and every move between them.

Everything that decides where a complaint may go is in this file and in the conditions beside it. The titles and times of
the steps are not: they are the office's data (models/starting_data/sop.toml).
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from models.rules.cases.conditions import When as When
from models.rules.cases.step_outputs import Output as Output


class Step(IntEnum):
    """The nine steps (Kegiatan) of SOPAP WIM.32.IMI.5-OT.02.02-545, in its own numbers."""

    MENERIMA = 1
    IDENTIFIKASI = 2
    TANGGAPAN_AWAL = 3
    MENERUSKAN = 4
    ANALISA = 5
    PENELITIAN = 6
    MENERIMA_JAWABAN = 7
    MENYAMPAIKAN = 8
    MENDOKUMENTASIKAN = 9


class Holder(StrEnum):
    """On whose desk a stage lies. SECTION_HEAD is the Kasi of the complaint's section (or Kepala Kantor)."""

    PENGELOLA = "pengelola"
    KASUBSI_INFOKIM = "kasubsi_infokim"
    KASI_TIKKIM = "kasi_tikkim"
    SECTION_HEAD = "kasi_seksi"
    KEPALA_KANTOR = "kepala_kantor"


class Stage(StrEnum):
    """Where a complaint is. Step 4 has two desks, step 5 two, step 7 four; the rest have one."""

    IDENTIFIKASI = "identifikasi"
    TANGGAPAN_AWAL = "tanggapan_awal"
    PENERUSAN_PENGELOLA = "penerusan_pengelola"
    PENERUSAN_KASUBSI = "penerusan_kasubsi"
    ANALISA_SEKSI = "analisa_seksi"
    DISPOSISI = "disposisi"
    PENELITIAN = "penelitian"
    JAWABAN_SEKSI = "jawaban_seksi"
    JAWABAN_KEPALA = "jawaban_kepala"
    JAWABAN_KASI_TIKKIM = "jawaban_kasi_tikkim"
    JAWABAN_KASUBSI = "jawaban_kasubsi"
    PENYAMPAIAN = "penyampaian"
    DOKUMENTASI = "dokumentasi"
    SELESAI = "selesai"
    DITUTUP = "ditutup"
    DIGABUNG = "digabung"  # reached and left by models/actions/cases/merge_complaints only


@dataclass(frozen=True)
class StageRow:
    """One stage: its SOP step, whose desk, and the one thing to do next, in the words of the screen."""

    step: Step
    holder: Holder
    label: str
    to_do: str
    open: bool = True
    to_do_alone: str = ""  # where the complaint is about an officer, so that no section may be given it


# fmt: off
STAGES: dict[Stage, StageRow] = {
    Stage.IDENTIFIKASI: StageRow(Step.IDENTIFIKASI, Holder.PENGELOLA, "Identifikasi", "Tentukan jenis, kategori, dan pokok aduan."),
    Stage.TANGGAPAN_AWAL: StageRow(Step.TANGGAPAN_AWAL, Holder.PENGELOLA, "Tanggapan awal", "Kirim tanggapan awal kepada pelapor."),
    Stage.PENERUSAN_PENGELOLA: StageRow(Step.MENERUSKAN, Holder.PENGELOLA, "Penerusan – Pengelola", "Siapkan nota dinas dan ajukan ke Kasubsi Infokim."),
    Stage.PENERUSAN_KASUBSI: StageRow(Step.MENERUSKAN, Holder.KASUBSI_INFOKIM, "Penerusan – Kasubsi", "Tanda tangani nota dinas dan teruskan ke seksi."),
    Stage.ANALISA_SEKSI: StageRow(Step.ANALISA, Holder.SECTION_HEAD, "Analisa seksi", "Analisa substansi; tentukan dapat ditangani atau tidak."),
    Stage.DISPOSISI: StageRow(Step.ANALISA, Holder.KEPALA_KANTOR, "Disposisi Kepala Kantor", "Beri disposisi: ke seksi, jawab, atau rujuk.", to_do_alone="Tulis naskah jawaban, lalu tetapkan sendiri atau rujuk."),
    Stage.PENELITIAN: StageRow(Step.PENELITIAN, Holder.SECTION_HEAD, "Penelitian lapangan", "Isi laporan hasil penelitian, terbitkan, dan tetapkan jawaban."),
    Stage.JAWABAN_SEKSI: StageRow(Step.MENERIMA_JAWABAN, Holder.SECTION_HEAD, "Jawaban – seksi", "Tanda tangani nota dinas jawaban dan serahkan."),
    Stage.JAWABAN_KEPALA: StageRow(Step.MENERIMA_JAWABAN, Holder.KEPALA_KANTOR, "Jawaban – Kepala Kantor", "Tanda tangani nota dinas jawaban dan serahkan."),
    Stage.JAWABAN_KASI_TIKKIM: StageRow(Step.MENERIMA_JAWABAN, Holder.KASI_TIKKIM, "Jawaban – Kasi TIKKIM", "Periksa jawaban, lalu teruskan ke Kasubsi."),
    Stage.JAWABAN_KASUBSI: StageRow(Step.MENERIMA_JAWABAN, Holder.KASUBSI_INFOKIM, "Jawaban – Kasubsi", "Periksa jawaban, lalu teruskan ke Pengelola."),
    Stage.PENYAMPAIAN: StageRow(Step.MENYAMPAIKAN, Holder.PENGELOLA, "Penyampaian jawaban", "Susun dan kirim jawaban kepada pelapor."),
    Stage.DOKUMENTASI: StageRow(Step.MENDOKUMENTASIKAN, Holder.PENGELOLA, "Dokumentasi", "Buat lembar pengaduan, cetak, dan arsipkan."),
    Stage.SELESAI: StageRow(Step.MENDOKUMENTASIKAN, Holder.PENGELOLA, "Selesai", "Sudah diarsipkan.", open=False),
    Stage.DITUTUP: StageRow(Step.IDENTIFIKASI, Holder.PENGELOLA, "Ditutup", "Sudah ditutup, tidak diproses lebih lanjut.", open=False),
    Stage.DIGABUNG: StageRow(Step.IDENTIFIKASI, Holder.PENGELOLA, "Digabung", "Dikerjakan di pengaduan yang menerimanya.", open=False),
}
# fmt: on


class Move(StrEnum):
    """Every way a complaint can go on."""

    IDENTIFIKASI_SELESAI = "identifikasi_selesai"
    TUTUP_PERTANYAAN = "tutup_pertanyaan"
    TUTUP_APRESIASI = "tutup_apresiasi"
    TUTUP_BUKAN_PENGADUAN = "tutup_bukan_pengaduan"
    BATAL_TUTUP = "batal_tutup"
    TUTUP_DI_TENGAH = "tutup_di_tengah"
    LANJUTKAN = "lanjutkan"
    TANGGAPAN_SELESAI = "tanggapan_selesai"
    AJUKAN_PENERUSAN = "ajukan_penerusan"
    KEMBALIKAN_PENERUSAN = "kembalikan_penerusan"
    TERUSKAN_KE_SEKSI = "teruskan_ke_seksi"
    TERUSKAN_KE_KEPALA = "teruskan_ke_kepala"
    DAPAT_DITANGANI = "dapat_ditangani"
    TIDAK_DAPAT_DITANGANI = "tidak_dapat_ditangani"
    BUKAN_SEKSI_INI = "bukan_seksi_ini"
    KEMBALIKAN_KE_PENERUSAN = "kembalikan_ke_penerusan"
    KEMBALIKAN_ANALISA_KE_KEPALA = "kembalikan_analisa_ke_kepala"
    KEMBALIKAN_DISPOSISI_KE_KASUBSI = "kembalikan_disposisi_ke_kasubsi"
    KEMBALIKAN_DISPOSISI_KE_SEKSI = "kembalikan_disposisi_ke_seksi"
    KEMBALI_KE_ANALISA = "kembali_ke_analisa"
    KEMBALIKAN_PENELITIAN_KE_KEPALA = "kembalikan_penelitian_ke_kepala"
    KEMBALI_KE_DISPOSISI = "kembali_ke_disposisi"
    KEMBALIKAN_RUJUKAN = "kembalikan_rujukan"
    SAMPAIKAN_LAGI = "sampaikan_lagi"
    DISPOSISI_ANALISA = "disposisi_analisa"
    DISPOSISI_PENELITIAN = "disposisi_penelitian"
    DISPOSISI_JAWAB = "disposisi_jawab"
    DISPOSISI_RUJUK = "disposisi_rujuk"
    TETAPKAN_JAWABAN = "tetapkan_jawaban"
    TELITI_ULANG = "teliti_ulang"
    SERAHKAN_KE_KASI_TIKKIM = "serahkan_ke_kasi_tikkim"
    SERAHKAN_KE_KASUBSI = "serahkan_ke_kasubsi"
    SERAHKAN_DARI_KEPALA = "serahkan_dari_kepala"
    TERUSKAN_JAWABAN_KE_KASUBSI = "teruskan_jawaban_ke_kasubsi"
    KEMBALIKAN_KE_SEKSI = "kembalikan_ke_seksi"
    KEMBALIKAN_KE_KEPALA = "kembalikan_ke_kepala"
    TERUSKAN_JAWABAN_KE_PENGELOLA = "teruskan_jawaban_ke_pengelola"
    KEMBALIKAN_KE_KASI_TIKKIM = "kembalikan_ke_kasi_tikkim"
    KEMBALIKAN_KE_KASUBSI = "kembalikan_ke_kasubsi"
    JAWABAN_SELESAI = "jawaban_selesai"
    TIDAK_DIHUBUNGI = "tidak_dihubungi"
    ARSIPKAN = "arsipkan"
    BUKA_KEMBALI = "buka_kembali"
    TANGGAPAN_JATUH = "tanggapan_jatuh"
    TANGGAPAN_DISUSULKAN = "tanggapan_disusulkan"
    PERTANYAAN_JATUH = "pertanyaan_jatuh"
    JAWABAN_JATUH = "jawaban_jatuh"
    GABUNGAN_JATUH = "gabungan_jatuh"
    TARIK_DARI_SEKSI = "tarik_dari_seksi"
    TARIK_DARI_KEPALA = "tarik_dari_kepala"
    TARIK_ESKALASI = "tarik_eskalasi"
    TARIK_JAWABAN_SEKSI = "tarik_jawaban_seksi"
    TARIK_JAWABAN_TIKKIM = "tarik_jawaban_tikkim"
    TARIK_JAWABAN_KEPALA = "tarik_jawaban_kepala"
    TARIK_PENERUSAN_JAWABAN = "tarik_penerusan_jawaban"


# The outcome of the step at which a case was closed as no complaint: it ended without its output.
BROKEN_OFF = "ditutup"


@dataclass(frozen=True)
class MoveRow:
    """One move: whoever holds `origin` may make it. The fields after `when` say what it asks for or changes."""

    move: Move
    origin: Stage
    target: Stage
    label: str
    needs: tuple[Output, ...] = ()
    when: When = When.ALWAYS
    reason: bool = False  # a written reason is asked
    section: bool = False  # a section is chosen with it (disposisi)
    makes: Output | None = None  # the output that the written reason itself becomes
    back: bool = False  # a return: the step it leaves ends without output, a new round begins
    new_round: bool = False  # stays in the same step, but as a round of its own
    by_delivery: bool = False  # made by the confirmed delivery itself
    undoes: tuple[Output, ...] = ()  # outputs that no longer count after it
    files: bool = False  # puts the case away: no paper is left unfinished, each has its scan or the reason why not
    also_from: tuple[Stage, ...] = ()  # further stages it may be made from
    by_closer: bool = False  # made by who may close the case (workflow.closer_of), on whose desk it lies or not
    resumes: bool = False  # goes back to where the case was closed or interrupted, `target` or another stage
    by_news: bool = False  # made by the word that an answer is not there, or is after all: on nobody's screen
    looked_through: bool = False  # leaves the first desk: the texts of a protected case were looked through there

    @property
    def origins(self) -> tuple[Stage, ...]:
        """Return every stage it may be made from."""
        return (self.origin, *self.also_from)

    @property
    def breaks_off(self) -> bool:
        """Whether the case closes by it without the step's output."""
        return self.back and not STAGES[self.target].open

    @property
    def by_hand(self) -> bool:
        """Whether it stands among the moves a person chooses; a memo's signer has his own way."""
        return self.withdraws is None and not self.by_news

    withdraws: Move | None = None  # takes this move back with its memo: open to the memo's signer, not to the desk

    @property
    def ends_step(self) -> bool:
        """Whether this move ends the step of its origin: it changes step or round, or opens or closes the case."""
        origin, target = STAGES[self.origin], STAGES[self.target]
        return self.new_round or origin.step is not target.step or origin.open is not target.open

    @property
    def output(self) -> Output | None:
        """The output that lets the step end: what the move makes, else the first thing it needs."""
        return self.makes or (self.needs[0] if self.needs else None)


_M, _S, _O, _W = Move, Stage, Output, When
_OPEN = tuple(stage for stage, row in STAGES.items() if row.open)
_OTHERS = tuple(stage for stage in _OPEN if stage is not Stage.PENERUSAN_KASUBSI)
_PAST_FIRST = (Stage.PENERUSAN_KASUBSI, *(stage for stage in _OPEN if STAGES[stage].step > Step.MENERUSKAN))

# fmt: off
# Read downwards: this is the flow diagram of the SOP with every branch of 5a, 5b and the hand-overs of step 7.
MOVES: dict[Move, MoveRow] = {
    row.move: row
    for row in (
        # 2  Identifikasi pengaduan
        MoveRow(_M.IDENTIFIKASI_SELESAI, _S.IDENTIFIKASI, _S.TANGGAPAN_AWAL, "Identifikasi selesai", (_O.IDENTIFIKASI,), looked_through=True),
        MoveRow(_M.TUTUP_PERTANYAAN, _S.IDENTIFIKASI, _S.DITUTUP, "Tutup sebagai pertanyaan (sudah dijawab)", (_O.JAWABAN_TERTULIS,), by_delivery=True),
        MoveRow(_M.TUTUP_APRESIASI, _S.IDENTIFIKASI, _S.DITUTUP, "Tutup sebagai apresiasi", makes=_O.IDENTIFIKASI, looked_through=True),
        MoveRow(_M.TUTUP_BUKAN_PENGADUAN, _S.IDENTIFIKASI, _S.DITUTUP, "Tutup: bukan pengaduan", reason=True, makes=_O.IDENTIFIKASI, looked_through=True),
        MoveRow(_M.BATAL_TUTUP, _S.DITUTUP, _S.IDENTIFIKASI, "Batalkan penutupan", when=_W.CLOSED_AT_STEP_2, reason=True, back=True, undoes=(_O.IDENTIFIKASI, _O.JAWABAN_TERTULIS)),
        # 3  Tanggapan awal
        MoveRow(_M.TANGGAPAN_SELESAI, _S.TANGGAPAN_AWAL, _S.PENERUSAN_PENGELOLA, "Tanggapan awal diberikan", (_O.TANGGAPAN_AWAL,), by_delivery=True),
        # 4  Meneruskan kepada seksi terkait: Pengelola -> Kasubsi Infokim -> seksi
        MoveRow(_M.AJUKAN_PENERUSAN, _S.PENERUSAN_PENGELOLA, _S.PENERUSAN_KASUBSI, "Ajukan ke Kasubsi Infokim", (_O.SEKSI_TUJUAN,), looked_through=True),
        MoveRow(_M.KEMBALIKAN_PENERUSAN, _S.PENERUSAN_KASUBSI, _S.PENERUSAN_PENGELOLA, "Kembalikan ke Pengelola", reason=True, back=True),
        MoveRow(_M.TERUSKAN_KE_SEKSI, _S.PENERUSAN_KASUBSI, _S.ANALISA_SEKSI, "Teruskan ke seksi", (_O.NOTA_DINAS_TERUS,), _W.TO_SECTION),
        MoveRow(_M.TERUSKAN_KE_KEPALA, _S.PENERUSAN_KASUBSI, _S.DISPOSISI, "Teruskan ke Kepala Kantor", (_O.NOTA_DINAS_TERUS,), _W.TO_HEAD),
        # 5  Analisa oleh seksi: (a) Kepala Kantor, (b) dapat ditangani
        MoveRow(_M.DAPAT_DITANGANI, _S.ANALISA_SEKSI, _S.PENELITIAN, "Dapat ditangani (5b)", (_O.IDENTIFIKASI_SEKSI,)),
        MoveRow(_M.TIDAK_DAPAT_DITANGANI, _S.ANALISA_SEKSI, _S.DISPOSISI, "Tidak dapat ditangani (5a): ke Kepala Kantor", (_O.IDENTIFIKASI_SEKSI,), reason=True, new_round=True),
        MoveRow(_M.BUKAN_SEKSI_INI, _S.ANALISA_SEKSI, _S.PENERUSAN_KASUBSI, "Bukan wewenang seksi ini: kembalikan ke Kasubsi Infokim", reason=True, back=True, undoes=(_O.NOTA_DINAS_TERUS, _O.IDENTIFIKASI_SEKSI)),
        # What has to be put right goes back to whoever sent it, by the same hand-over; what was signed stays signed.
        MoveRow(_M.KEMBALIKAN_KE_PENERUSAN, _S.ANALISA_SEKSI, _S.PENERUSAN_KASUBSI, "Kembalikan ke Kasubsi Infokim: perlu diperbaiki", when=_W.SENT_BY_KASUBSI, reason=True, back=True),
        MoveRow(_M.KEMBALIKAN_ANALISA_KE_KEPALA, _S.ANALISA_SEKSI, _S.DISPOSISI, "Kembalikan ke Kepala Kantor: perlu diperbaiki", when=_W.SENT_BY_HEAD, reason=True, back=True, new_round=True, undoes=(_O.DISPOSISI,)),
        MoveRow(_M.KEMBALIKAN_DISPOSISI_KE_KASUBSI, _S.DISPOSISI, _S.PENERUSAN_KASUBSI, "Kembalikan ke Kasubsi Infokim: perlu diperbaiki", when=_W.SENT_BY_KASUBSI, reason=True, back=True),
        MoveRow(_M.KEMBALIKAN_DISPOSISI_KE_SEKSI, _S.DISPOSISI, _S.ANALISA_SEKSI, "Kembalikan ke seksi: perlu diperbaiki", when=_W.SENT_BY_SECTION, reason=True, back=True, new_round=True),
        # 5a Disposisi Kepala Kantor; the reason is the instruction
        MoveRow(_M.DISPOSISI_ANALISA, _S.DISPOSISI, _S.ANALISA_SEKSI, "Disposisi ke seksi: analisa", when=_W.HEAD_GIVES_AWAY, reason=True, section=True, makes=_O.DISPOSISI, new_round=True, undoes=(_O.IDENTIFIKASI_SEKSI,)),
        MoveRow(_M.DISPOSISI_PENELITIAN, _S.DISPOSISI, _S.PENELITIAN, "Disposisi ke seksi: tangani dan teliti", when=_W.HEAD_GIVES_AWAY, reason=True, section=True, makes=_O.DISPOSISI),
        MoveRow(_M.DISPOSISI_JAWAB, _S.DISPOSISI, _S.JAWABAN_KEPALA, "Tetapkan jawaban sendiri", (_O.NASKAH_JAWABAN,), _W.HEAD_DECIDES, reason=True, makes=_O.DISPOSISI),
        MoveRow(_M.DISPOSISI_RUJUK, _S.DISPOSISI, _S.PENYAMPAIAN, "Rujuk ke instansi lain", (_O.NASKAH_JAWABAN,), reason=True, makes=_O.DISPOSISI),
        # 6  Penelitian dan penetapan jawaban
        MoveRow(_M.TETAPKAN_JAWABAN, _S.PENELITIAN, _S.JAWABAN_SEKSI, "Tetapkan jawaban", (_O.LAPORAN, _O.LAPORAN_TERBIT, _O.NASKAH_JAWABAN)),
        MoveRow(_M.KEMBALI_KE_ANALISA, _S.PENELITIAN, _S.ANALISA_SEKSI, "Kembali ke analisa: perlu diperbaiki", when=_W.SENT_BY_SECTION, reason=True, back=True),
        MoveRow(_M.KEMBALIKAN_PENELITIAN_KE_KEPALA, _S.PENELITIAN, _S.DISPOSISI, "Kembalikan ke Kepala Kantor: perlu diperbaiki", when=_W.SENT_BY_HEAD, reason=True, back=True, undoes=(_O.DISPOSISI,)),
        # 7  Tiga serah terima: seksi -> Kasi TIKKIM -> Kasubsi Infokim -> Pengelola
        MoveRow(_M.TELITI_ULANG, _S.JAWABAN_SEKSI, _S.PENELITIAN, "Teliti ulang", reason=True, back=True, undoes=(_O.NOTA_DINAS_JAWAB,)),
        MoveRow(_M.SERAHKAN_KE_KASI_TIKKIM, _S.JAWABAN_SEKSI, _S.JAWABAN_KASI_TIKKIM, "Serahkan ke Kasi TIKKIM", (_O.NOTA_DINAS_JAWAB,), _W.SECTION_IS_OTHER),
        # Where TIKKIM itself answers, its Kasi is the first desk already.
        MoveRow(_M.SERAHKAN_KE_KASUBSI, _S.JAWABAN_SEKSI, _S.JAWABAN_KASUBSI, "Serahkan ke Kasubsi Infokim", (_O.NOTA_DINAS_JAWAB,), _W.SECTION_IS_TIKKIM),
        MoveRow(_M.KEMBALI_KE_DISPOSISI, _S.JAWABAN_KEPALA, _S.DISPOSISI, "Kembali ke disposisi: perlu diperbaiki", reason=True, back=True, undoes=(_O.DISPOSISI, _O.NOTA_DINAS_JAWAB)),
        MoveRow(_M.SERAHKAN_DARI_KEPALA, _S.JAWABAN_KEPALA, _S.JAWABAN_KASI_TIKKIM, "Serahkan ke Kasi TIKKIM", (_O.NOTA_DINAS_JAWAB,)),
        MoveRow(_M.TERUSKAN_JAWABAN_KE_KASUBSI, _S.JAWABAN_KASI_TIKKIM, _S.JAWABAN_KASUBSI, "Teruskan ke Kasubsi Infokim"),
        MoveRow(_M.KEMBALIKAN_KE_SEKSI, _S.JAWABAN_KASI_TIKKIM, _S.JAWABAN_SEKSI, "Kembalikan ke seksi", when=_W.SECTION_ANSWERED, reason=True, back=True, undoes=(_O.NOTA_DINAS_JAWAB,)),
        MoveRow(_M.KEMBALIKAN_KE_KEPALA, _S.JAWABAN_KASI_TIKKIM, _S.JAWABAN_KEPALA, "Kembalikan ke Kepala Kantor", when=_W.HEAD_ANSWERED, reason=True, back=True, undoes=(_O.NOTA_DINAS_JAWAB,)),
        MoveRow(_M.TERUSKAN_JAWABAN_KE_PENGELOLA, _S.JAWABAN_KASUBSI, _S.PENYAMPAIAN, "Teruskan ke Pengelola", (_O.NOTA_DINAS_JAWAB,)),
        MoveRow(_M.KEMBALIKAN_KE_KASI_TIKKIM, _S.JAWABAN_KASUBSI, _S.JAWABAN_KASI_TIKKIM, "Kembalikan ke Kasi TIKKIM", reason=True, back=True),
        # 8  Menyampaikan jawaban
        MoveRow(_M.KEMBALIKAN_KE_KASUBSI, _S.PENYAMPAIAN, _S.JAWABAN_KASUBSI, "Kembalikan ke Kasubsi Infokim", when=_W.NOT_REFERRED, reason=True, back=True),
        MoveRow(_M.KEMBALIKAN_RUJUKAN, _S.PENYAMPAIAN, _S.DISPOSISI, "Kembalikan ke Kepala Kantor: perlu diperbaiki", when=_W.REFERRED, reason=True, back=True, undoes=(_O.DISPOSISI,)),
        MoveRow(_M.JAWABAN_SELESAI, _S.PENYAMPAIAN, _S.DOKUMENTASI, "Jawaban diberikan", (_O.JAWABAN,), by_delivery=True),
        # Kasubsi Infokim lets it go on without an answer: counted as that, and never as answered.
        MoveRow(_M.TIDAK_DIHUBUNGI, _S.PENYAMPAIAN, _S.DOKUMENTASI, "Tutup penyampaian: pelapor tidak dapat dihubungi", when=_W.INVITED_IN_VAIN, reason=True, makes=_O.TIDAK_DIHUBUNGI, by_closer=True),
        # 9  Mendokumentasikan
        MoveRow(_M.ARSIPKAN, _S.DOKUMENTASI, _S.SELESAI, "Arsipkan dan selesaikan", (_O.DOKUMENTASI, _O.JAWABAN_GABUNGAN), files=True),
        MoveRow(_M.SAMPAIKAN_LAGI, _S.DOKUMENTASI, _S.PENYAMPAIAN, "Jawaban belum benar sampai: sampaikan lagi", reason=True, back=True, undoes=(_O.JAWABAN, _O.TIDAK_DIHUBUNGI, _O.DOKUMENTASI)),
        MoveRow(_M.BUKA_KEMBALI, _S.SELESAI, _S.IDENTIFIKASI, "Buka kembali", when=_W.REOPEN_DAYS_LEFT, reason=True, back=True, undoes=tuple(Output)),
        # At every step: what turns out to be no complaint after all. What was written counts again when it goes on.
        MoveRow(_M.TUTUP_DI_TENGAH, _S.PENERUSAN_KASUBSI, _S.DITUTUP, "Tutup kasus ini: bukan pengaduan", reason=True, back=True, also_from=_OTHERS, by_closer=True),
        MoveRow(_M.LANJUTKAN, _S.DITUTUP, _S.PENERUSAN_KASUBSI, "Batalkan penutupan, lanjutkan dari tahap semula", when=_W.CLOSED_LATER, reason=True, back=True, by_closer=True, resumes=True),
        # An answer turns out not to be there (models/actions/replies/fallen_answers.py): only what stood on it goes
        MoveRow(_M.TANGGAPAN_JATUH, _S.PENERUSAN_PENGELOLA, _S.TANGGAPAN_AWAL, "Tanggapan awal ternyata tidak sampai", reason=True, back=True, also_from=_PAST_FIRST, by_news=True),
        MoveRow(_M.TANGGAPAN_DISUSULKAN, _S.TANGGAPAN_AWAL, _S.PENERUSAN_PENGELOLA, "Tanggapan awal sudah disusulkan", (_O.TANGGAPAN_AWAL,), resumes=True, by_news=True),
        MoveRow(_M.PERTANYAAN_JATUH, _S.DITUTUP, _S.IDENTIFIKASI, "Jawaban pertanyaan ternyata tidak sampai", reason=True, back=True, by_news=True),
        MoveRow(_M.JAWABAN_JATUH, _S.DOKUMENTASI, _S.PENYAMPAIAN, "Jawaban ternyata tidak sampai", reason=True, back=True, also_from=(_S.SELESAI,), undoes=(_O.DOKUMENTASI,), by_news=True),
        MoveRow(_M.GABUNGAN_JATUH, _S.SELESAI, _S.DOKUMENTASI, "Jawaban kepada pelapor yang digabung ternyata tidak sampai", reason=True, back=True, undoes=(_O.DOKUMENTASI,), by_news=True),
        # A signer takes his memo back while the next desk has not acted (models/rules/papers/withdrawals.py)
        MoveRow(_M.TARIK_DARI_SEKSI, _S.ANALISA_SEKSI, _S.PENERUSAN_KASUBSI, "Tarik kembali nota dinas pengoordinasian", reason=True, back=True, undoes=(_O.NOTA_DINAS_TERUS,), withdraws=_M.TERUSKAN_KE_SEKSI),
        MoveRow(_M.TARIK_DARI_KEPALA, _S.DISPOSISI, _S.PENERUSAN_KASUBSI, "Tarik kembali nota dinas pengoordinasian", reason=True, back=True, undoes=(_O.NOTA_DINAS_TERUS,), withdraws=_M.TERUSKAN_KE_KEPALA),
        MoveRow(_M.TARIK_ESKALASI, _S.DISPOSISI, _S.ANALISA_SEKSI, "Tarik kembali nota dinas eskalasi", reason=True, back=True, new_round=True, withdraws=_M.TIDAK_DAPAT_DITANGANI),
        MoveRow(_M.TARIK_JAWABAN_SEKSI, _S.JAWABAN_KASI_TIKKIM, _S.JAWABAN_SEKSI, "Tarik kembali nota dinas jawaban seksi", reason=True, back=True, undoes=(_O.NOTA_DINAS_JAWAB,), withdraws=_M.SERAHKAN_KE_KASI_TIKKIM),
        MoveRow(_M.TARIK_JAWABAN_TIKKIM, _S.JAWABAN_KASUBSI, _S.JAWABAN_SEKSI, "Tarik kembali nota dinas jawaban seksi", reason=True, back=True, undoes=(_O.NOTA_DINAS_JAWAB,), withdraws=_M.SERAHKAN_KE_KASUBSI),
        MoveRow(_M.TARIK_JAWABAN_KEPALA, _S.JAWABAN_KASI_TIKKIM, _S.JAWABAN_KEPALA, "Tarik kembali nota dinas jawaban Kepala Kantor", reason=True, back=True, undoes=(_O.NOTA_DINAS_JAWAB,), withdraws=_M.SERAHKAN_DARI_KEPALA),
        MoveRow(_M.TARIK_PENERUSAN_JAWABAN, _S.JAWABAN_KASUBSI, _S.JAWABAN_KASI_TIKKIM, "Tarik kembali nota dinas penerusan jawaban", reason=True, back=True, withdraws=_M.TERUSKAN_JAWABAN_KE_KASUBSI),
    )
}
