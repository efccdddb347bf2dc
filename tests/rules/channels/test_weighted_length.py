"""X's counting, held against what the public conformance data of twitter-text says (configuration v3)."""

import pytest

from models.rules.channels.weighted_length import weighted_length

KANA = "あいうえおかきくけこ"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Hi http://test.co", 26),
        ("http://test.co", 23),
        ("https://www.twitter.com/aloha " * 10, 240),
        ("故人西辞黄鹤楼，烟花三月下扬州。", 32),
        ("\U0001f637" * 160, 320),
        ("A\u0301B", 2),
        ("A\u05e9\u05bc\u05c1", 4),
        ("\U0001f637\U0001f47e\U0001f621\U0001f525\U0001f4a9", 10),
        (FAMILY * 140, 280),
        (f"Unicode 10.0 emoji: \U0001f92a; \U0001f9d5; \U0001f9d5\U0001f3fe; {ENGLAND}", 34),
        ("Unicode 9.0 emoji: \U0001f920; \U0001f483; \U0001f483\U0001f3fe", 29),
        ("ABC\u202a\uffffABC\ufffe", 12),
        ("\u2066\u202ahttp://foobar.پاکستان/\u202c\u2069", 31),
        ("randomurl" * 7 + "s.com", 68),
        (KANA * 12 + f" http://{KANA * 5}あい.com", 264),
        (KANA * 12 + f" http://{KANA * 5}あいう.com", 358),
    ],
)
def test_the_weights_of_the_public_conformance_data(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("\U0001f1ee\U0001f1e9", 2),
        ("\U0001f1ee\U0001f1e9\U0001f1f8\U0001f1ec", 4),
        ("\U0001f3f3\ufe0f\u200d\U0001f308", 2),
        ("\U0001f469\U0001f3fd\u200d\U0001f4bb", 2),
        ("1\ufe0f\u20e3", 2),
        ("\u2764\ufe0f", 2),
        ("\u00a9", 1),
        ("\u00a9\ufe0f", 2),
        ("123", 3),
        ("\u2019\u201c\u2013", 3),
        ("\udcff", 2),
    ],
)
def test_an_emoji_weighs_two_however_many_signs_it_is_made_of(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("imigrasi.go.id", 23),
        ("www.imigrasi.go.id/paspor?tahap=2#atas", 23),
        ("Lihat imigrasi.go.id.", 6 + 23 + 1),
        ("(https://imigrasi.go.id/a_(b))", 25),
        ("https://imigrasi.go.id, lalu", 23 + 6),
        ("budi@imigrasi.go.id", 19),
        ("selesai.Silakan", 15),
        ("pukul 08.30", 11),
        ("v1.2.3", 6),
        ("https://layanan.belumdikenal", 28),
        ("http://localhost", 16),
        ("IMIGRASI.GO.ID", 23),
        ("a.id b.id", 47),
    ],
)
def test_a_link_weighs_23_also_without_its_beginning_and_an_address_of_mail_is_none(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


@pytest.mark.parametrize("text", ["a." * 20_000, "/(" * 20_000, "http://a.id/" + "(" * 20_000, "a-" * 20_000])
def test_a_hostile_text_is_counted_at_once(text: str) -> None:
    assert weighted_length(text) > 0
