"""The dossier as one PDF: every chapter, every message, every picture, the pages the contents promise."""

import hashlib
import io
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pypdf
import pytest
from docx import Document as WordDocument
from PIL import Image

from docgen.bound import photos as bound_photos
from docgen.documents.reading import FactsReader
from docgen.dossier import IssuedPaper, dossier_pdf
from docgen.dossier_sections import ORDER, Gap, chapters
from docgen.errors import FieldMissing
from docgen.markup import paragraph
from docgen.pdf import Converter, PdfUnavailable
from docgen.pdf_pages import is_archival, page_count
from docgen.pictures import fit_photo
from docgen.plain_document import plain_document
from tests.docgen.bound.tagged import faults, words_of
from tests.docgen.dossier_case import NUMBER, case_facts, photo
from tests.docgen.papers import part
from tests.docgen.schema_order import misplaced
from tests.tools import needs

Photos = dict[str, Callable[[], bytes]]
PHOTOS: Photos = {hashlib.sha256(photo(shade)).hexdigest(): partial(photo, shade) for shade in range(30)}


def some(count: int) -> Photos:
    return dict(list(PHOTOS.items())[:count])


def words(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def converter(tmp_path_factory: pytest.TempPathFactory) -> Converter:
    needs("libreoffice")
    return Converter(tmp_path_factory.mktemp("pdf"))


def one_page(converter: Converter, text: str) -> bytes:
    (made,) = converter.convert(
        [plain_document(paragraph("IsiNaskah", text) + paragraph("IsiNaskah", "dua", new_page=True))]
    )
    return made


def test_a_case_of_200_messages_and_30_pictures_is_whole_and_its_contents_are_true(converter: Converter) -> None:
    papers = [IssuedPaper(f"Nota Dinas {place}", one_page(converter, f"Naskah ke-{place}")) for place in (1, 2)]
    facts = case_facts(200, tuple(PHOTOS), ("Nota Dinas 1", "Nota Dinas 2"))
    made = dossier_pdf(facts, papers, PHOTOS, converter.convert)
    pages = words(made)
    assert faults(made) == []
    assert "/Suspects" not in pypdf.PdfReader(io.BytesIO(made)).root_object["/MarkInfo"]  # type: ignore[operator]
    assert words_of(made).count("/Part") == 2 + len(ORDER) + 1
    for place, page in enumerate(pages, 1):
        assert page.endswith(f"{NUMBER} - Halaman {place} dari {len(pages)}")
    whole = " ".join(pages)
    assert [number for number in range(200) if f"Pesan nomor {number} " not in whole] == []
    assert [number for number in range(1, 31) if f"Gambar {number}. foto-{number - 1}.jpg" not in whole] == []
    drawn = sum(len(page.images) for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert drawn >= 30
    promised = re.findall(r"(I{1,3}|IV|VI{0,3}|Nota Dinas \d)(?:\. [^.]+)?\.{3,} ?(\d+)", pages[1])
    assert len(promised) == 10
    for name, number in promised:
        heading = name.replace("Nota Dinas ", "Naskah ke-") if "Nota" in name else f"{name}. "
        assert pages[int(number) - 1].startswith(heading), (name, number)


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return every font of every page, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for link in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            font = link.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            told = inner["/FontDescriptor"].get_object() if "/FontDescriptor" in inner else {}
            found[str(font["/BaseFont"])] = any(key in told for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def test_the_dossier_is_pdf_a_as_its_parts_are(converter: Converter) -> None:
    papers = [IssuedPaper("Nota Dinas", one_page(converter, "Naskah"))]
    made = dossier_pdf(case_facts(3, tuple(PHOTOS)[:2], ("ND",)), papers, PHOTOS, converter.convert)
    assert is_archival(made)
    fonts = fonts_of(made)
    assert fonts
    assert [name for name, embedded in fonts.items() if not embedded] == []
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": f"Berkas Perkara {NUMBER}"}
    assert reader.trailer["/ID"]
    assert not any(key in page for page in reader.pages for key in ("/Annots", "/AA"))


def test_pitfall_19_the_same_case_gives_the_same_pdf(converter: Converter) -> None:
    facts, pictures = case_facts(3, tuple(PHOTOS)[:1]), some(1)
    assert dossier_pdf(facts, [], pictures, converter.convert) == dossier_pdf(facts, [], pictures, converter.convert)


def test_every_chapter_says_what_the_case_holds_and_odd_texts_stay_texts() -> None:
    made = chapters(FactsReader(case_facts(3, tuple(PHOTOS)[:2], ("Nota Dinas",))), {})
    assert tuple(made) == ORDER
    said = {}
    for name, chapter in made.items():
        packed = plain_document(chapter.body + paragraph("Akhir"))
        assert misplaced(part(packed)) == [], name
        document = WordDocument(io.BytesIO(packed))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said[name] = "\n".join([each.text for each in document.paragraphs] + cells)
    assert "5. Menganalisa (putaran 2)" in said["kronologi"]
    assert "Menunggu pelapor" in said["kronologi"]
    assert "{{ 7*7 }} <b>& {% for %} </w:t> \ufffd 😀 العربية" in said["percakapan"]
    assert "[Diubah; diketahui 01-11-2026 07.02:] Sudah diubah" in said["percakapan"]
    assert "[Ditarik oleh pengirim" in said["percakapan"]
    assert "Dalam arsip ZIP" in said["lampiran"]
    assert "Naskah jawaban (tidak berlaku lagi)" in said["keluaran"]
    assert "WIM.32.IMI.5-UM.01.01-1" in said["naskah"]
    assert "Pindaian belum ada" in said["naskah"]
    assert "true_62811_ABC" in said["penyampaian"]
    assert "Sudah ditelepon." in said["catatan"]
    assert "NIP 19900101 202001 1 001" in said["pengesahan"]


def test_originals_that_could_not_be_had_are_named_in_the_last_chapter_and_beside_the_message() -> None:
    facts, lost = case_facts(3, tuple(PHOTOS)[:2]), next(iter(PHOTOS))
    gaps = (
        Gap("lampiran/001_foto.jpg", lost, "isinya berubah sejak disimpan"),
        Gap("bukti/002_a", "", "belum pernah tersimpan"),
    )
    made = chapters(FactsReader(facts), {}, gaps)
    said = {}
    for name in ("lampiran", "pengesahan"):
        packed = plain_document(made[name].body + paragraph("Akhir"))
        assert misplaced(part(packed)) == []
        document = WordDocument(io.BytesIO(packed))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said[name] = "\n".join([each.text for each in document.paragraphs] + cells)
    assert said["lampiran"].count("Dalam arsip ZIP") == 1
    assert "Isinya berubah sejak disimpan" in said["lampiran"]
    assert "kecuali berkas asli berikut" in said["pengesahan"]
    assert all(word in said["pengesahan"] for word in ("lampiran/001_foto.jpg", "Belum pernah tersimpan", lost))


def test_an_empty_case_still_has_every_chapter(converter: Converter) -> None:
    lists = ("moves", "pauses", "conversation", "attachments", "outputs", "papers", "deliveries", "records")
    facts = case_facts() | {name: [] for name in lists} | {"closed": None}
    facts["sign_off"] |= {"archived": None, "sheet_date": None}
    whole = " ".join(words(dossier_pdf(facts, [], {}, converter.convert)))
    assert "Tidak ada percakapan." in whole
    assert "Belum diarsipkan" in whole
    assert "Tidak ada catatan lain." in whole


def pictures_in(pdf: bytes) -> list[bytes]:
    """Return the JPEGs of all pages, as they lie there."""
    shown = {
        each.idnum: each.get_object()
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for each in page["/Resources"].get("/XObject", {}).values()  # type: ignore[union-attr]
    }
    return [each._data for each in shown.values() if each.get("/Filter") == "/DCTDecode"]


def test_a_photo_stands_in_the_dossier_as_it_was_made_fit_and_is_packed_once(converter: Converter) -> None:
    photos = some(3)
    made = dossier_pdf(case_facts(3, tuple(photos)), [], photos, converter.convert)
    assert pictures_in(made) == [fit_photo(read(), 1200)[0] for read in photos.values()]


def test_pitfall_20_what_is_no_picture_or_ends_too_early_is_listed_and_not_drawn(converter: Converter) -> None:
    cut = io.BytesIO()
    Image.effect_noise((900, 600), 80).save(cut, "JPEG")
    photos = {"a" * 64: partial(bytes, b"bukan gambar"), "b" * 64: partial(bytes, cut.getvalue()[:9000]), **some(1)}
    made = dossier_pdf(case_facts(3, tuple(photos)), [], photos, converter.convert)
    whole = " ".join(words(made))
    assert "Gambar 1. foto-2.jpg" in whole
    assert "Gambar 2" not in whole
    assert whole.count("Dalam arsip ZIP") == 2
    assert len(pictures_in(made)) == 1


def test_a_libreoffice_that_packs_every_picture_anew_gets_the_photos_themselves(
    converter: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound_photos, "_STAND_IN", (16, 12))  # of so small a one it makes no JPEG
    photos = some(2)
    made = dossier_pdf(case_facts(3, tuple(photos)), [], photos, converter.convert)
    shown = {
        (image.name, image.image.size) for page in pypdf.PdfReader(io.BytesIO(made)).pages for image in page.images
    }
    assert [size for _name, size in shown] == [(400, 300)] * 2


def test_papers_without_a_pdf_are_made_in_the_same_call_and_stand_in_their_order(converter: Converter) -> None:
    calls: list[int] = []

    def convert(documents: Sequence[bytes]) -> list[bytes]:
        calls.append(len(documents))
        return converter.convert(documents)

    word = plain_document(paragraph("IsiNaskah", "Naskah baru"))
    papers = [IssuedPaper("Satu", None, word), IssuedPaper("Dua", one_page(converter, "Naskah lama"))]
    pages = words(dossier_pdf(case_facts(3), papers, {}, convert))
    assert calls == [1 + len(ORDER) + 1, 2]
    first = next(place for place, page in enumerate(pages) if page.startswith("Naskah baru"))
    assert pages[first + 1].startswith("Naskah lama")
    assert re.search(rf"Satu\.+ ?{first + 1}\b", pages[1])


def test_without_libreoffice_no_photo_is_drawn_and_the_sentence_is_its_own() -> None:
    read: list[str] = []

    def convert(_documents: Sequence[bytes]) -> list[bytes]:
        raise PdfUnavailable

    photos: Photos = {mark: lambda mark=mark: read.append(mark) or PHOTOS[mark]() for mark in PHOTOS}  # type: ignore[misc,func-returns-value]
    with pytest.raises(PdfUnavailable):
        dossier_pdf(case_facts(3, tuple(PHOTOS)), [], photos, convert)
    assert len(read) < 2 * len(PHOTOS)


def test_a_fact_that_is_missing_is_named() -> None:
    facts = case_facts()
    del facts["conversation"]
    with pytest.raises(FieldMissing, match="conversation"):
        chapters(FactsReader(facts), {})


def test_a_page_of_a_plain_document_is_upright_a4(converter: Converter, tmp_path: Path) -> None:
    made = one_page(converter, "satu")
    assert page_count(made) == 2
    box = pypdf.PdfReader(io.BytesIO(made)).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (210, 297)
