"""What tells who somebody is: found in every disguise, in the places of the text as written, and nothing else."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.privacy.personal.finding import apart, personal_in, replaced

TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
CHAT: dict[str, Any] = tomllib.loads(Path(__file__).with_name("chat_texts.toml").read_text(encoding="utf-8"))
# So many of the chat texts may be read wrongly; these numbers only fall.
MISSED, FALSE = 0, 0
PRACTICE = tomllib.loads(Path("sync_agent/simulator/sample_messages.toml").read_text(encoding="utf-8"))
_CYRILLIC = str.maketrans("aeopcxyiHKMTB", "аеорсхуіНКМТВ")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_BOLD = {ord("0") + number: 0x1D7CE + number for number in range(10)} | {
    ord(first) + place: start + place for first, start in (("A", 0x1D400), ("a", 0x1D41A)) for place in range(26)
}
DISGUISES = {
    "as it is": lambda text: text,
    "capitals": str.upper,
    "small letters": str.lower,
    "Cyrillic": lambda text: text.translate(_CYRILLIC),
    "full width": lambda text: text.translate(_WIDE),
    "bold": lambda text: text.translate(_BOLD),
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "accents": lambda text: "".join(sign + "\u0301" if sign.isalpha() else sign for sign in text),
    "spaced": " ".join,
    "dotted": lambda text: "  ".join(".".join(word) for word in text.split()),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
}
_PARTING = ("spaced", "dotted")
TOLD = {
    "nama saya {}, mohon bantuannya": ("Siti Rahmawati", "Budi Santoso", "Zulkarnaen Wangsa"),
    "hubungi {} ya min": ("081234567890", "6281234567890"),
    "NIK: {} sudah terdaftar": ("2171015509900003",),
    "paspor {} belum jadi": ("C1234567", "X7654321"),
    "rekening BCA {} itu": ("1234567890",),
}
_CASES = [(frame, secret) for frame, secrets in TOLD.items() for secret in secrets]


def _left(text: str, part: str) -> str:
    """Return the letters and digits of a part that are not found."""
    covered = {place for start, end in personal_in(text) for place in range(start, end)}
    first = text.index(part)
    places = range(first, first + len(part))
    return "".join(text[place] for place in places if text[place].isalnum() and place not in covered)


@pytest.mark.parametrize("one", TEXTS["personal"], ids=lambda one: one["text"][:30])
def test_what_tells_who_somebody_is_is_found_in_odd_spellings(one: dict[str, Any]) -> None:
    assert [part for part in one["parts"] if _left(one["text"], part)] == []


@pytest.mark.parametrize("text", TEXTS["harmless"])
def test_a_text_that_names_nobody_has_nothing(text: str) -> None:
    assert personal_in(text) == ()


def test_of_the_chat_texts_hardly_one_tells_who_somebody_is() -> None:
    told = {text for text, *parts in CHAT["leaking"] if any(_left(text, part) for part in parts)}
    assert len(told) <= MISSED, sorted(told)


def test_of_the_harmless_chat_texts_hardly_one_is_changed() -> None:
    changed = [text for text in CHAT["harmless"] if personal_in(text)]
    assert len(changed) <= FALSE, changed


def test_what_citizens_of_practice_mode_complain_of_names_nobody() -> None:
    posts = [post for one in PRACTICE["conversation"] for post in one["posts"]]
    assert [(post, personal_in(post)) for post in posts if personal_in(post)] == []


@given(st.sampled_from(_CASES), st.sampled_from(sorted(DISGUISES)), st.sampled_from(sorted(DISGUISES)))
def test_a_disguised_spelling_is_still_found(told: tuple[str, str], one: str, other: str) -> None:
    frame, written = told
    # Letters are parted first: a separator before an accent would be read by nobody. So would two ways of parting.
    parting = [kind for kind in (one, other) if kind in _PARTING]
    for kind in (*parting[:1], *(kind for kind in (one, other) if kind not in _PARTING)):
        written = DISGUISES[kind](written)
    assert _left(frame.format(written), written) == ""


@given(
    st.lists(st.sampled_from([part for one in TEXTS["personal"] for part in (one["text"], *one["parts"])]))
    | st.text()
)
def test_stretches_are_in_order_apart_and_within_the_text(text: object) -> None:
    words = text if isinstance(text, str) else " ".join(text)  # type: ignore[call-overload]
    spans = personal_in(words)
    assert all(0 <= start < end <= len(words) for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))


@given(st.lists(st.sampled_from(TEXTS["harmless"]), min_size=1, max_size=4))
def test_a_text_without_hits_is_unchanged(texts: list[str]) -> None:
    text = "\n".join(texts)
    assert replaced(text, personal_in(text), "▮▮▮") == text


@given(st.lists(st.sampled_from([one["text"] for one in TEXTS["personal"]]), min_size=1, max_size=3))
def test_a_text_hidden_once_has_nothing_left_to_hide(texts: list[str]) -> None:
    once = replaced("\n".join(texts), personal_in("\n".join(texts)), "▮▮▮")
    assert replaced(once, personal_in(once), "▮▮▮") == once


def test_stretches_that_overlap_or_touch_are_one() -> None:
    assert apart([(5, 9), (0, 2), (2, 4), (7, 8)]) == ((0, 4), (5, 9))
    assert replaced("abcdefghij", ((0, 4), (5, 9)), "*") == "*e*j"
