"""Masking: the middle goes, the length stays, a protected name never shows."""

import json

import pytest

from models.rules.core.declarations import Declaration, Holds
from models.rules.privacy.masking import (
    ANYBODY,
    NO_MASK,
    Mask,
    mask_email,
    mask_handle,
    mask_name,
    masked_value,
    reporter_label,
)


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("+628110000001", "+6281•••••001"),
        ("siti_contoh", "siti••••toh"),
        ("ab", "a•"),
        ("", ""),
        ("@sari_a", "@s••••a"),
        ("+628110", "+6••••0"),
        ("siti_budi", "si••••••i"),
    ],
)
def test_the_middle_is_hidden_and_the_length_kept(value: str, masked: str) -> None:
    assert mask_handle(value) == masked
    assert len(masked) == len(value)


def test_a_long_account_is_masked_in_a_line() -> None:
    assert mask_handle("+wFA6" + "x" * 60 + "89e") == "+wFA6" + "•" * 12 + "89e"


def test_a_protected_complainant_is_a_number() -> None:
    label = reporter_label("Siti Contoh", "+628110000001", True, "ADU-2026-000123")
    assert label == "Pelapor 000123 (identitas dirahasiakan)"
    assert reporter_label("Siti Contoh", "+628110000001", False, "ADU-2026-000123").startswith("Siti Contoh (+6281")
    assert reporter_label("", "+628110000001", False, "ADU-2026-000123") == "+6281•••••001"


@pytest.mark.parametrize(
    ("name", "masked"),
    [("Siti Contoh", "S••• C•••"), ("  Siti   Contoh ", "S••• C•••"), ("李 雷", "李••• 雷•••"), ("", "")],
)
def test_a_name_keeps_its_first_letters(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"), [("siti@contoh.id", "s•••@contoh.id"), ("siti", "s•••"), ("@contoh.id", ""), ("", "")]
)
def test_a_mail_address_keeps_its_domain(address: str, masked: str) -> None:
    assert mask_email(address) == masked


SARI = Mask(("Sari Contoh Wati", "+628110000001", "sari_contoh", "sari.c@contoh.id"))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Nama saya Sari Contoh Wati.", "Nama saya ▮▮▮."),
        ("SARI dari Batam", "▮▮▮ dari Batam"),
        ("Bu Wati, sari-pati", "Bu ▮▮▮, ▮▮▮-pati"),
        ("sarian dan rusari tetap", "sarian dan rusari tetap"),
        ("hubungi 0811-0000-001 ya", "hubungi ▮▮▮ ya"),
        ("+62 811 0000 001", "▮▮▮"),
        ("628110000001@c.us", "▮▮▮"),
        ("@sari_contoh di IG", "@▮▮▮ di IG"),
        ("surel sari.c@contoh.id", "surel ▮▮▮"),
        ("", ""),
        ("paspor belum jadi", "paspor belum jadi"),
    ],
)
def test_a_mask_hides_names_and_numbers_in_any_spelling(text: str, seen: str) -> None:
    assert SARI(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ｓａｒｉ Соntoh Wati", "▮▮▮"),
        ("S\u200bari dan s a r i c o n t o h", "▮▮▮ dan ▮▮▮"),
        ("hp о8I1 0000 OO1", "hp ▮▮▮"),
        ("suami saya Joko Susilo, NIK 2171015509900003", "suami saya ▮▮▮, NIK ▮▮▮"),
        ("ADU-2026-000123 tanggal 24-03-2026", "ADU-2026-000123 tanggal 24-03-2026"),
    ],
)
def test_a_mask_hides_disguised_spellings_and_whoever_else_is_told_of(text: str, seen: str) -> None:
    assert SARI(text) == seen


def test_what_leaves_the_house_hides_whoever_is_told_of_though_nobody_is_known() -> None:
    assert ANYBODY("Nama saya Siti Rahmawati, paspor C1234567") == "Nama saya ▮▮▮, paspor ▮▮▮"
    assert ANYBODY.over({"subject": "hp 081234567890", "number": 7}) == {"subject": "hp ▮▮▮", "number": 7}
    assert NO_MASK("Nama saya Siti Rahmawati") == "Nama saya Siti Rahmawati"


@pytest.mark.parametrize("written", ["(0778) 461234", "0778-461234", "+62 778 461234"])
def test_the_offices_own_telephone_stays_unless_it_is_the_complainants(written: str) -> None:
    text = f"Telepon {written} atau 081277712345"
    assert Mask(("Sari",), own=("0778-461234", ""))(text) == f"Telepon {written} atau ▮▮▮"
    assert "461234" not in Mask(("0778461234",), own=("0778-461234",))(text).replace(" ", "")


def test_a_name_behind_an_escaped_line_break_of_stored_json_is_hidden() -> None:
    said = Declaration(Holds.FREE_WORDS, harmless=frozenset({"number"}))
    written = json.dumps({"note": "kata\nSari", "number": "Sari"})
    assert json.loads(str(masked_value(said, written, SARI))) == {"note": "kata\n▮▮▮", "number": "Sari"}


@pytest.mark.parametrize(
    ("name", "text", "seen"),
    [
        ("李 雷", "我叫李雷，护照", "我叫▮▮▮，护照"),
        ("王小明", "我是王小明的朋友", "我是▮▮▮的朋友"),
        ("Li Yu", "I am Li Yu, li and yu", "I am ▮▮▮, li and yu"),
        ("🙂", "halo 🙂", "halo 🙂"),
        ("a.b(c", "tanda a.b(c) dan [", "tanda ▮▮▮) dan ["),
    ],
)
def test_a_mask_knows_short_and_unspaced_names_and_takes_no_sign_for_a_pattern(
    name: str, text: str, seen: str
) -> None:
    assert Mask((name,))(text) == seen


def test_no_mask_changes_nothing_and_a_mask_goes_through_json() -> None:
    facts = {"a": ["Sari", {"b": "0811 0000 001"}], "signer": {"name": "Sari"}, "n": 7, "none": None}
    assert NO_MASK.over(facts) == facts
    assert SARI.over(facts, frozenset({"signer"})) == {
        "a": ["▮▮▮", {"b": "▮▮▮"}],
        "signer": {"name": "Sari"},
        "n": 7,
        "none": None,
    }


@pytest.mark.parametrize("known", ["081100000001", "0811-0000-0001", "+6281100000001", "62 811 0000 0001"])
@pytest.mark.parametrize(
    "written", ["+62 811 0000 0001", "081100000001", "62811-0000-0001", "0811.0000.0001", "0811\u20110000\u20130001"]
)
def test_a_number_is_hidden_in_every_spelling_however_it_is_kept(known: str, written: str) -> None:
    assert Mask((known,))(f"telepon {written} ya") == "telepon ▮▮▮ ya"


MARKED = Mask(("Sari",), marked=("si Jangkung", "toko Mawar Jaya", "0778 55 12"), spared=("Siti Rahmawati",))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("kata SI  JANGKUNG itu", "kata ▮▮▮ itu"),
        ("kata sі Jangkung, si-jangkung", "kata ▮▮▮, ▮▮▮"),
        ("di Toko Mawar Jaya, bukan toko lain, si adik", "di ▮▮▮, bukan toko lain, si adik"),
        ("bunga mawar dan jaya tetap", "bunga mawar dan jaya tetap"),
        ("desi jangkungan", "desi jangkungan"),
        ("Nama saya Siti Rahmawati", "Nama saya Siti Rahmawati"),
        ("Nama saya SITI RAHMAWATI, hp 081234567890", "Nama saya SITI RAHMAWATI, hp ▮▮▮"),
        ("Nama saya Siti Rahmawati Dewi", "Nama saya ▮▮▮"),
    ],
)
def test_a_mark_hides_its_whole_words_in_any_spelling_and_a_spared_one_leaves_just_them(text: str, seen: str) -> None:
    assert MARKED(text) == seen


def test_a_mark_hides_although_nobody_is_known_and_what_names_the_complainant_is_never_spared() -> None:
    assert Mask(marked=("si Jangkung",))("oleh si Jangkung") == "oleh ▮▮▮"
    assert Mask(marked=("si Jangkung",)).over({"a": "si jangkung"}) == {"a": "▮▮▮"}
    assert Mask(("Siti",), spared=("Siti Rahmawati",))("Nama saya Siti Rahmawati") == "Nama saya ▮▮▮ Rahmawati"
    said = Declaration(Holds.FREE_WORDS)
    assert masked_value(said, "oleh si Jangkung", Mask(marked=("si Jangkung",))) == "oleh ▮▮▮"
    assert Mask(marked=("si Jangkung", "si Jangkung Besar"))("oleh si Jangkung Besar") == "oleh ▮▮▮"
