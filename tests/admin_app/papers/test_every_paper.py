"""Every type of paper of one practice case, made on the screens: signed, numbered, taken away, read back."""

import io
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from admin_app.papers import pdf_copies
from docgen.package import unpack
from docgen.wording import attached, long_date
from models.actions.upkeep.practice import PEOPLE
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import Role
from models.tables import Document, Staff
from tests.actions.drafting import month_whole, nothing_wrong
from tests.admin_app.browsing import Clock, back_office
from tests.admin_app.one_case import ANSWER, COMPLAINT, HERE, LETTERHEAD, Desk, downloaded, facts_of, walked
from tests.docgen.papers import CODES, LISTS, lines, opened, part
from tests.docgen.schema_order import misplaced
from tests.office import office
from tests.tools import needs

EXPECTED = Path(__file__).resolve().parents[2] / "docgen" / "expected"
WRITE = os.environ.get("ADUAN_TEST_WRITE_SNAPSHOTS") == "1"
SIGNERS = {
    Role.KASUBSI_INFOKIM: ("ND-TERUS", "ND-REKAP", "REKAP", "REKAP-SAMAR", "REGISTER", "AGENDA", "BA-GANGGUAN"),
    Role.KASI_LALINTALKIM: ("ND-ESKAL", "ND-JAWAB", "LAPORAN"),
    Role.KASI_TIKKIM: ("ND-TERUSJWB",),
    Role.KEPALA_KANTOR: ("DISPOSISI", "SURAT"),
    Role.PENGELOLA: ("KENDALI", "LEMBAR"),
}
LETTERS = tuple(code for code in CODES if DOCUMENTS[code].numbered)
MEMOS = tuple(code for code in CODES if code.startswith("ND-"))
PARTS = ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/styles.xml", "word/settings.xml")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The practice case, walked once to the end of its month."""
    folder = tmp_path_factory.mktemp("kasus")
    with office(f"sqlite:///{folder}/office.db") as account:
        clock = Clock()
        yield walked(back_office(folder, clock), account, clock)


@pytest.fixture(scope="module")
def papers(desk: Desk) -> dict[str, bytes]:
    """The Word file of every type, as it was taken away."""
    return downloaded(desk)


@pytest.fixture(scope="module")
def pdfs(desk: Desk) -> dict[str, str]:
    """Where every PDF is, all asked for at once: the queue makes several by one call of LibreOffice."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_copies, "PATIENCE", 0.0)
        for code in CODES:
            paper = Document.get((Document.type == code) & (Document.state == "ditandatangani"))
            found[code] = f"{'/naskah' if paper.complaint_id else HERE}/{paper.public_id}/pdf?unduh=ya"
            desk.as_role(Role.KASUBSI_INFOKIM).get(found[code])
    return found


def words(packed: bytes) -> str:
    """Return the whole text of a paper on one line."""
    return " ".join("\n".join(lines(packed)).split())


def person(role: Role) -> Any:
    """Return the sample official of a post."""
    return next(each for each in PEOPLE if each.role is role)


def test_every_type_there_is_was_made_on_the_screens(papers: dict[str, bytes]) -> None:
    assert set(papers) == set(CODES) == set(DOCUMENTS) == {code for codes in SIGNERS.values() for code in codes}


@pytest.mark.parametrize("code", CODES)
def test_a_paper_is_signed_by_the_right_post_numbered_by_its_rule_and_filed(desk: Desk, code: str) -> None:
    paper = Document.get((Document.type == code) & (Document.state == "ditandatangani"))
    role = next(role for role, codes in SIGNERS.items() if code in codes)
    assert Staff.get_by_id(paper.signed_by_id).role == role
    assert (paper.date, len(paper.sha256)) == (date(2026, 11, 25) if paper.complaint_id else date(2026, 12, 1), 64)
    pattern = r"WIM\.32\.IMI\.5-UM\.01\.01-\d+" if code in LETTERS else r"1/2026" if DOCUMENTS[code].agenda else None
    assert re.fullmatch(pattern, paper.number) if pattern else paper.number is None


def test_the_numbers_have_no_gap_and_the_closed_month_its_proof(desk: Desk) -> None:
    numbers = sorted(int(row.number.rsplit("-", 1)[1]) for row in Document.select() if row.type in LETTERS)
    assert numbers == list(range(1, len(LETTERS) + 1))
    assert nothing_wrong()
    assert month_whole()


@pytest.mark.parametrize("code", CODES)
def test_pitfall_13_every_part_of_the_file_stands_in_the_order_of_the_schema(
    papers: dict[str, bytes], code: str
) -> None:
    assert {name: misplaced(part(papers[code], name)) for name in PARTS} == {name: [] for name in PARTS}
    assert docx.Document(io.BytesIO(papers[code])).core_properties.language == "id-ID"


@pytest.mark.parametrize("code", CODES)
def test_page_margins_fonts_and_letterhead_read_back_as_agreed(papers: dict[str, bytes], code: str) -> None:
    (section,) = opened(papers[code]).sections
    wanted = (29.7, 21.0, 2.0, 2.0, 1.5, 1.5) if code in LISTS else (21.0, 29.7, 2.0, 2.5, 3.0, 2.0)
    found = (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
        section.right_margin,
    )  # fmt: skip
    assert all(abs(got - Cm(size)) < Cm(0.005) for got, size in zip(found, wanted, strict=True))
    styles = part(papers[code], "word/styles.xml")
    faces = {font.get(qn(f"w:{script}")) for font in styles.iter(qn("w:rFonts"))
             for script in ("ascii", "hAnsi", "cs", "eastAsia")}  # fmt: skip
    assert faces == {"Arial", "Noto Sans CJK SC"}
    usual = styles.find(f".//{qn('w:docDefaults')}//{qn('w:sz')}").get(qn("w:val"))
    assert usual in ("24", "22")  # a letter that would spill is set in 11 points
    kop = section.first_page_header.tables[0].cell(0, 0).text
    assert "KANTOR IMIGRASI KELAS II TPI BELAKANG PADANG" in kop
    assert LETTERHEAD["address"] in kop
    assert f"Laman: {LETTERHEAD['web']}, Pos-el: {LETTERHEAD['email']}" in kop


@pytest.mark.parametrize("code", MEMOS)
def test_the_head_of_a_memo_reads_back_from_the_file(papers: dict[str, bytes], code: str) -> None:
    facts = facts_of(code)
    head = opened(papers[code]).tables[0]
    read = {row.cells[0].text: row.cells[2].text for row in head.rows}
    assert list(read.items()) == [
        ("Yth.", facts["yth"]),
        ("Dari", facts["dari"]),
        ("Hal", facts["hal"]),
        ("Lampiran", attached(facts["lampiran"])),
        ("Sifat", facts["sifat"]),
        ("Tanggal", long_date(date.fromisoformat(facts["date"]))),
    ]
    assert f"NOTA DINAS NOMOR {facts['number']} " in words(papers[code])


@pytest.mark.parametrize("code", CODES)
def test_the_signature_names_the_holder_of_the_post(papers: dict[str, bytes], code: str) -> None:
    role = next(role for role, codes in SIGNERS.items() if code in codes)
    block = next(each for each in opened(papers[code]).tables if "NIP" in each.rows[-1].cells[-1].text)
    said = "\n".join(cell.text for row in block.rows for cell in row.cells)
    assert person(role).name in said
    assert person(role).nip in said.replace(" ", "")


@pytest.mark.parametrize("code", [code for code in CODES if DOCUMENTS[code].of_case])
def test_a_paper_of_the_case_says_its_number_and_what_was_worded(
    desk: Desk, papers: dict[str, bytes], code: str
) -> None:
    said = words(papers[code])
    assert desk.walk.case.number in said
    if code in ("ND-TERUS", "LEMBAR"):
        assert " ".join(COMPLAINT.split()) in said.replace(" / ", " ")
    if code in ("ND-JAWAB", "ND-TERUSJWB", "SURAT", "LEMBAR"):
        assert ANSWER in said


def test_the_masked_recap_names_nobody_and_the_full_one_does(papers: dict[str, bytes]) -> None:
    full, masked = words(papers["REKAP"]), words(papers["REKAP-SAMAR"])
    for secret in ("Sari Contoh", "+628110000001", "Kampung Contoh"):
        assert secret in full
        assert secret not in masked


def test_photos_of_the_field_check_stand_four_on_a_page(papers: dict[str, bytes]) -> None:
    parts = unpack(papers["LAPORAN"])
    assert len([name for name in parts if name.endswith(".jpg")]) == 5
    assert all(b"Exif" not in content for name, content in parts.items() if name.endswith(".jpg"))


@pytest.mark.parametrize("code", CODES)
def test_a_paper_of_the_practice_case_says_what_was_agreed(papers: dict[str, bytes], code: str) -> None:
    text = "\n".join(lines(papers[code])) + "\n"
    snapshot = EXPECTED / f"{code}-kasus.txt"
    if WRITE:
        snapshot.write_text(text, "utf-8")
    assert text == snapshot.read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_paper_is_taken_away_as_pdf_too(desk: Desk, pdfs: dict[str, str], code: str) -> None:
    needs("libreoffice")
    paper = Document.get((Document.type == code) & (Document.state == "ditandatangani"))
    answer = desk.as_role(Role.KASUBSI_INFOKIM).get(pdfs[code])
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages]
    assert "KANTOR IMIGRASI KELAS II TPI BELAKANG PADANG" in pages[0]
    assert all(len(text.strip()) > 20 for text in pages)
    if paper.number:
        assert paper.number in "".join(pages)
    if code == "LAPORAN":
        assert [text.count("Foto ") for text in pages if "Foto " in text] == [4, 1]
