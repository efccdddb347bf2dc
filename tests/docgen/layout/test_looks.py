"""What a style says of a paragraph, through the styles it is based on, and what a paragraph adds."""

from lxml import etree

from docgen.layout.looks import Look, looks_of, says, with_marks
from docgen.package import unpack
from docgen.render import shipped_template

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_the_looks_of_a_shipped_template_are_those_of_its_styles() -> None:
    looks = looks_of(unpack(shipped_template("ND-TERUS"))["word/styles.xml"])
    body, pen, list_line = looks["IsiNaskah"], looks["RuangTandaTangan"], looks["DaftarBerkas"]
    assert (body.size, body.line, body.rule, body.after, body.first) == (12, 276, "auto", 6, 35.45)
    assert (pen.size, pen.before, pen.after) == (8, 20, 20)
    assert (list_line.left, list_line.first) == (53.45, -18)
    assert (looks["JudulNaskah"].bold, looks["NomorNaskah"].bold) == (True, False)
    assert (looks["Akhir"].rule, looks["Akhir"].line) == ("exact", 20)
    assert looks["GarisKepala"].border == 3.25
    assert looks[""] == looks["Normal"]


def test_a_style_has_what_it_is_based_on_and_a_circle_of_styles_ends() -> None:
    styles = f"""<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault>
    </w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="A"><w:pPr><w:spacing w:after="100"/></w:pPr>
    </w:style><w:style w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:styleId="C"><w:basedOn w:val="D"/></w:style><w:style w:styleId="D"><w:basedOn w:val="C"/></w:style>
    </w:styles>"""
    looks = looks_of(styles.encode())
    assert (looks["B"].size, looks["B"].after, looks["B"].bold) == (12, 5, True)
    assert (looks["C"].size, looks[""].after) == (12, 5)


def test_a_line_is_as_tall_as_its_rule_says() -> None:
    usual, double = Look(size=10), Look(size=10, line=480)
    assert (round(usual.line_height, 2), round(double.line_height, 2)) == (11.5, 23.0)
    assert Look(size=10, line=400, rule="exact").line_height == 20
    assert Look(size=10, line=400, rule="atLeast").line_height == 20
    assert Look(size=10, line=40, rule="atLeast").line_height == usual.line_height


def test_marks_that_are_not_measured_say_nothing() -> None:
    assert not says(etree.fromstring(f'<w:pPr {W}><w:pStyle w:val="Isi"/><w:keepNext/></w:pPr>'))
    assert says(etree.fromstring(f'<w:pPr {W}><w:keepNext/><w:ind w:left="200"/></w:pPr>'))


def test_a_paragraph_may_say_otherwise() -> None:
    look = looks_of(unpack(shipped_template("ND-TERUS"))["word/styles.xml"])["IsiNaskah"]
    marks = etree.fromstring(
        f'<w:pPr {W}><w:spacing w:before="40" w:line="300" w:lineRule="exact"/>'
        '<w:ind w:start="200" w:hanging="100"/></w:pPr>'
    )
    said = with_marks(look, marks)
    assert (said.before, said.after, said.line, said.rule, said.left, said.first) == (2, 6, 300, "exact", 10, -5)
    assert with_marks(look, etree.fromstring(f'<w:rPr {W}><w:b w:val="0"/></w:rPr>')).bold is False
