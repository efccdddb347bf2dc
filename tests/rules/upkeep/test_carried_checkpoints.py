"""A checkpoint in a letter: read whatever was done to the words around it, and told where it was damaged."""

import json

import pytest

from models.rules.upkeep.carried_checkpoints import lines_in, wrapped

LINE = '{"at":"2026-12-01T05:00:00","ends":{"web":[12,"' + "a" * 64 + '"]},"signature":"' + "b" * 128 + '"}'
LETTER = f"Kepada Kepala Kantor,\n\n{wrapped(LINE)}\n\nSalam\n"


@pytest.mark.parametrize(
    "letter",
    [
        LETTER,
        LETTER.replace("\n", "\r\n"),
        LETTER.replace("\n", "\n> > "),
        LETTER.replace("\n", " \n  "),
        f"Kepada Kepala Kantor,\n{LINE}\n",
        f"> {LINE}",
        json.dumps({"text": LETTER, "machine": "gerbang", "checkpoint": LINE}),
    ],
)
def test_it_is_read_out_of_a_letter_with_other_words_around_it(letter: str) -> None:
    assert list(lines_in(letter)) == [LINE]


def test_no_line_of_it_is_longer_than_a_letter_carries_and_none_holds_a_sign_that_mail_changes() -> None:
    found = wrapped(LINE).splitlines()
    assert max(map(len, found)) <= 64
    assert not set("=_*\"'<>{}") & set("".join(found[1:-1]))


def test_letters_that_were_kept_in_one_file_are_all_read() -> None:
    other = LINE.replace("12", "13")
    assert list(lines_in(LETTER + LETTER.replace(wrapped(LINE), wrapped(other)))) == [LINE, other]


@pytest.mark.parametrize(
    "letter",
    [
        LETTER.replace(wrapped(LINE).splitlines()[2], "…"),
        LETTER.replace("-----END ADUAN CHECKPOINT-----", ""),
        wrapped(LINE).splitlines()[0] + "\n" + "potongan\n" + wrapped("x"),
    ],
)
def test_what_was_damaged_on_its_way_is_not_left_out(letter: str) -> None:
    assert LINE not in list(lines_in(letter)) and list(lines_in(letter))


@pytest.mark.parametrize("letter", ["", "Kepada Kepala Kantor,\nsalam\n"])
def test_a_letter_without_one_holds_none(letter: str) -> None:
    assert list(lines_in(letter)) == []
