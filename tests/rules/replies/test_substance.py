"""What carries the decided answer, what only points elsewhere, and what a person must look at again."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.replies.substance import Substance, substance

S = Substance
ANSWER = (
    "Paspor Saudara sudah selesai dan dapat diambil mulai Senin 30 November di loket 3 dengan membawa KTP dan tanda "
    "terima."
)
NUMBER = "ADU-2026-000012"
_TEXTS = tomllib.loads(Path("models/starting_data/reply_templates.toml").read_text("utf-8"))["template"]
INVITATIONS = [row["text"] for row in _TEXTS if row["purpose"] == "undangan"]

# What is said in public, what it is beside the decided answer, and what it is where nothing was decided (a question).
SAID = [
    (ANSWER, S.CARRIES, S.CARRIES),
    (f"Terima kasih atas pengaduan {NUMBER}. {ANSWER}", S.CARRIES, S.CARRIES),
    ("Paspor Anda sudah dapat diambil di loket 3 mulai Senin.", S.CARRIES, S.CARRIES),
    ("Paspornya sudah selesai, ambil Senin di loket 3. Pertanyaan lain silakan DM lewat WA.", S.CARRIES, S.CARRIES),
    # The finding: a public comment that promises a private message was counted as the answer.
    (
        f"Pengaduan {NUMBER} sudah kami tindak lanjuti; rinciannya kami sampaikan lewat pesan pribadi.",
        S.POINTS,
        S.POINTS,
    ),
    ("Silakan cek DM kami.", S.POINTS, S.POINTS),
    ("Hubungi https://wa.me/62811 ya", S.POINTS, S.POINTS),
    ("Kirim kode AD-K22222 ke kami", S.POINTS, S.POINTS),
    ("It has been followed up; we send the details in a private message.", S.POINTS, S.POINTS),
    (f"Terima kasih atas pengaduan {NUMBER}. Sudah kami tindak lanjuti.", S.UNLIKE, S.CARRIES),
    ("Your passport is ready at counter 3 from Monday.", S.UNLIKE, S.CARRIES),
    ("Silakan datang ke kantor kami.", S.UNLIKE, S.CARRIES),
]


@pytest.mark.parametrize(("text", "beside_answer", "alone"), SAID)
def test_a_reply_is_judged_by_what_was_decided(text: str, beside_answer: Substance, alone: Substance) -> None:
    assert substance(text, ANSWER, INVITATIONS, NUMBER) is beside_answer
    assert substance(text, "", INVITATIONS, NUMBER) is alone


@pytest.mark.parametrize("text", INVITATIONS)
def test_no_invitation_of_the_office_is_an_answer_with_or_without_its_places_filled(text: str) -> None:
    filled = text.replace("{kode}", "AD-K22222").replace("{jalur}", "pesan WhatsApp kami").replace("{nomor}", NUMBER)
    for said in (text, filled):
        assert substance(said, ANSWER, INVITATIONS, NUMBER) is S.POINTS
        assert substance(said, "", INVITATIONS, NUMBER) is S.POINTS


def test_an_offices_own_invitation_is_none_either_though_it_points_in_no_known_words() -> None:
    own = "Yuk mampir ke lapak obrolan kami di aplikasi sebelah, semuanya dijelaskan di sana ya Kak."
    assert substance(own, "", [own]) is S.POINTS
    assert substance(own, "", []) is S.CARRIES


@given(st.text(alphabet="abcdefghij klmnop.", min_size=20, max_size=300))
def test_the_decided_answer_itself_is_always_the_answer(answer: str) -> None:
    found = substance(f"Terima kasih. {answer}", answer)
    assert found is S.CARRIES or not any(len(word) >= 4 for word in answer.replace(".", " ").split())
