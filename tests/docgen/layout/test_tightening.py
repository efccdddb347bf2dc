"""Arial 12 becomes 11; in the tighter closing lines and distances shrink, and a pen still has its room."""

import re

from docgen.layout.looks import looks_of
from docgen.layout.tightening import smaller, style_id, tighter
from docgen.package import unpack
from docgen.render import shipped_template

STYLES = unpack(shipped_template("ND-TERUS"))["word/styles.xml"]


def test_twelve_becomes_eleven_and_no_other_size_changes() -> None:
    usual, small = looks_of(STYLES), looks_of(smaller(STYLES))
    assert {name: look.size for name, look in small.items()} == {
        name: 11 if look.size == 12 else look.size for name, look in usual.items()
    }
    assert {look.size for look in small.values()} >= {6, 8, 9, 10, 11}  # the letterhead keeps its sizes
    assert small["IsiNaskah"].line == usual["IsiNaskah"].line


def test_the_tighter_closing_has_single_lines_half_the_distances_and_room_for_a_pen() -> None:
    tight = looks_of(tighter(STYLES))
    assert (tight["IsiNaskah"].line, tight["IsiNaskah"].after, tight["NomorNaskah"].after) == (240, 3, 6)
    pen = tight["RuangTandaTangan"]
    assert pen.before + pen.after + 8 >= 36  # points: three lines, as by hand
    assert tight["Akhir"].line == 20  # exact lines are not text
    assert (tight["Subjudul"].before, tight["DaftarBerkas"].after) == (3, 2)  # what is small stays


def test_the_room_to_sign_is_found_under_whatever_id_an_editor_gave_it() -> None:
    assert style_id(STYLES) == "RuangTandaTangan"
    renamed = re.sub(rb'styleId="RuangTandaTangan"', b'styleId="Gaya12"', STYLES)
    assert (style_id(renamed), style_id(b"<a/>"), style_id(STYLES, "Tembusan")) == ("Gaya12", "", "Tembusan")
