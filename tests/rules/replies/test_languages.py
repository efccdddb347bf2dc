"""The language a citizen writes in, and the order in which prepared texts are offered to him."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.replies.languages import LANGUAGES, fitting_first, language_of


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        ([], "id"),
        (["123 …"], "id"),
        (["ok"], "id"),
        (["Paspor saya belum jadi, mohon dicek"], "id"),
        (["min kok antrean m-paspor penuh terus ya"], "id"),
        (["Good morning, my stay permit is still in process after six weeks."], "en"),
        (["Halo", "I have been waiting for my visa since Monday, please help"], "en"),
        (["I want to extend my KITAS. Terima kasih"], "en"),
        (["你好，我的签证还没有办好"], "zh"),
        (["KITAS 我的签证还没有办好"], "zh"),
        (["パスポートの申請について質問があります"], "ja"),
        (["여권 신청이 아직 처리되지 않았습니다"], "ko"),
        (["أين جواز سفري"], "ar"),
        (["Где мой паспорт"], "ru"),
    ],
)
def test_the_language_of_messages(texts: list[str], language: str) -> None:
    assert language_of(texts) == language


@given(st.lists(st.text(max_size=60), max_size=4))
def test_every_text_has_a_language_the_office_knows(texts: list[str]) -> None:
    assert language_of(texts) in LANGUAGES


def test_a_stranger_is_offered_his_own_then_english_then_indonesian() -> None:
    assert fitting_first("zh")[:3] == ("zh", "en", "id")
    assert fitting_first("en")[:2] == ("en", "id")
    assert fitting_first("id")[:2] == ("id", "en")
    assert all(sorted(fitting_first(code)) == sorted(LANGUAGES) for code in LANGUAGES)
