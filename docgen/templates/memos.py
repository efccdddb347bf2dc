"""The text of the nota dinas beside those of steps 4 and 7: escalation, the answer handed on, the month (§3.1)."""

from docgen.templates.layout import TEXT_WIDTH, signature, template
from docgen.templates.letters import FACT_LINES, attachments, copies, fact_lines, memo_head, memo_title
from docgen.templates.markup import (
    GRID_SIDES,
    SMALL_MARGIN,
    cell,
    each,
    lines_around,
    only_if,
    paragraph,
    row,
    table,
    tag_row,
    twips,
)  # fmt: skip

_GRID = lines_around(GRID_SIDES, 4)
# column -> width in cm and what stands in it
_STEPS = (
    ("No", 0.8, "{{ baris.no }}"),
    ("Langkah SOP", 7.4, "{{ baris.judul }}"),
    ("Target", 2.6, "{{ baris.target }}"),
    ("Selesai", 1.8, "{{ baris.jumlah }}"),
    ("Tepat waktu", 3.4, "{{ baris.tepat }}"),
)
_LATE = (
    ("Nomor Registrasi", 4.2, "{{ baris.no }}"),
    ("Seksi", 3.4, "{{ baris.seksi }}"),
    ("Tahap", 4.8, "{{ baris.tahap }}"),
    ("Batas waktu (WIB)", 3.6, "{{ baris.batas }}"),
)
_TOTALS = (
    ("Diterima", "{{ diterima }}"),
    ("Selesai/ditutup", "{{ selesai }}"),
    ("Masih ditangani", "{{ berjalan }}"),
    ("Lewat waktu", "{{ lewat }}"),
    ("Menurut sarana", "{{ sarana }}"),
)


def nota_dinas_eskalasi() -> bytes:
    """Make the template of ND-ESKAL."""
    text = (
        paragraph(
            "Isi",
            "Menindaklanjuti {% if rujukan.ada %}Nota Dinas Nomor {{ rujukan.nomor }} tanggal {{ rujukan.tanggal }}"
            "{% else %}pengaduan masyarakat yang kami terima{% endif %}, bersama ini kami laporkan bahwa pengaduan "
            "berikut tidak dapat dikelola oleh seksi kami:",
            keep=True,
        )
        + fact_lines(FACT_LINES)
        + paragraph("Subjudul", "Alasan tidak dapat dikelola")
        + each("baris in alasan", "Isi", "{{ baris }}")
        + paragraph("Subjudul", "Pendapat")
        + each("baris in pendapat", "Isi", "{{ baris }}")
        + paragraph("Subjudul", "Usul")
        + each("baris in usul", "Isi", "{{ baris }}")
        + attachments()
        + _closing("Atas perhatian dan arahan Bapak/Ibu")
    )
    return template(memo_title() + memo_head() + text + signature() + copies())


def nota_dinas_terus_jawaban() -> bytes:
    """Make the template of ND-TERUSJWB."""
    text = (
        paragraph(
            "Isi",
            "{% if rujukan.ada %}Menindaklanjuti Nota Dinas {{ penjawab }} Nomor {{ rujukan.nomor }} tanggal "
            "{{ rujukan.tanggal }}, bersama ini kami teruskan jawaban{% else %}Bersama ini kami teruskan jawaban "
            "{{ penjawab }}{% endif %} atas pengaduan berikut:",
            keep=True,
        )
        + fact_lines(FACT_LINES)
        + paragraph("Subjudul", "Jawaban untuk disampaikan kepada pelapor")
        + each("baris in jawaban", "Kutipan", "{{ baris }}")
        + paragraph("Jarak")
        + each("baris in petunjuk", "Isi", "{{ baris }}")
        + only_if(
            "not petunjuk",
            paragraph(
                "Isi",
                "Mohon Saudara meneruskan jawaban tersebut kepada Pengelola Pengaduan untuk disampaikan kepada "
                "pelapor melalui {{ sarana }} dan didokumentasikan sesuai SOP.",
            ),
            "Isi",
        )
        + attachments()
        + _closing("Atas perhatian dan kerja sama Saudara")
    )
    return template(memo_title() + memo_head() + text + signature() + copies())


def nota_dinas_rekap() -> bytes:
    """Make the template of ND-REKAP."""
    late = paragraph("Isi", "Pengaduan yang masih ditangani dan melewati batas waktu:", keep=True)
    text = (
        paragraph(
            "Isi",
            "Bersama ini kami sampaikan rekapitulasi pengaduan masyarakat bulan {{ bulan }}"
            "{% if nihil %}: NIHIL. Pada bulan tersebut tidak ada pengaduan yang diterima.{% else %} dengan jumlah "
            "sebagai berikut:{% endif %}",
        )
        + only_if("not nihil", fact_lines(_TOTALS) + _times(), "Isi")
        + only_if("terlambat", late + _listing("baris in terlambat", _LATE) + paragraph("Jarak"), "Isi")
        + each("baris in catatan", "Isi", "{{ baris }}")
        + attachments()
        + _closing("Atas perhatian Saudara")
    )
    return template(memo_title() + memo_head() + text + signature() + copies())


def _times() -> str:
    heading = paragraph("Isi", "Ketepatan waktu menurut langkah SOP:", keep=True)
    return heading + _listing("baris in langkah", _STEPS) + paragraph("Jarak")


def _closing(thanks: str) -> str:
    return paragraph("Isi", f"Demikian kami sampaikan. {thanks}, kami ucapkan terima kasih.", keep=True)


def _listing(loop: str, columns: tuple[tuple[str, float, str], ...]) -> str:
    """Write a table with a repeated head and a row an item."""
    widths = [twips(width) for _, width, _ in columns]
    widths[-1] = TEXT_WIDTH - sum(widths[:-1])
    heads = [cell(width, paragraph("SelKepala", name)) for (name, _, _), width in zip(columns, widths, strict=True)]
    cells = [cell(width, paragraph("Sel", text)) for (_, _, text), width in zip(columns, widths, strict=True)]
    rows = (
        row(heads, head=True) + tag_row(f"for {loop}", widths, "Sel") + row(cells) + tag_row("endfor", widths, "Sel")
    )
    return table(widths, rows, borders=_GRID, margins=SMALL_MARGIN)
