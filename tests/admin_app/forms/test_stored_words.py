"""What another officer stored meanwhile is shown beside what was typed, of every kind of field."""

import pytest

from admin_app.forms.fields import Field
from admin_app.forms.stored_words import stored_words

_TABLE = Field("t", "T", "tabel", options=("A", "B"))


@pytest.mark.parametrize(
    ("field", "stored", "typed", "shown"),
    [
        (Field("a", "A"), "Antrean", {"a": "Loket"}, ["Antrean"]),
        (Field("a", "A"), "Antrean", {}, ["Antrean"]),
        (Field("a", "A"), "Antrean", {"a": " Antrean "}, []),
        (Field("a", "A"), "", {"a": "Loket"}, []),
        (Field("a", "A", "teks"), "Satu.\nDua.", {"a": "Satu.\r\nDua."}, []),
        (Field("a", "A", "teks"), "Satu.\nDua.", {"a": "Satu."}, ["Satu.", "Dua."]),
        (Field("a", "A", "tanggal"), "2026-11-24", {"a": "2026-11-25"}, ["24-11-2026"]),
        (Field("a", "A", "tanggal"), "besok", {"a": ""}, ["besok"]),
        (Field("a", "A", "pilih", options=("WNI", "WNA")), "WNA", {"a": "WNI"}, ["WNA"]),
        (Field("a", "A", "pilih", choices="urgencies"), "mendesak", {"a": "biasa"}, ["Mendesak"]),
        (Field("a", "A", "banyak", choices="sections"), "tikkim,lain", {"a": "tikkim"}, ["Seksi TIKKIM, lain"]),
        (Field("a", "A", "centang"), True, {}, []),
        (_TABLE, [["x", "y"], ["z", ""]], {"t.0.0": "x"}, ["x; y", "z"]),
        (_TABLE, [["x", "y"]], {"t.0.0": "x", "t.2.1": " "} | {"t.0.1": "y "}, []),
        (_TABLE, [], {"t.0.0": "x"}, []),
    ],
)
def test_what_is_stored_is_said_where_it_is_not_what_was_typed(
    field: Field, stored: object, typed: dict[str, str], shown: list[str]
) -> None:
    assert stored_words(field, stored, typed) == shown
