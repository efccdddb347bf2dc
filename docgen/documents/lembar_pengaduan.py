"""LEMBAR, the complaint sheet: sections I to VIII, the conversation and the files (SOP step 9, notadinas §3.5)."""

from docgen.documents.declaring import DocumentKind, Field, Fields, Rows
from docgen.documents.letter import PAPER, SIGNED_AT
from docgen.documents.printing import (
    and_recorded,
    as_of,
    column_moment,
    column_moment_or_dash,
    count,
    count_or,
    day_or,
    either,
    filled_line,
    line,
    line_or,
    line_or_dash,
    line_or_untold,
    moment_or,
    verbatim_or,
    yes_or_dash,
)
from docgen.documents.reading import FactsReader
from docgen.errors import FieldMissing
from docgen.wording import BLANK, NO_TEXT, NOTHING, clock, counted, date_with_day, long_date, size
from models.rules.cases.sop import Step
from models.rules.core.moments import to_wib

_STEP: Fields = (
    Field("no", "step", count),
    Field("judul", "title", filled_line),
    Field("target", "target", line_or_dash),
    Field("mulai", "start", column_moment_or_dash),
    Field("selesai", "end", column_moment_or_dash),
    Field("menit", "net_minutes", count_or(NOTHING)),
    Field("tepat", "on_time", yes_or_dash),
)
_MESSAGE: Fields = (
    Field("waktu", "moment", column_moment),
    Field("pengirim", "sender", line_or_untold),
    Field("isi", "text", verbatim_or(NO_TEXT)),
)


def _size(row: FactsReader, key: str) -> str:
    octets = row.count_or_none(key)
    return NOTHING if octets is None else size(octets)


_FILE: Fields = (
    Field("nama", "name", line_or_untold),
    Field("ukuran", "size", _size),
    Field("sha256", "sha256", line_or("Berkas tidak dapat diunduh")),
)


def _day_and_time(facts: FactsReader, key: str) -> str:
    moment = facts.moment(key)
    return f"{date_with_day(to_wib(moment).date())} pukul {clock(moment)}{and_recorded(facts)}"


def _evidence(facts: FactsReader, key: str) -> str:
    told = facts.count_if_told("evidence")  # where some of them are the office's own
    files = len(facts.rows(key, lambda row: row)) if told is None else told
    return f"{counted(files, 'berkas')}, lihat Lampiran II" if files else "Tidak ada"


def _papers(facts: FactsReader, key: str) -> list[str]:
    return list(facts.rows(key, _paper)) or [NOTHING]


def _paper(row: FactsReader) -> str:
    number, date = row.line("number") or BLANK, long_date(row.day_or_none("date"))
    return f"{row.filled_line('title')} Nomor {number} tanggal {date}"


def _steps(facts: FactsReader, key: str) -> list[dict[str, object]]:
    """Print a row a round; every step must be there at least once."""
    missing = sorted(set(Step) - set(facts.rows(key, lambda row: row.count("step"))))
    if missing:
        raise FieldMissing(f"{facts.name(key)} langkah {missing[0]}")
    return Rows(_STEP)(facts, key)


LEMBAR = DocumentKind(
    (
        *PAPER,
        Field("no_reg", "number", filled_line, required=True),
        *SIGNED_AT,
        Field("penerimaan.waktu", "receipt.received", _day_and_time, required=True),
        Field("penerimaan.sarana", "receipt.channel", filled_line),
        Field("penerimaan.akun", "receipt.account", line_or_untold),  # the citizen's
        Field("penerimaan.petugas", "receipt.officer", line_or_untold),
        Field("pelapor.nama", "reporter.name", line_or_untold),
        Field("pelapor.kewarganegaraan", "reporter.nationality", line_or_untold),
        Field("pelapor.alamat", "reporter.address", line_or_untold),
        Field("pelapor.telepon", "reporter.phone", line_or_untold),
        Field("pelapor.pos_el", "reporter.email", line_or_untold),
        Field("pelapor.dirahasiakan", "reporter.confidential", either("Ya", "Tidak")),
        Field("terlapor.pihak", "reported.party", line_or_untold),
        Field("terlapor.layanan", "reported.service", line_or_untold),
        Field("kejadian.lokasi", "incident.place", line_or_untold, required=True),
        Field("kejadian.waktu", "incident.time", line_or_untold),  # in free words
        Field("kejadian.uraian", "incident.text", verbatim_or(NO_TEXT)),
        Field("kejadian.bukti", "attachments", _evidence),
        Field("identifikasi.kategori", "identification.category", line_or_untold),
        Field("identifikasi.jenis", "identification.kind", line_or_untold),
        Field("identifikasi.seksi", "identification.section", line_or_untold),
        Field("identifikasi.baru", "identification.new", either("Baru", "Lama (pernah diadukan)")),
        Field("identifikasi.dapat_dikelola", "identification.manageable", yes_or_dash),  # step 5
        Field("identifikasi.keamanan", "keamanan", line),
        Field("identifikasi.masalah", "identification.problem", verbatim_or(NOTHING)),
        Field("tanggapan_awal.waktu", "first_response.moment", moment_or(NOTHING)),
        Field("tanggapan_awal.isi", "first_response.text", verbatim_or(NOTHING)),
        Field("tindak_lanjut.naskah", "follow_up.papers", _papers),
        Field("tindak_lanjut.laporan", "follow_up.report_date", day_or(NOTHING)),
        Field("tindak_lanjut.dijawab", "follow_up.answered", moment_or(NOTHING)),
        Field("tindak_lanjut.jawaban", "follow_up.answer", verbatim_or(NOTHING)),
        Field("tindak_lanjut.hasil", "follow_up.result", verbatim_or(NOTHING)),  # how it ended and was delivered
        Field("keadaan", "as_of", as_of),  # how its steps and its delivery stood
        Field("langkah", "steps", _steps, required=True),
        Field("percakapan", "conversation", Rows(_MESSAGE)),  # oldest first
        Field("berkas", "attachments", Rows(_FILE, numbered=True)),
    ),
    "Lembar Pengaduan Masyarakat ",
    title_fact="number",
    undated="receipt.received",
)
