"""The fields of an own paper's form: one a question, a table with its rows as kept or as typed, and room below."""

from admin_app.forms.own_fields import own_changes, own_fields, own_values, shown_rows
from models.rules.papers.own.answers import MOST_ROWS, SPARE_ROWS
from models.rules.papers.own.own_type import ANSWERS, OWN
from tests.own_types import INVITATION, RECORD

FACTS = {OWN: RECORD.declared(), ANSWERS: {"isian_nama": "Budi"}}
TABLE = own_fields(FACTS)[2]


def test_a_field_a_question_of_the_kind_it_asks_for() -> None:
    assert [(field.name, field.kind, field.required) for field in own_fields(FACTS)] == [
        ("isian_nama", "baris", True),
        ("isian_kewarganegaraan", "pilih", True),
        ("isian_tanya_jawab", "tabel", True),
        ("isian_simpulan", "teks", True),
    ]
    assert [field.name for field in own_fields({OWN: INVITATION.declared(), ANSWERS: {}, "yth": ""})][:2] == [
        "yth",
        "isian_tanggal",
    ]
    assert own_fields({"hal": "x", "yth": "y"}) == []
    assert (own_values(FACTS), own_values({"yth": "y"})) == ({"isian_nama": "Budi"}, {})


def test_a_table_shows_what_is_kept_or_typed_and_room_below() -> None:
    assert shown_rows(TABLE, [["a", "b"]], None) == [["a", "b"], *[["", ""]] * SPARE_ROWS]
    typed = {"isian_tanya_jawab.4.1": "x", "isian_tanya_jawab.1.0": "y"}
    assert shown_rows(TABLE, [["a", "b"]], typed)[:3] == [["y", ""], ["", "x"], ["", ""]]
    assert len(shown_rows(TABLE, [["a", "b"]] * MOST_ROWS, None)) == MOST_ROWS
    assert shown_rows(TABLE, [["a"]], None)[0] == ["a", ""]


def test_only_answers_and_the_addressee_are_read_from_a_form() -> None:
    form = {"isian_nama": "x", "isian_tanya_jawab.0.1": "y", "yth": "z", "hal": "h", "number": "9"}
    assert set(own_changes(form, form.__getitem__)) == {"isian_nama", "isian_tanya_jawab.0.1", "yth"}
