"""The template of the complaint sheet: eight sections in one grid, then the conversation and the files (§3.5)."""

from collections.abc import Sequence

from docgen.templates.layout import TEXT_WIDTH, signature, template
from docgen.templates.markup import (
    GRID_SIDES,
    SMALL_MARGIN,
    TIGHT_MARGIN,
    cell,
    each,
    lines_around,
    paragraph,
    row,
    table,
    tag_row,
    twips,
)  # fmt: skip

_GRID = lines_around(GRID_SIDES, 4)
_LABEL = twips(4.6)
_WIDTHS = [_LABEL, TEXT_WIDTH - _LABEL]

# section -> its lines: label and what stands beside it; "each …" repeats a paragraph
_SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("I. Penerimaan", (
        ("Hari, tanggal, dan jam", "{{ penerimaan.waktu }}"),
        ("Sarana", "{{ penerimaan.sarana }}"),
        ("Akun/nomor", "{{ penerimaan.akun }}"),
        ("Petugas penerima", "{{ penerimaan.petugas }}"),
    )),
    ("II. Pelapor", (
        ("Nama", "{{ pelapor.nama }}"),
        ("Kewarganegaraan", "{{ pelapor.kewarganegaraan }}"),
        ("Alamat", "{{ pelapor.alamat }}"),
        ("Telepon/HP", "{{ pelapor.telepon }}"),
        ("Pos-el", "{{ pelapor.pos_el }}"),
        ("Minta dirahasiakan", "{{ pelapor.dirahasiakan }}"),
    )),
    ("III. Terlapor/Layanan", (
        ("Pihak yang dilaporkan", "{{ terlapor.pihak }}"),
        ("Layanan", "{{ terlapor.layanan }}"),
    )),
    ("IV. Kejadian", (
        ("Lokasi", "{{ kejadian.lokasi }}"),
        ("Perkiraan waktu", "{{ kejadian.waktu }}"),
        ("Uraian masalah", "each baris in kejadian.uraian"),
        ("Bukti", "{{ kejadian.bukti }}"),
    )),
    ("V. Identifikasi", (
        ("Kategori", "{{ identifikasi.kategori }}"),
        ("Jenis", "{{ identifikasi.jenis }}"),
        ("Baru/lama", "{{ identifikasi.baru }}"),
        ("Permasalahan", "each baris in identifikasi.masalah"),
        ("Dapat dikelola", "{{ identifikasi.dapat_dikelola }}"),
        ("Seksi tujuan", "{{ identifikasi.seksi }}"),
        ("Klasifikasi keamanan", "{{ identifikasi.keamanan }}"),
    )),
    ("VI. Tanggapan Awal", (
        ("Waktu", "{{ tanggapan_awal.waktu }}"),
        ("Isi", "each baris in tanggapan_awal.isi"),
    )),
    ("VII. Tindak Lanjut", (
        ("Nota dinas", "each baris in tindak_lanjut.naskah"),
        ("Laporan penelitian", "{{ tindak_lanjut.laporan }}"),
        ("Jawaban disampaikan", "{{ tindak_lanjut.dijawab }}"),
        ("Isi jawaban", "each baris in tindak_lanjut.jawaban"),
        ("Hasil", "each baris in tindak_lanjut.hasil"),
    )),
)  # fmt: skip

# column -> width in cm and what stands in it
_STEPS = (
    ("No", 0.8, "{{ baris.no }}"),
    ("Langkah SOP", 5.0, "{{ baris.judul }}"),
    ("Target", 1.8, "{{ baris.target }}"),
    ("Mulai (WIB)", 2.8, "{{ baris.mulai }}"),
    ("Selesai (WIB)", 2.8, "{{ baris.selesai }}"),
    ("Menit kerja", 1.4, "{{ baris.menit }}"),
    ("Tepat waktu", 1.4, "{{ baris.tepat }}"),
)
_FILES = (
    ("No", 0.8, "{{ baris.no }}"),
    ("Nama berkas", 3.6, "{{ baris.nama }}"),
    ("Ukuran", 1.6, "{{ baris.ukuran }}"),
    ("SHA-256", 10.0, "{{ baris.sha256 }}"),
)


def lembar_pengaduan() -> bytes:
    """Make the template of LEMBAR."""
    heading = paragraph("Judul", "LEMBAR PENGADUAN MASYARAKAT") + paragraph("Nomor", "Nomor Registrasi {{ no_reg }}")
    sections = "".join(_section(title, lines) for title, lines in _SECTIONS)
    grid = table(_WIDTHS, sections, borders=_GRID, margins=TIGHT_MARGIN)
    times = paragraph("SelJudul", "VIII. Waktu") + _listing("baris in langkah", _STEPS, "Belum ada.")
    talk = paragraph("SelJudul", "LAMPIRAN I – PERCAKAPAN", new_page=True) + _conversation()
    files = paragraph("SelJudul", "LAMPIRAN II – BERKAS") + _listing("baris in berkas", _FILES, "Tidak ada berkas.")
    end = paragraph("Jarak")
    signed = signature("{{ kota }}, {{ tanggal }}")
    return template(heading + grid + end + times + signed + talk + end + files + paragraph("Akhir"))


def _section(title: str, lines: tuple[tuple[str, str], ...]) -> str:
    head = row([cell(TEXT_WIDTH, paragraph("SelJudul", title), span=2)])
    return head + "".join(_line(label, value) for label, value in lines)


def _line(label: str, value: str) -> str:
    repeated = value.startswith("each ")
    inside = each(value.removeprefix("each "), "Sel", "{{ baris }}") if repeated else paragraph("Sel", value)
    # A long text may break over pages, a short line may not.
    return row([cell(_WIDTHS[0], paragraph("Sel", label)), cell(_WIDTHS[1], inside)], whole=not repeated)


def _listing(loop: str, columns: tuple[tuple[str, float, str], ...], nothing: str) -> str:
    """Write a table with a repeated head and a row an item; a single line where there is none."""
    widths = [twips(width) for _, width, _ in columns]
    heads = row(
        [cell(width, paragraph("SelKepala", name)) for (name, _, _), width in zip(columns, widths, strict=True)],
        head=True,
    )
    cells = [cell(width, paragraph("SelKecil", text)) for (_, _, text), width in zip(columns, widths, strict=True)]
    return table(widths, heads + _loop(loop, row(cells), widths, nothing), borders=_GRID, margins=SMALL_MARGIN)


def _loop(loop: str, repeated: str, widths: Sequence[int], nothing: str) -> str:
    """Write a row for each item, or one that says there is nothing."""
    empty = row([cell(sum(widths), paragraph("SelKecil", nothing), span=len(widths))])
    return (
        tag_row(f"for {loop}", widths, "SelKecil")
        + repeated
        + tag_row("endfor", widths, "SelKecil")
        + tag_row(f"if not {loop.rsplit(' ', 1)[-1]}", widths, "SelKecil")
        + empty
        + tag_row("endif", widths, "SelKecil")
    )


def _conversation() -> str:
    widths = [twips(2.8), twips(3.4), TEXT_WIDTH - twips(2.8) - twips(3.4)]
    names = ("Waktu (WIB)", "Pengirim", "Isi pesan (apa adanya)")
    heads = row(
        [cell(width, paragraph("SelKepala", name)) for width, name in zip(widths, names, strict=True)], head=True
    )
    cells = [
        cell(widths[0], paragraph("SelKecil", "{{ pesan.waktu }}")),
        cell(widths[1], paragraph("SelKecil", "{{ pesan.pengirim }}")),
        cell(widths[2], each("baris in pesan.isi", "Sel", "{{ baris }}")),
    ]
    rows = heads + _loop("pesan in percakapan", row(cells, whole=False), widths, "Tidak ada percakapan.")
    return table(widths, rows, borders=_GRID, margins=SMALL_MARGIN)
