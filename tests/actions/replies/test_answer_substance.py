"""What only points elsewhere never ends a step; a public reply unlike the decided answer must be confirmed."""

from typing import Any

import pytest

from models.rules.cases.sop import Stage
from models.rules.core.errors import NotTheAnswer, ReplyNotAllowed
from models.rules.replies.delivery import Purpose
from models.tables import Audit
from tests.actions.inviting import ANSWER, Invited


@pytest.mark.parametrize(
    "text",
    [
        "Terima kasih atas pengaduannya. Sudah kami tindak lanjuti; rinciannya kami sampaikan lewat pesan pribadi.",
        "Silakan cek DM.",
        "Jawaban siap. Kirim kode AD-K22222 ke pesan WhatsApp kami",
    ],
)
def test_a_text_that_only_points_elsewhere_is_no_answer_even_when_it_is_confirmed(account: Any, text: str) -> None:
    walk = Invited(account).at_answering()
    for sure in (False, True):
        with pytest.raises(ReplyNotAllowed, match="hanya mengajak"):
            walk.sent(text, Purpose.JAWABAN, sure=sure)
    assert walk.stage is Stage.PENYAMPAIAN


def test_a_public_reply_unlike_the_answer_is_asked_about_again_and_audited(account: Any) -> None:
    walk = Invited(account).at_answering()
    with pytest.raises(NotTheAnswer) as asked:
        walk.sent("Your passport can be collected tomorrow.", Purpose.JAWABAN)
    assert asked.value.asks == "yakin"
    assert walk.stage is Stage.PENYAMPAIAN
    walk.sent("Your passport can be collected tomorrow.", Purpose.JAWABAN, sure=True)
    assert walk.stage is Stage.DOKUMENTASI
    assert Audit.select().where(Audit.event == "pastikan_jawaban").count() == 1


def test_a_public_reply_with_the_answer_needs_no_second_word(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.sent(f"Terima kasih. {ANSWER}", Purpose.JAWABAN)
    assert walk.stage is Stage.DOKUMENTASI
    assert not Audit.select().where(Audit.event == "pastikan_jawaban").exists()


def test_a_question_is_not_answered_in_public_by_an_invitation(account: Any) -> None:
    walk = Invited(account)
    with pytest.raises(ReplyNotAllowed, match="hanya mengajak"):
        walk.sent("Terima kasih sudah bertanya. Silakan kirim pesan pribadi kepada kami.", Purpose.PERTANYAAN)
    assert walk.stage is Stage.IDENTIFIKASI
