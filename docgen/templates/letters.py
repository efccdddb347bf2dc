"""The text of the nota dinas templates, as Word shows it with its tags (notadinas §3.1)."""

from docgen.templates.layout import TEXT_WIDTH, signature, template
from docgen.templates.markup import (
    each,
    labelled,
    only_if,
    paragraph,
    table,
    twips,
)  # fmt: skip
from docgen.templates.styles import INDENT

_HEAD_LINES = (
    ("Yth.", "{{ yth }}"),
    ("Dari", "{{ dari }}"),
    ("Hal", "{{ hal }}"),
    ("Lampiran", "{{ lampiran }}"),
    ("Sifat", "{{ sifat }}"),
    ("Tanggal", "{{ tanggal }}"),
)
FACT_LINES = (
    ("Nomor Registrasi", "{{ no_reg }}"),
    ("Diterima", "{{ diterima }}"),
    ("Sarana", "{{ sarana }}"),
    ("Pelapor", "{{ pelapor }}"),
    ("Pokok Aduan", "{{ pokok }}"),
)


def nota_dinas_terus() -> bytes:
    """Make the template of ND-TERUS."""
    text = (
        paragraph(
            "Isi",
            "Sehubungan dengan pengaduan masyarakat yang kami terima melalui {{ sarana }} pada tanggal "
            "{{ diterima }}, bersama ini kami sampaikan pengaduan tersebut untuk ditangani, dengan keterangan "
            "sebagai berikut:",
            keep=True,
        )
        + fact_lines((*FACT_LINES, ("Tanggapan Awal", "{{ tanggapan_awal }}")))
        + paragraph("Isi", "Isi pengaduan sebagaimana ditulis oleh pelapor:", keep=True)
        + each("baris in aduan", "Kutipan", "{{ baris }}")
        + paragraph("Jarak")
        + each("baris in permintaan", "Isi", "{{ baris }}")
        + only_if("not permintaan", paragraph("Isi", _REQUEST), "Isi")
        + paragraph(
            "Isi",
            "Sesuai SOPAP Nomor {{ sop }}, identifikasi dan analisis substansi dilakukan paling lama "
            "{{ batas_analisa }} sejak nota dinas ini diterima. Apabila diperlukan penelitian lapangan, hasilnya "
            "ditetapkan paling lama {{ batas_penelitian }}.",
        )
        + paragraph(
            "Isi",
            "Jawaban atas pengaduan mohon disampaikan dengan nota dinas kepada {{ jawaban_kepada }} agar dapat "
            "diteruskan kepada pelapor.{% if not ke_kepala_kantor %} Apabila pengaduan tidak dapat ditangani oleh "
            "seksi Saudara, mohon diteruskan kepada Kepala Kantor disertai alasannya.{% endif %}",
        )
        + attachments()
        + paragraph(
            "Isi",
            "Demikian kami sampaikan. Atas {% if ke_kepala_kantor %}perhatian dan arahan Bapak/Ibu{% else %}"
            "perhatian dan kerja sama Saudara{% endif %}, kami ucapkan terima kasih.",
            keep=True,
        )
    )
    return template(memo_title() + memo_head() + text + signature() + copies())


_REQUEST = (
    "{% if ke_kepala_kantor %}Kami mohon arahan Bapak/Ibu mengenai penanganan dan jawaban atas pengaduan tersebut."
    "{% else %}Kami mohon Saudara mengidentifikasi dan menganalisis substansi pengaduan tersebut, melakukan "
    "penelitian lapangan apabila diperlukan, serta menetapkan jawabannya.{% endif %}"
)


def nota_dinas_jawab() -> bytes:
    """Make the template of ND-JAWAB."""
    text = (
        paragraph(
            "Isi",
            "Menindaklanjuti {% if rujukan.ada %}Nota Dinas Nomor {{ rujukan.nomor }} tanggal {{ rujukan.tanggal }}"
            "{% else %}pengaduan masyarakat yang kami tangani{% endif %}, bersama ini kami sampaikan jawaban atas "
            "pengaduan berikut:",
            keep=True,
        )
        + fact_lines(FACT_LINES)
        + paragraph("Subjudul", "Temuan")
        + each("baris in temuan", "Isi", "{{ baris }}")
        + only_if("dasar", paragraph("Subjudul", "Dasar") + each("baris in dasar", "Isi", "{{ baris }}"), "Isi")
        + paragraph("Subjudul", "Jawaban untuk disampaikan kepada pelapor")
        + each("baris in jawaban", "Kutipan", "{{ baris }}")
        + paragraph("Jarak")
        + paragraph(
            "Isi",
            "Kami mohon jawaban tersebut diteruskan secara berjenjang kepada Pengelola Pengaduan untuk disampaikan "
            "kepada pelapor melalui {{ sarana }}.",
        )
        + attachments()
        + paragraph(
            "Isi",
            "Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.",
            keep=True,
        )
    )
    return template(memo_title() + memo_head() + text + signature() + copies())


def memo_title() -> str:
    """Write the title of a nota dinas and its number."""
    return paragraph("Judul", "NOTA DINAS") + paragraph("Nomor", "NOMOR {{ nomor }}")


def memo_head() -> str:
    """Write the head: columns of 2.4, 0.5 and 13.1 cm, a rule below."""
    widths, rows = labelled(twips(2.4), TEXT_WIDTH - twips(2.4) - twips(0.5), "Kepala", _HEAD_LINES)
    return table(widths, rows) + paragraph("Garis")


def fact_lines(lines: tuple[tuple[str, str], ...]) -> str:
    """Write facts as indented lines of label, colon and value."""
    label = twips(3.9)
    widths, rows = labelled(label, TEXT_WIDTH - INDENT - label - twips(0.5), "Rincian", lines)
    return table(widths, rows, indent=INDENT) + paragraph("Jarak")


def attachments(paper: str = "nota dinas") -> str:
    """Write the list of what goes with the paper; nothing where nothing does."""
    inside = paragraph("Isi", f"Bersama {paper} ini kami lampirkan:", keep=True)
    lines = each("baris in berkas", "Daftar", "{{ baris }}")
    return only_if("berkas", inside + lines + paragraph("Jarak"), "Isi")


def copies() -> str:
    """Write who gets a copy; nothing where nobody does."""
    space = paragraph("Jarak", keep=True) * 2
    heading = paragraph("Tembusan", "Tembusan:", keep=True)
    inside = space + heading + each("baris in tembusan", "Tembusan", "{{ baris }}")
    return only_if("tembusan", inside, "Tembusan") + paragraph("Akhir")
