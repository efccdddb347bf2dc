"""The styles of the papers: Arial 12, Indonesian, one row each, so that the office changes a look in one place."""

from docgen.templates.markup import HEAD, SPACES, twips

FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
INDENT = twips(1.25)
_SINGLE = 'w:after="0" w:line="240" w:lineRule="auto"'

# id: (name in Word, paragraph properties in schema order, half points, bold)
Styles = dict[str, tuple[str, str, int, bool]]

STYLES: Styles = {
    "Keamanan": ("Klasifikasi Keamanan", "", 24, True),
    "KopBaris": ("Kop Baris", '<w:jc w:val="center"/>', 20, False),
    "KopKantor": ("Kop Kantor", '<w:jc w:val="center"/>', 22, True),
    "KopAlamat": ("Kop Alamat", '<w:jc w:val="center"/>', 18, False),
    "KopAkhir": ("Kop Akhir", "", 12, False),
    "Halaman": ("Nomor Halaman", '<w:spacing w:after="240"/><w:jc w:val="center"/>', 24, False),
    "Judul": ("Judul Naskah", '<w:keepNext/><w:spacing w:before="120"/><w:jc w:val="center"/>', 24, True),
    "Nomor": ("Nomor Naskah", '<w:keepNext/><w:spacing w:after="240"/><w:jc w:val="center"/>', 24, False),
    "Kepala": ("Kepala Naskah", "", 24, False),
    "Isi": (
        "Isi Naskah",
        f'<w:spacing w:after="120" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="{INDENT}"/>'
        '<w:jc w:val="both"/>',
        24,
        False,
    ),
    "Subjudul": (
        "Subjudul",
        f'<w:keepNext/><w:spacing w:before="60" w:after="60"/><w:ind w:left="{INDENT}"/>',
        24,
        True,
    ),
    "Kutipan": (
        "Kutipan Aduan",
        f'<w:spacing w:after="60" w:line="259" w:lineRule="auto"/><w:ind w:left="{INDENT}"/>',
        24,
        False,
    ),
    "Rincian": ("Rincian", "", 24, False),
    "Daftar": (
        "Daftar Berkas",
        f'<w:spacing w:after="40"/><w:ind w:left="{INDENT + 360}" w:hanging="360"/>',
        24,
        False,
    ),
    "Garis": (
        "Garis Kepala",
        '<w:pBdr><w:top w:val="single" w:sz="18" w:space="1" w:color="auto"/></w:pBdr><w:spacing w:before="100"/>',
        12,
        False,
    ),
    "Akhir": ("Akhir", '<w:spacing w:line="20" w:lineRule="exact"/>', 2, False),
    "Jarak": ("Jarak", f'<w:spacing {_SINGLE}/>', 12, False),
    "TandaTangan": ("Tanda Tangan", "<w:keepNext/><w:keepLines/>", 24, False),
    "RuangTandaTangan": ("Ruang Tanda Tangan", '<w:keepNext/><w:spacing w:before="400" w:after="400"/>', 16, False),
    "Tembusan": ("Tembusan", "<w:keepLines/>", 24, False),
    "Sel": ("Sel", "", 20, False),
    "SelKecil": ("Sel Kecil", "", 16, False),
    "SelJudul": ("Sel Judul", '<w:keepNext/><w:spacing w:before="40" w:after="40"/>', 20, True),
    "SelKepala": ("Sel Kepala", '<w:keepNext/><w:jc w:val="center"/>', 18, True),
}  # fmt: skip


# What only the lists and reports have.
LIST_STYLES: Styles = {
    "SelKepalaKecil": ("Sel Kepala Kecil", '<w:keepNext/><w:jc w:val="center"/>', 16, True),
    "SelNihil": ("Sel Nihil", '<w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>', 20, True),
    "SelCatatan": ("Catatan Daftar", '<w:spacing w:before="60" w:after="120"/>', 18, False),
    "Bagian": ("Bagian Laporan", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', 24, True),
    "Anak": (
        "Anak Bagian",
        f'<w:keepNext/><w:spacing w:before="40" w:after="40"/><w:ind w:left="{twips(0.6)}"/>',
        24,
        True,
    ),
    "Keadaan": ("Keadaan Daftar", '<w:keepNext/><w:spacing w:after="120"/><w:jc w:val="center"/>', 18, False),
    "JudulBawah": ("Judul Baris Bawah", '<w:keepNext/><w:spacing w:after="40"/><w:jc w:val="center"/>', 24, True),
    "Gambar": ("Gambar", '<w:keepLines/><w:jc w:val="center"/>', 16, False),
}


def styles_part(more: Styles) -> str:
    """Write word/styles.xml, with the styles of every paper and some more."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:spacing {_SINGLE}/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return f"{HEAD}<w:styles {SPACES}>{defaults}{normal}{''.join(map(_style, (STYLES | more).items()))}</w:styles>"


def _style(row: tuple[str, tuple[str, str, int, bool]]) -> str:
    identity, (name, paragraph, half_points, bold) = row
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""}'
        f'<w:rPr>{FONT}{weight}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )
