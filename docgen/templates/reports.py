"""The templates of step clock, field report and record of an outage (notadinas §3.2)."""

from docgen.templates.layout import LANDSCAPE, TEXT_WIDTH, signature, template
from docgen.templates.letters import FACT_LINES
from docgen.templates.lists import GRID, Columns, listing, signed
from docgen.templates.markup import (
    SMALL_MARGIN,
    cell,
    each,
    only_if,
    paragraph,
    row,
    table,
    tag_row,
    twips,
)  # fmt: skip
from docgen.templates.styles import LIST_STYLES

_CLOCK: Columns = (
    ("No", 0.7, "{{ baris.no }}"),
    ("Langkah SOP", 4.1, "{{ baris.judul }}"),
    ("Putar- an", 1.1, "{{ baris.putaran }}"),
    ("Petugas", 2.1, "{{ baris.petugas }}"),
    ("Target", 1.4, "{{ baris.target }}"),
    ("Mulai (WIB)", 1.7, "{{ baris.mulai }}"),
    ("Batas (WIB)", 1.7, "{{ baris.batas }}"),
    ("Selesai (WIB)", 1.7, "{{ baris.selesai }}"),
    ("Menit kerja", 1.3, "{{ baris.bersih }}"),
    ("Menit jam dinding", 1.4, "{{ baris.kotor }}"),
    ("Selisih dari batas (menit)", 1.6, "{{ baris.selisih }}"),
    ("Tepat waktu", 1.1, "{{ baris.tepat }}"),
    ("Hasil", 2.0, "{{ baris.hasil }}"),
    ("Perhitungan menit kerja", 4.8, "each baris in langkahnya"),
)
_OUTAGES: Columns = (
    ("No", 0.9, "{{ baris.no }}"),
    ("Mulai terganggu (WIB)", 4.0, "{{ baris.mulai }}"),
    ("Pulih (WIB)", 4.0, "{{ baris.pulih }}"),
    ("Lamanya", 2.6, "{{ baris.lama }}"),
    ("Keadaan", 4.5, "{{ baris.keadaan }}"),
)
_LARGE = ("SelKepala", "Sel")
_PHOTO_ROW = 10.6  # centimetres: two rows fit a page, a third goes to the next


def kendali_waktu() -> bytes:
    """Make the template of KENDALI."""
    text = (
        paragraph("Judul", "LEMBAR KENDALI WAKTU")
        + paragraph("JudulBawah", "Nomor Registrasi {{ no_reg }}")
        + _case_lines()
        + paragraph("Jarak")
        + listing("baris in langkah", _CLOCK, "Belum ada.").replace(*_ARITHMETIC)
    )
    return template(text + signed(_SUMS) + paragraph("Akhir"), LANDSCAPE, LIST_STYLES)


def _case_lines() -> str:
    """Write what the sheet is about in two columns, so that the nine steps and the signatures share a page."""
    about = (("Seksi", "{{ seksi }}"), ("Selesai", "{{ selesai }}"), ("Dasar waktu", "SOPAP {{ sop }}"))
    left, right = FACT_LINES[1:], (*about, ("", ""))  # the number stands in the title
    label, colon = twips(2.8), twips(0.5)
    value = LANDSCAPE.text_width // 2 - label - colon
    widths = [label, colon, value, label, colon, value]
    rows = ((*_labelled(pair[0]), *_labelled(pair[1])) for pair in zip(left, right, strict=True))
    lines = (
        row([cell(width, paragraph("Sel", text)) for width, text in zip(widths, texts, strict=True)])
        for texts in rows
    )
    return table(widths, "".join(lines))


def _labelled(line: tuple[str, str]) -> tuple[str, str, str]:
    label, value = line
    return label, ":" if label else "", value


_SUMS = (
    "Jumlah seluruh langkah: {{ jumlah_bersih }} menit kerja, {{ jumlah_kotor }} menit jam dinding. Selisih dari "
    "batas dihitung dalam menit kerja; tanda minus berarti melewati batas."
)
# The last column repeats a paragraph, and keeps one for a step without any.
_ARITHMETIC = (
    paragraph("SelKecil", "each baris in langkahnya"),
    each("hitung in baris.hitungan", "SelKecil", "{{ hitung }}") + paragraph("Akhir"),
)


def laporan_penelitian() -> bytes:
    """Make the template of LAPORAN."""
    text = (
        paragraph("Judul", "LAPORAN")
        + paragraph("JudulBawah", "TENTANG")
        + paragraph("JudulBawah", "HASIL PENELITIAN LAPANGAN ATAS PENGADUAN MASYARAKAT")
        + paragraph("JudulBawah", "NOMOR REGISTRASI {{ no_reg }}")
        + _introduction()
        + _section("B. Kegiatan yang Dilaksanakan", "kegiatan", "Belum diisi.")
        + _section("C. Hasil yang Dicapai", "temuan", "Belum diisi.")
        + paragraph("Bagian", "D. Simpulan dan Saran")
        + paragraph("Anak", "1. Simpulan")
        + _told("simpulan", "Belum diisi.")
        + paragraph("Anak", "2. Saran")
        + _told("saran", "Tidak ada saran.")
        + paragraph("Bagian", "E. Penutup")
        + paragraph(
            "Isi",
            "Demikian laporan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
            keep=True,
        )
    )
    signs = only_if("mengetahui", signature("{{ kota }}, {{ tanggal }}", witness="mengetahui"), "Jarak")
    signs += only_if("not mengetahui", signature("{{ kota }}, {{ tanggal }}"), "Jarak")
    return template(text + signs + _annex() + paragraph("Akhir"), styles=LIST_STYLES)


def _introduction() -> str:
    return (
        paragraph("Bagian", "A. Pendahuluan")
        + paragraph("Anak", "1. Umum")
        + paragraph(
            "Isi",
            "Laporan ini memuat hasil penelitian lapangan atas pengaduan masyarakat yang diterima melalui "
            "{{ sarana }} pada tanggal {{ diterima }} dari {{ pelapor }} dengan pokok aduan “{{ pokok }}”"
            "{% if rujukan.ada %}, yang diteruskan dengan Nota Dinas Nomor {{ rujukan.nomor }} tanggal "
            "{{ rujukan.tanggal }}{% endif %}.",
        )
        + paragraph("Anak", "2. Maksud dan Tujuan")
        + paragraph(
            "Isi",
            "Penelitian dimaksudkan untuk memeriksa kebenaran hal yang diadukan, dengan tujuan menetapkan jawaban "
            "kepada pelapor.",
        )
        + paragraph("Anak", "3. Ruang Lingkup")
        + paragraph("Isi", "Hal yang diadukan{% if tempat %}, dengan tempat kejadian {{ tempat }}{% endif %}.")
        + paragraph("Anak", "4. Dasar")
        + paragraph("Isi", "SOPAP Nomor {{ sop }}{% if perintah %}; {{ perintah }}{% endif %}.")
    )


def _section(head: str, name: str, nothing: str) -> str:
    return paragraph("Bagian", head) + _told(name, nothing)


def _told(name: str, nothing: str) -> str:
    return each(f"baris in {name}", "Isi", "{{ baris }}") + only_if(f"not {name}", paragraph("Isi", nothing), "Isi")


def _annex() -> str:
    """Write the photos two by two: a row has its height, so that four stand on a page and never more."""
    widths = [TEXT_WIDTH // 2, TEXT_WIDTH - TEXT_WIDTH // 2]
    cells = "".join(
        cell(width, _photo(side), middle=True) for side, width in zip(("kiri", "kanan"), widths, strict=True)
    )
    height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(_PHOTO_ROW)}" w:hRule="atLeast"/></w:trPr>'
    rows = tag_row("for baris in foto", widths, "SelKecil") + f"<w:tr>{height}{cells}</w:tr>"
    rows += tag_row("endfor", widths, "SelKecil")
    head = paragraph("SelJudul", "LAMPIRAN I – DOKUMENTASI ({{ banyak_foto }} foto)", new_page=True)
    return only_if(
        "foto", head + table(widths, rows, borders=GRID, margins=SMALL_MARGIN) + paragraph("Jarak"), "Jarak"
    )


def _photo(side: str) -> str:
    inside = (
        paragraph("Gambar", f"{{{{ baris.{side}.gambar }}}}", keep=True)
        + paragraph("Sel", f"{{{{ baris.{side}.keterangan }}}}", keep=True)
        + paragraph("SelKecil", f"{{{{ baris.{side}.waktu }}}}")
    )
    return only_if(f"baris.{side}", inside, "SelKecil") + paragraph("Akhir")


def gangguan_kanal() -> bytes:
    """Make the template of BA-GANGGUAN."""
    text = (
        paragraph("Judul", "BERITA ACARA GANGGUAN KANAL")
        + paragraph("Nomor", "NOMOR {{ nomor }}")
        + paragraph(
            "Isi",
            "Pada hari {{ hari }}, kanal pengaduan {{ kanal }} dengan akun {{ akun }} tidak dapat dipakai "
            "sebagaimana mestinya pada waktu berikut:",
            keep=True,
        )
        + listing("baris in gangguan", _OUTAGES, "Tidak ada gangguan tercatat pada hari itu.", _LARGE)
        + paragraph("Jarak")
        + _section("1. Penyebab", "sebab", "……")
        + _section("2. Tindakan yang dilakukan", "tindakan", "……")
        + _section("3. Akibat bagi pelapor dan waktu penanganan", "akibat", "……")
        + paragraph("Isi", "Pesan yang ditulis selama gangguan dan baru diterima sesudahnya: {{ susulan }}.")
        + paragraph(
            "Isi",
            "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
            keep=True,
        )
    )
    signs = signature("{{ kota }}, {{ tanggal }}", witness="mengetahui")
    return template(text + signs + paragraph("Akhir"), styles=LIST_STYLES)
