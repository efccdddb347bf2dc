"""How words are read, and that no pattern of the office's rules is passed over that would have fitted."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.rules.cases.said_words import Pattern, Said, all_places, read_pattern, read_words
from models.rules.cases.suggestions import suggest
from tests.rules.cases.test_suggestions import KNOWN, SECTIONS

_OF_RULES = sorted(
    {
        word.rstrip("*")
        for patterns in KNOWN.groups.values()
        for pattern in patterns
        for part in pattern.parts
        for word in part
    }
)
_TEXTS = st.lists(st.sampled_from([*_OF_RULES, "tidak", "sekali", "?", "77"]), max_size=14).map(" ".join)


def test_slang_stretched_letters_and_endings_are_read_alike() -> None:
    words = [
        word.text for word in read_words("Gaaak bisa, aplikasinya eRORRRR https://t.co/x ?", {"gak": ("tidak",)})
    ]
    assert words == ["tidak", "bisa", "aplikasi", "eror", "https", "?"]


def test_a_pattern_is_found_where_all_its_words_stand_and_nothing_denies_them() -> None:
    asked = read_pattern("paspor + hilang*", {})
    assert asked == Pattern((("paspor",), ("hilang*",)))
    said = Said(read_words("hilangnya sebuah paspor", {}))
    assert all_places(asked.parts, said) == {(0, 9), (17, 23)}
    assert all_places(asked.parts, Said(read_words("paspor tidak hilang", {}))) == set()
    assert (read_pattern("*", {}), read_pattern("< 5", {})) == (Pattern(), Pattern(fewer=5))


@given(_TEXTS)
def test_no_pattern_that_fits_is_passed_over_for_its_first_word(text: str) -> None:
    # Here the word "xq" begins every pattern, so that each of them is tried.
    every = replace(KNOWN, begins={"xq": [pair for pairs in KNOWN.begins.values() for pair in pairs]}, stems=())
    assert suggest(KNOWN, f"{text} xq", SECTIONS) == suggest(every, f"{text} xq", SECTIONS)
