"""The fields of every form of the case as rows: one tuple per written output, paper, way and move."""

from dataclasses import dataclass, replace

from models.rules.cases.identification import SUBJECT_LIMIT
from models.rules.cases.sop import MoveRow, Output, Stage


@dataclass(frozen=True)
class Field:
    """One field: name, label, kind of input (baris, teks, tanggal, pilih, banyak, centang, tabel), and hint."""

    name: str
    label: str
    kind: str = "baris"
    hint: str = ""
    required: bool = False
    limit: int | None = None
    rows: int = 4
    choices: str = ""  # name of the list of choices the page offers
    optional: str = "bila ada"  # when it may stay empty, where it is not required
    later: bool = False  # a draft is saved without it; it is required of who signs
    options: tuple[str, ...] = ()  # what can be chosen, or the columns of a table, where the office words them itself


_TEXT = "teks"

# What the complainant tells beside the subject: asked at step 2, shown among the facts of the case.
TOLD_FIELDS: tuple[Field, ...] = (
    Field("reported_party", "Pihak yang dilaporkan", limit=200),
    Field("incident_place", "Tempat kejadian", limit=200),
    Field("incident_time", "Waktu kejadian", hint="Sebagaimana disebut pelapor.", limit=200),
)
# The identification of SOP step 2 has fields of its own; the other outputs are one text each.
OUTPUT_FIELDS: dict[Output, tuple[Field, ...]] = {
    Output.IDENTIFIKASI: (
        Field("category", "Kategori", "pilih", required=True, choices="categories"),
        Field("urgency", "Urgensi", "pilih", required=True, choices="urgencies"),
        Field(
            "subject", "Pokok aduan", hint="Satu baris; tercetak pada nota dinas.", required=True, limit=SUBJECT_LIMIT
        ),
        *TOLD_FIELDS,
        Field("identity_protected", "Rahasiakan identitas pelapor", "centang"),
    ),
    Output.SEKSI_TUJUAN: (Field("section", "Diteruskan kepada", "pilih", required=True, choices="sections"),),
    Output.IDENTIFIKASI_SEKSI: (
        Field(
            "text", "Hasil analisa substansi", _TEXT, "Pokok masalah, dasar aturan, dapat ditangani atau tidak.", True
        ),
    ),
    Output.LAPORAN: (
        Field(
            "text",
            "Laporan hasil penelitian",
            _TEXT,
            "Apa yang diperiksa, di mana, kapan, dan temuannya.",
            True,
            rows=6,
        ),
    ),
    Output.NASKAH_JAWABAN: (
        Field(
            "text",
            "Naskah jawaban untuk pelapor",
            _TEXT,
            "Bahasa yang dipahami pelapor; dikirim oleh Pengelola.",
            True,
            rows=6,
        ),
    ),
}

# What an officer may word himself on a draft, by the names of models/actions/draft_document.WORDING.
WORDING_FIELDS: tuple[Field, ...] = (
    Field("hal", "Hal", required=True, limit=200),
    Field("sifat", "Sifat", "pilih", choices="sifat"),
    Field("request", "Permintaan kepada seksi", _TEXT, "Kosong: tertulis permintaan baku sesuai SOP.", rows=3),
    Field("findings", "Hasil penelitian", _TEXT, rows=4),
    Field("assignment", "Surat perintah", hint="Nomor dan tanggal surat perintah atau surat tugas.", limit=300),
    Field(
        "activity", "Kegiatan yang dilaksanakan", _TEXT,
        "Hari, tanggal, pukul, lokasi, petugas, kendaraan dinas, pihak yang ditemui.", rows=4,
    ),
    Field("conclusion", "Simpulan", _TEXT, "Terbukti, tidak terbukti, atau tidak dapat dibuktikan.", rows=2),
    Field("suggestion", "Saran", _TEXT, rows=2),
    Field("officer_name", "Petugas pelaksana", hint="Kosong: penanda tangan sendiri yang meneliti.", limit=120),
    Field("officer_nip", "NIP petugas pelaksana", limit=30),
    Field("cause", "Penyebab gangguan", _TEXT, rows=3),
    Field("done", "Tindakan yang dilakukan", _TEXT, rows=3),
    Field("impact", "Akibat bagi pelapor dan waktu penanganan", _TEXT, rows=3),
    Field("legal_basis", "Dasar hukum", _TEXT, "Boleh kosong.", rows=2),
    Field("reason", "Alasan tidak dapat dikelola seksi", _TEXT, required=True, rows=3),
    Field("opinion", "Pendapat", _TEXT, required=True, rows=3),
    Field("proposal", "Usul", _TEXT, "Apa yang diusulkan kepada Kepala Kantor.", True, rows=3),
    Field("address", "Alamat tujuan", _TEXT, "Kosong: surat diserahkan langsung.", rows=2),
    Field("answer", "Jawaban untuk pelapor", _TEXT, rows=5),
    Field(
        "english", "Terjemahan Inggris", _TEXT, "Untuk pelapor WNA; dicetak di bawah naskah Indonesia, yang berlaku.",
        rows=5,
    ),
    Field("instruction", "Petunjuk", _TEXT, "Kosong: tertulis petunjuk baku sesuai SOP.", rows=3),
    Field("forward_to", "Diteruskan kepada", "banyak", choices="disposition_sections"),
    Field("lead", "Penanggung jawab utama", "pilih", "Bertanda angka 1 pada lembar.", choices="lead_sections"),
    Field("instructions", "Isi disposisi", "banyak", choices="instructions"),
    Field("note", "Catatan", _TEXT, rows=3),
    Field("until", "Batas waktu", hint="Kosong: batas langkah SOP yang berjalan.", limit=120),
    Field("annex", "Lampiran", "pilih", choices="annexes"),
    Field("notes", "Catatan", _TEXT, "Misalnya sebab keterlambatan; boleh kosong.", rows=3),
)  # fmt: skip
NUMBER_FIELD = Field(
    "number", "Nomor dari Tata Usaha / SRIKANDI", hint="Contoh: WIM.32.IMI.5-UM.01.01-601", required=True, limit=80
)
RETURN_FIELD = Field("comment", "Yang harus diperbaiki", _TEXT, required=True, rows=2)
SEEN_NUMBER_FIELD = Field(
    "seen_number", "Nomor pada lembarnya", hint="Hanya untuk pindaian tanpa teks. Daftar bulanan: bulannya.", limit=80
)
COPY_REASON_FIELD = Field(
    "copy_reason",
    "Mengapa salinan ini diganti",
    hint="Salinan lama tetap disimpan dan dapat diunduh, bersama alasan ini.",
    required=True,
    limit=300,
)
CAPTION_FIELD = Field("caption", "Keterangan foto", hint="Satu keterangan untuk semua foto yang dipilih.", limit=200)
CANCEL_FIELD = Field("reason", "Alasan pembatalan", required=True, limit=300)
WITHDRAW_FIELD = Field(
    "reason",
    "Alasan penarikan",
    _TEXT,
    required=True,
    rows=2,
    limit=300,
    hint="Tersimpan pada riwayat dan buku agenda.",
)
DISCARD_FIELD = Field("reason", "Mengapa konsep ini dibuang", required=True, limit=300)
# Asked where signed papers lack their signed copy when the case is put away.
NO_SCAN_FIELD = Field(
    "no_scan",
    "Mengapa tidak ada salinan bertanda tangan",
    hint="Tercetak pada berkas perkara.",
    required=True,
    limit=300,
)
NO_SCAN_AT_ONCE = replace(NO_SCAN_FIELD, required=False, optional="bila langsung diarsipkan")
PROOF_FIELDS: tuple[Field, ...] = (
    Field("way", "Cara penyampaian", "pilih", required=True, choices="ways"),
    Field(
        "text",
        "Apa yang disampaikan, dan kepada siapa",
        _TEXT,
        "Dicatat sebagai bukti penyampaian.",
        rows=3,
        optional="boleh kosong bila dijawab di aplikasi asli",
    ),
)
REASON_FIELD = Field("reason", "Alasan", _TEXT, required=True, rows=3)
INSTRUCTION_FIELD = Field("reason", "Petunjuk", _TEXT, "Isi disposisi.", True, rows=3)
DISPOSITION_FIELD = Field("section", "Seksi tujuan", "pilih", required=True, choices="disposition_sections")

# The names under which anything is typed by hand, with a label that fits every form that has one.
TYPED: dict[str, str] = {
    field.name: field.label
    for row in OUTPUT_FIELDS.values()
    for field in row
    if field.kind in ("baris", "teks") and field.name != "text"
}
TYPED |= {field.name: field.label for field in WORDING_FIELDS if field.kind not in ("pilih", "banyak")}
TYPED |= {"text": "Teks", "reason": "Alasan atau petunjuk", "number": "Nomor", "comment": "Yang harus diperbaiki"}
TYPED |= {COPY_REASON_FIELD.name: COPY_REASON_FIELD.label}
TYPED |= {"why": "Keterangan jeda", "caption": "Keterangan foto", NO_SCAN_FIELD.name: NO_SCAN_FIELD.label}

# What whoever holds a stage must have read before he acts, newest text of each.
TO_READ: dict[Stage, tuple[Output, ...]] = {
    Stage.DISPOSISI: (Output.IDENTIFIKASI_SEKSI,),
    Stage.ANALISA_SEKSI: (Output.DISPOSISI,),
    Stage.PENELITIAN: (Output.DISPOSISI, Output.IDENTIFIKASI_SEKSI),
    Stage.JAWABAN_SEKSI: (Output.NASKAH_JAWABAN, Output.LAPORAN),
    Stage.JAWABAN_KEPALA: (Output.DISPOSISI,),
    Stage.JAWABAN_KASI_TIKKIM: (Output.NASKAH_JAWABAN, Output.LAPORAN),
    Stage.JAWABAN_KASUBSI: (Output.NASKAH_JAWABAN, Output.LAPORAN),
    Stage.PENYAMPAIAN: (Output.NASKAH_JAWABAN, Output.DISPOSISI),
}
# What an output is written from, at whatever stage.
WRITTEN_FROM: dict[Output | None, tuple[Output, ...]] = {Output.NASKAH_JAWABAN: (Output.LAPORAN,)}


def move_fields(row: MoveRow) -> tuple[Field, ...]:
    """Return the fields that a move shows beside its button."""
    asked: list[Field] = []
    if row.section:
        asked.append(DISPOSITION_FIELD)
    if row.reason:
        asked.append(INSTRUCTION_FIELD if row.makes is Output.DISPOSISI else REASON_FIELD)
    return tuple(asked)
