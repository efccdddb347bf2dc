"""The templates of the office's lists on landscape pages: recap in full and masked, register, agenda (§3.6)."""

from collections.abc import Sequence

from docgen.templates.layout import LANDSCAPE, signature, template
from docgen.templates.markup import (
    GRID_SIDES,
    NARROW_MARGIN,
    cell,
    lines_around,
    only_if,
    paragraph,
    row,
    table,
    tag_row,
    twips,
)  # fmt: skip
from docgen.templates.styles import LIST_STYLES

Columns = Sequence[tuple[str, float, str]]  # what stands at the head, width in cm, what stands in it

_SMALL = ("SelKepalaKecil", "SelKecil")
GRID = lines_around(GRID_SIDES, 4)
WIDTH = LANDSCAPE.text_width

# The office's own columns (notadinas §3.6); only what names a person falls away in the masked list.
_RECAP: Columns = (
    ("No", 0.7, "{{ baris.no }}"),
    ("No. Reg. / Tanggal", 2.6, "{{ baris.no_reg }} {{ baris.diterima }}"),
    ("Sarana", 1.7, "{{ baris.sarana }}"),
    ("Nama Penerima", 1.6, "{{ baris.penerima }}"),
    ("Nama", 1.6, "{{ baris.nama }}"),
    ("Alamat / Pos-el", 1.8, "{{ baris.alamat }}"),
    ("Nomor Telepon/HP", 2.5, "{{ baris.telepon }}"),
    ("Lokasi Kejadian", 1.4, "{{ baris.lokasi }}"),
    ("Pihak yang Dilaporkan", 1.8, "{{ baris.pihak }}"),
    ("Perkiraan Waktu Kejadian", 1.6, "{{ baris.waktu }}"),
    ("Uraian Masalah", 3.1, "{{ baris.uraian }}"),
    ("Kasus Baru/ Lama", 1.1, "{{ baris.baru }}"),
    ("Tindak Lanjut", 2.8, "{{ baris.tindak_lanjut }}"),
    ("Status", 1.3, "{{ baris.status }}"),
    ("Tepat Waktu", 1.1, "{{ baris.tepat }}"),
)
_MASKED: Columns = (
    ("No", 0.8, "{{ baris.no }}"),
    ("No. Reg. / Tanggal", 2.6, "{{ baris.no_reg }} {{ baris.diterima }}"),
    ("Sarana", 1.9, "{{ baris.sarana }}"),
    ("Nama Penerima", 2.2, "{{ baris.penerima }}"),
    ("Nama (disamarkan)", 2.4, "{{ baris.nama }}"),
    ("Nomor Telepon/HP", 2.2, "{{ baris.telepon }}"),
    ("Lokasi Kejadian", 2.0, "{{ baris.lokasi }}"),
    ("Perkiraan Waktu Kejadian", 1.9, "{{ baris.waktu }}"),
    ("Pokok Masalah", 4.0, "{{ baris.uraian }}"),
    ("Kasus Baru/ Lama", 1.1, "{{ baris.baru }}"),
    ("Tindak Lanjut", 3.1, "{{ baris.tindak_lanjut }}"),
    ("Status", 1.4, "{{ baris.status }}"),
    ("Tepat Waktu", 1.1, "{{ baris.tepat }}"),
)
_REGISTER: Columns = (
    ("No", 0.9, "{{ baris.no }}"),
    ("Nomor Registrasi", 2.7, "{{ baris.no_reg }}"),
    ("Diterima (WIB)", 2.5, "{{ baris.diterima }}"),
    ("Sarana", 1.8, "{{ baris.sarana }}"),
    ("Penerima", 2.2, "{{ baris.penerima }}"),
    ("Pelapor", 2.5, "{{ baris.nama }}"),
    ("Pokok Aduan", 4.0, "{{ baris.pokok }}"),
    ("Kategori", 2.6, "{{ baris.kategori }}"),
    ("Seksi", 2.0, "{{ baris.seksi }}"),
    ("Keterangan", 4.1, "{{ baris.tindak_lanjut }}"),
    ("Status", 1.4, "{{ baris.status }}"),
)
_AGENDA: Columns = (
    ("No", 0.9, "{{ baris.no }}"),
    ("Nomor Naskah", 4.4, "{{ baris.nomor }}"),
    ("Tanggal Naskah", 1.9, "{{ baris.tanggal }}"),
    ("Diberikan (WIB)", 2.6, "{{ baris.diberikan }}"),
    ("Jenis Naskah", 2.9, "{{ baris.jenis }}"),
    ("Hal", 4.4, "{{ baris.hal }}"),
    ("Kepada", 3.0, "{{ baris.yth }}"),
    ("Penanda Tangan", 2.3, "{{ baris.penanda_tangan }}"),
    ("Sumber Nomor", 1.6, "{{ baris.sumber }}"),
    ("Keterangan", 2.7, "{{ baris.keterangan }}"),
)
_TOTALS: Columns = (
    ("Sarana", 5.0, "{{ baris.sarana }}"),
    ("Kategori", 11.7, "{{ baris.kategori }}"),
    ("Status", 7.0, "{{ baris.status }}"),
    ("Jumlah", 3.0, "{{ baris.jumlah }}"),
)
_STEPS: Columns = (
    ("No", 0.8, "{{ baris.no }}"),
    ("Langkah SOP", 6.1, "{{ baris.judul }}"),
    ("Target", 1.8, "{{ baris.target }}"),
    ("Selesai", 1.5, "{{ baris.selesai }}"),
    ("Tepat waktu", 1.5, "{{ baris.tepat }}"),
    ("Terlambat", 1.8, "{{ baris.terlambat }}"),
    ("Masih berjalan, terlambat", 2.1, "{{ baris.berjalan }}"),
    ("Tepat waktu (%)", 1.7, "{{ baris.bagian }}"),
    ("Menit kerja: rata-rata", 1.8, "{{ baris.bersih.rata }}"),
    ("Menit kerja: median", 1.8, "{{ baris.bersih.tengah }}"),
    ("Menit kerja: persentil 95", 1.9, "{{ baris.bersih.p95 }}"),
    ("Menit jam dinding: rata-rata", 1.9, "{{ baris.kotor.rata }}"),
    ("Menit jam dinding: persentil 95", 2.0, "{{ baris.kotor.p95 }}"),
)
_OPEN: Columns = (
    ("No", 0.9, "{{ baris.no }}"),
    ("Nomor Registrasi", 2.8, "{{ baris.no_reg }}"),
    ("Pokok Aduan", 8.0, "{{ baris.pokok }}"),
    ("Seksi", 3.0, "{{ baris.seksi }}"),
    ("Tahap", 4.0, "{{ baris.tahap }}"),
    ("Diterima (WIB)", 2.8, "{{ baris.diterima }}"),
    ("Batas waktu (WIB)", 2.8, "{{ baris.batas }}"),
    ("Terlambat", 2.4, "{{ baris.terlambat }}"),
)


def rekapitulasi() -> bytes:
    """Make the template of REKAP."""
    return _recap(_RECAP, "REKAPITULASI PENGADUAN MASYARAKAT")


def rekapitulasi_samar() -> bytes:
    """Make the template of REKAP-SAMAR."""
    return _recap(_MASKED, "REKAPITULASI PENGADUAN MASYARAKAT (IDENTITAS DISAMARKAN)")


def buku_register() -> bytes:
    """Make the template of REGISTER."""
    text = (
        heading("BUKU REGISTER PENGADUAN MASYARAKAT", "BULAN {{ masa }}")
        + listing("baris in baris_register", _REGISTER, "NIHIL")
        + paragraph("SelCatatan", "Banyaknya nomor registrasi: {{ banyaknya }}.")
    )
    return template(text + signed() + paragraph("Akhir"), LANDSCAPE, LIST_STYLES)


def buku_agenda() -> bytes:
    """Make the template of AGENDA."""
    text = (
        heading("BUKU AGENDA NASKAH DINAS", "BULAN {{ masa }}")
        + only_if("not seri", listing("baris in seri", _AGENDA, "NIHIL"), "Jarak")
        + paragraph("Jarak", "{%p for kelompok in seri %}")
        + paragraph("SelJudul", "{{ kelompok.nama }}")
        + listing("baris in kelompok.nomor", _AGENDA, "NIHIL")
        + paragraph("Jarak")
        + paragraph("Jarak", "{%p endfor %}")
        + paragraph("SelCatatan", "Banyaknya nomor: {{ banyaknya }}, di antaranya dibatalkan: {{ batal }}.")
    )
    return template(text + signed() + paragraph("Akhir"), LANDSCAPE, LIST_STYLES)


def _recap(columns: Columns, title: str) -> bytes:
    text = (
        heading(title, "BULAN {{ masa }}")
        + listing("baris in baris_rekap", columns, "NIHIL")
        + paragraph("SelJudul", "A. Jumlah pengaduan: {{ diterima }}", new_page=True)
        + _charts()
        + listing("baris in jumlah", _TOTALS, "NIHIL")
        + paragraph("Jarak")
        + paragraph("SelJudul", "B. Ketepatan waktu per langkah SOP")
        + listing("baris in langkah", _STEPS, "NIHIL", keep=True)
        + paragraph("SelCatatan", _WHOLE)
        + paragraph("Jarak")
        + paragraph("SelJudul", "C. Masih terbuka: {{ masih_terbuka }}, di antaranya terlambat: {{ terlambat }}")
        + listing("baris in terbuka", _OPEN, "NIHIL")
    )
    return template(text + signed() + paragraph("Akhir"), LANDSCAPE, LIST_STYLES)


_WHOLE = (
    "Pengaduan selesai: {{ seluruhnya.selesai }}. Seluruh langkah: rata-rata {{ seluruhnya.bersih.rata }} menit "
    "kerja (persentil 95: {{ seluruhnya.bersih.p95 }}), {{ seluruhnya.kotor.rata }} menit jam dinding (persentil 95: "
    "{{ seluruhnya.kotor.p95 }})."
)


_CLOSING = "Demikian daftar ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."


def heading(title: str, below: str) -> str:
    """Write the title of a list on two lines, and as of when it stands."""
    return paragraph("Judul", title) + paragraph("JudulBawah", below) + paragraph("Keadaan", "{{ keadaan }}")


def listing(
    loop: str, columns: Columns, nothing: str, styles: tuple[str, str] = _SMALL, *, keep: bool = False
) -> str:
    """Write a table with a repeated head and a row an item; one line where there is none.

    `keep` holds a short one on the page of what follows it.
    """
    top, inside = styles
    widths = [twips(width) for _, width, _ in columns]
    heads = row(
        [cell(width, paragraph(top, name)) for (name, _, _), width in zip(columns, widths, strict=True)],
        head=True,
    )
    cells = [
        cell(width, paragraph(inside, text, keep=keep)) for (_, _, text), width in zip(columns, widths, strict=True)
    ]
    empty = row([cell(sum(widths), paragraph("SelNihil", nothing), span=len(widths))])
    rows = (
        tag_row(f"for {loop}", widths, "SelKecil")
        + row(cells)
        + tag_row("endfor", widths, "SelKecil")
        + tag_row(f"if not {loop.rsplit(' ', 1)[-1]}", widths, "SelKecil")
        + empty
        + tag_row("endif", widths, "SelKecil")
    )
    return table(widths, heads + rows, borders=GRID, margins=NARROW_MARGIN)


def signed(closing: str = _CLOSING) -> str:
    """Write the closing words of a list and its two signature blocks, all on one page."""
    return paragraph("SelCatatan", closing, keep=True) + signature(
        "{{ kota }}, {{ tanggal }}", page=LANDSCAPE, witness="mengetahui"
    )


def _charts() -> str:
    """Write the charts two side by side; the paragraph of the second stays where there is none."""
    half = WIDTH // 2
    widths = [half, WIDTH - half]
    sides = zip(("kiri", "kanan"), widths, strict=True)
    cells = [cell(width, paragraph("Gambar", f"{{{{ baris.{side} }}}}")) for side, width in sides]
    rows = tag_row("for baris in grafik", widths, "SelKecil") + row(cells) + tag_row("endfor", widths, "SelKecil")
    return only_if("grafik", table(widths, rows), "Jarak") + paragraph("Jarak")
