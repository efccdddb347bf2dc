"""What a person may have corrected, and what is refused with a sentence that says what to do."""

import pytest

from models.rules.core.errors import ReasonMissing
from models.rules.privacy.personal_data import FIELDS, CorrectionNotAllowed, checked
from models.tables import Contact


def test_a_new_word_is_kept_on_one_line_and_storable() -> None:
    assert checked("name", "Sari", "  Siti \n Aminah\x00 ", "KTP") == "Siti Aminah\ufffd"
    assert checked("address", "Jalan 1", "", "Diminta dihapus") == ""
    assert checked("email", "", "siti@contoh.go.id", "KTP") == "siti@contoh.go.id"


@pytest.mark.parametrize(
    ("field", "before", "after", "sentence"),
    [
        ("role", "", "x", "Pilih data"),
        ("name", "", "x" * 201, "paling panjang 200"),
        ("email", "", "siti di contoh", "nama@tempat.id"),
        ("email", "", "siti@contoh", "nama@tempat.id"),
        ("name", "Siti", " Siti ", "tidak ada yang dibetulkan"),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(field: str, before: str, after: str, sentence: str) -> None:
    with pytest.raises(CorrectionNotAllowed, match=sentence):
        checked(field, before, after, "KTP")


def test_without_a_ground_nothing_is_corrected() -> None:
    with pytest.raises(ReasonMissing, match="atas dasar apa"):
        checked("name", "Sari", "Siti", "  ")


def test_every_field_is_one_of_the_contact_and_fits_its_column() -> None:
    for name, row in FIELDS.items():
        longest = getattr(Contact._meta.fields[name], "max_length", None)
        assert longest is None or row.longest <= longest
