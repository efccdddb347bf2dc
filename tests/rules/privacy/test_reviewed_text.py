"""A text as it is shown to whoever looks it through: what names the complainant is given with no letter."""

from models.rules.privacy.masking import Mask
from models.rules.privacy.reviewed_text import Stretch, Why, stretches

TEXT = "Nama saya Siti Rahmawati, hp 081234567890, dibantu orang jangkung di toko Mawar."
MASK = Mask(("+6281234567890",), marked=("orang jangkung",), spared=("siti rahmawati",))


def test_each_part_says_why_it_is_hidden_or_is_not() -> None:
    assert [(part.text, part.why) for part in stretches(TEXT, Mask(("x" * 9,)))] == [
        ("Nama saya ", Why.PLAIN),
        ("Siti Rahmawati", Why.FOUND),
        (", hp ", Why.PLAIN),
        ("081234567890", Why.FOUND),
        (", dibantu orang jangkung di toko Mawar.", Why.PLAIN),
    ]
    parts = {part.why: part.text for part in stretches(TEXT, MASK) if part.why is not Why.PLAIN}
    assert parts == {Why.SPARED: "Siti Rahmawati", Why.KNOWN: "▮▮▮", Why.MARKED: "orang jangkung"}


def test_what_overlaps_the_complainants_own_name_is_given_with_no_letter() -> None:
    parts = stretches("Nama saya Siti Rahmawati.", Mask(("Siti",), spared=("Siti Rahmawati",)))
    assert parts == [Stretch("Nama saya ", Why.PLAIN), Stretch("▮▮▮", Why.KNOWN), Stretch(".", Why.PLAIN)]


def test_a_text_without_persons_is_one_part_and_an_empty_one_none() -> None:
    assert stretches("paspor belum jadi", MASK) == [Stretch("paspor belum jadi", Why.PLAIN)]
    assert stretches("", MASK) == []
