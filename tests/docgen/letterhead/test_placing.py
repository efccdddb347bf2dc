"""The letterhead in templates: its tag where it may stand, and templates an office made before there was one."""

import io
from pathlib import Path

import pytest
from PIL import Image

from docgen.checking import check_template
from docgen.documents.examples import examples
from docgen.errors import FieldWrong, TemplateBroken
from docgen.package import pack, unpack
from docgen.word import fill
from tests.docgen.letterhead.emblems import shield, with_emblem
from tests.docgen.papers import changed, opened, part

BEFORE = Path(__file__).resolve().parent.parent / "before_letterhead"
PICTURE = "word/media/lambang.png"  # where the templates from before had the emblem


def before(code: str = "ND-TERUS", picture: bytes | None = None) -> bytes:
    """Return a template from before the block, as offices uploaded them, with another picture if given."""
    parts = unpack((BEFORE / f"{code}.docx").read_bytes())
    return pack(parts | ({PICTURE: picture} if picture else {}))


def emblem_in(paper: bytes) -> Image.Image:
    """Return the picture in the letterhead of a paper from such a template."""
    return Image.open(io.BytesIO(unpack(paper)[PICTURE])).convert("RGBA")


@pytest.mark.parametrize("code", ["ND-TERUS", "REKAP"])
def test_a_template_from_before_still_fits_and_prints_its_lines(code: str) -> None:
    check_template(code, before(code))
    paper = fill(code, examples(code)[0], before(code)) if code == "ND-TERUS" else None
    if paper is not None:
        said = opened(paper).sections[0].first_page_header.tables[0].cell(0, 1).text
        assert "KANTOR IMIGRASI KELAS II TPI BELAKANG PADANG" in said


def test_a_template_from_before_prints_no_grey_disc() -> None:
    assert emblem_in(fill("ND-TERUS", examples("ND-TERUS")[0], before())).getchannel("A").getextrema() == (0, 0)


def test_a_template_from_before_gets_the_emblem_in_its_square_undistorted() -> None:
    paper = fill("ND-TERUS", with_emblem("ND-TERUS"), before())
    shown = emblem_in(paper)
    assert (shown.size, shown.getchannel("A").getbbox()) == ((400, 400), (40, 0, 360, 400))
    assert "word/media/lambang_kantor.png" not in unpack(paper)


def test_the_picture_an_office_put_into_its_own_template_stays_until_an_emblem_is_set() -> None:
    own = before(picture=shield(300, 300))
    assert unpack(fill("ND-TERUS", examples("ND-TERUS")[0], own))[PICTURE] == shield(300, 300)
    assert unpack(fill("ND-TERUS", with_emblem("ND-TERUS"), own))[PICTURE] != shield(300, 300)


@pytest.mark.parametrize("written", ["{{ kop_surat }}", "Kop {{ kop_surat }} kami"])
def test_the_tag_in_a_line_of_text_is_refused_with_how_it_is_written(written: str) -> None:
    template = changed("ND-TERUS", "{{p kop_surat }}", written, "word/header1.xml")
    with pytest.raises(TemplateBroken, match=r"“\{\{p kop_surat \}\}”, sendirian pada satu paragraf"):
        check_template("ND-TERUS", template)


def test_words_beside_the_tag_would_vanish_and_are_named() -> None:
    template = changed("ND-TERUS", "{{p kop_surat }}", "Kop {{p kop_surat }}", "word/header1.xml")
    with pytest.raises(TemplateBroken, match="Tulisan “Kop” akan hilang"):
        check_template("ND-TERUS", template)


def test_the_block_may_stand_in_the_body_too() -> None:
    template = changed("ND-TERUS", "<w:body>", "<w:body><w:p><w:r><w:t>{{p kop_surat }}</w:t></w:r></w:p>")
    paper = fill("ND-TERUS", with_emblem("ND-TERUS"), template)
    assert b'Id="rIdLambang"' in unpack(paper)["word/_rels/document.xml.rels"]
    assert len(list(part(paper).iter("{*}docPr"))) == 1


def test_a_template_whose_editor_dropped_the_styles_gets_them_back() -> None:
    bare = unpack(changed("SURAT", "{{p kop_surat }}", "{{p kop_surat }}", "word/header1.xml"))
    styles = bare["word/styles.xml"].decode()
    for name in ("Kop Kantor", "Kop Alamat"):
        styles = styles.replace(f'w:val="{name}"', 'w:val="Lain"').replace(name.replace(" ", ""), f"Lain{len(name)}")
    paper = fill("SURAT", examples("SURAT")[0], pack(bare | {"word/styles.xml": styles.encode()}))
    assert opened(paper).styles["Kop Kantor"].font.size.pt == 11


def test_a_style_under_another_id_is_found_by_its_name() -> None:
    parts = unpack(changed("SURAT", "{{p kop_surat }}", "{{p kop_surat }}", "word/header1.xml"))
    styles = parts["word/styles.xml"].replace(b'w:styleId="KopKantor"', b'w:styleId="a7"')
    paper = fill("SURAT", examples("SURAT")[0], pack(parts | {"word/styles.xml": styles}))
    assert b'w:val="a7"' in unpack(paper)["word/header1.xml"]


@pytest.mark.parametrize(
    "broken", [{"picture": "bukan base64!"}, {"picture": "TVogdmlydXM="}, {"width": 0}, {"mm": 90}]
)
def test_an_emblem_that_was_not_made_fit_is_refused(broken: dict[str, object]) -> None:
    facts = with_emblem("ND-TERUS")
    facts["kop"]["emblem"] |= broken  # type: ignore[index]
    with pytest.raises(FieldWrong) as error:
        fill("ND-TERUS", facts, before())
    assert error.value.field == "kop.emblem.picture"
