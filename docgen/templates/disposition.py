"""The template of the disposition sheet: one grid of two columns of 8 cm, boxes to tick in both (notadinas §3.3)."""

from docgen.templates.layout import TEXT_WIDTH, signature, template
from docgen.templates.markup import (
    GRID_SIDES,
    SMALL_MARGIN,
    cell,
    each,
    lines_around,
    paragraph,
    row,
    table,
    twips,
)  # fmt: skip

_HALF = twips(8.0)
_WIDTHS = [_HALF, TEXT_WIDTH - _HALF]
_PAIRS = (
    ("Nomor Agenda : {{ agenda }}", "Tingkat Keamanan : {{ tingkat }}"),
    ("Tanggal Terima : {{ diterima }}", "Sifat : {{ sifat }}"),
    ("Nomor Naskah : {{ masuk.nomor }}", "Tanggal Naskah : {{ masuk.tanggal }}"),
)
_LINES = ("Dari : {{ asal }}", "Ringkasan Isi : {{ ringkasan }}", "Lampiran : {{ lampiran }}")


def lembar_disposisi() -> bytes:
    """Make the template of DISPOSISI."""
    pairs = "".join(row([_half(0, left), _half(1, right)]) for left, right in _PAIRS)
    lines = "".join(row([cell(TEXT_WIDTH, paragraph("Sel", line), span=2)]) for line in _LINES)
    heads = row([
        cell(_WIDTHS[0], paragraph("SelKepala", "DITERUSKAN KEPADA")),
        cell(_WIDTHS[1], paragraph("SelKepala", "ISI DISPOSISI")),
    ])  # fmt: skip
    notes = (
        paragraph("Sel", "Catatan:")
        + each("baris in catatan", "Sel", "{{ baris }}")
        + paragraph("Sel", "Batas waktu: {{ batas }}")
    )
    boxes = row([
        cell(_WIDTHS[0], _boxes("baris in tujuan", "{{ baris.nama }}") + paragraph("Jarak")),
        cell(_WIDTHS[1], _boxes("baris in isi", "{{ baris.petunjuk }}") + paragraph("Jarak") + notes),
    ], whole=False)  # fmt: skip
    grid = table(_WIDTHS, pairs + lines + heads + boxes, borders=lines_around(GRID_SIDES, 4), margins=SMALL_MARGIN)
    title = paragraph("Judul", "LEMBAR DISPOSISI") + paragraph("Jarak", keep=True)
    return template(title + grid + paragraph("Jarak") + signature("Tanggal {{ tanggal }}") + paragraph("Akhir"))


def _half(place: int, text: str) -> str:
    return cell(_WIDTHS[place], paragraph("Sel", text))


def _boxes(loop: str, text: str) -> str:
    """Write a line for each box: the tick, and what it ticks, which hangs where it is long."""
    edge = twips(1.0)
    line = (
        f'<w:p><w:pPr><w:pStyle w:val="Sel"/><w:tabs><w:tab w:val="left" w:pos="{edge}"/></w:tabs>'
        f'<w:ind w:left="{edge}" w:hanging="{edge}"/></w:pPr><w:r><w:t>{{{{ baris.tanda }}}}</w:t></w:r>'
        f"<w:r><w:tab/><w:t>{text}</w:t></w:r></w:p>"
    )
    return paragraph("Sel", f"{{%p for {loop} %}}") + line + paragraph("Sel", "{%p endfor %}")
