"""Which passwords are refused: short ones, and those made of known words, names, figures and rows of keys."""

import pytest

from models.rules.staff.passwords import LONGEST, PasswordWeak, folded, judge

COMMON = frozenset({"dragon", "shadow", "monkey", "1qaz2wsx", "sayang", "mailcreated5240"})
LOCAL = frozenset({"kanim", "imigrasi", "batam", "password", "sandi", "kepala"})
NAMES = ("Kantor Imigrasi Kelas II TPI Belakang Padang", "Belakang Padang", "Citra Wulandari", "citra.wulan")


def is_weak(password: str) -> bool:
    try:
        judge(password, COMMON, LOCAL, NAMES)
    except PasswordWeak:
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        "password1",
        "kanim2026",
        "sebelas kar",
        "a" * (LONGEST + 1),
        "password1234",
        "Kanim#Batam#2026!",
        "imigrasi-belakangpadang",
        "BelakangPadang2026",
        "kepala.kantor.kanim",
        "Citra.Wulandari.17",
        "iradnaluW-artiC-99",
        "P4ssw0rd!2026-09",
        "1m1gr4s1-b4t4m-26",
        "qwertyuiop[]1234",
        "mnbvcxz0987654321",
        "199802202012122001",
        "17-08-1945-17-08",
        "abcdefghijklmnop",
        "11111111111111",
        "ikanikanikanikan",
        "dragon-shadow-2026",
        "1qaz2wsx-sayang",
        "mailcreated5240",
        "ＫＡＮＩＭ２０２６ｂａｔａｍ",
        "ímigrasi bätam 2026",
    ],
)
def test_what_is_short_or_made_of_what_everybody_thinks_of_is_refused(password: str) -> None:
    assert is_weak(password)


@pytest.mark.parametrize(
    "password",
    [
        "gerimis lampu sepeda kaca",
        "sandi-lampion-1",
        "dragon shadow monkey sayang",
        "k7mp-q2xw-9rtb",
        "#&*;~_!%$(+^?",
        "пароль-ñ-密码-два",
        "delapan puluh kelapa",
        "x" * 5 + "batu karang laut" + "y" * 43,
        "a1" * 30 + "tenggiri",
        "73920184651902837465019283",
    ],
)
def test_whatever_is_long_enough_and_not_all_known_is_taken_of_any_signs(password: str) -> None:
    assert not is_weak(password)


def test_the_sentence_says_what_to_do() -> None:
    for password, said in (
        ("pendek", "Pakai sedikitnya 12 karakter"),
        ("imigrasi2026batam", "empat kata"),
        ("ab" * 65, "128"),
    ):
        with pytest.raises(PasswordWeak) as refused:
            judge(password, COMMON, LOCAL, NAMES)
        assert said in refused.value.sentence
        assert "\n" not in refused.value.sentence


def test_words_are_compared_in_small_letters_without_accents_and_spaces() -> None:
    assert folded("  Selamat PÀGI ") == "selamatpagi"
