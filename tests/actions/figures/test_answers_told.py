"""The register says how well each delivery is known, and of an answer that fell that it did."""

from typing import Any

from models.actions.figures.answers_told import answers_told
from models.rules.channels.messages import Ack
from models.rules.replies.delivery import Purpose
from models.tables import Complaint
from tests.actions.delivering import give, tell
from tests.actions.walking import Walk


def told(walk: Walk) -> str:
    return answers_told(Complaint.id == walk.id).get(walk.id, "")


def test_each_grade_has_its_words(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN, Ack.PENDING)
    assert told(walk) == ""
    tell(walk, given, Ack.SENT)
    assert told(walk) == "Jawaban diterima platform 25-11-2026"
    tell(walk, given, Ack.DELIVERED)
    assert told(walk) == "Jawaban sampai 25-11-2026"
    other = Walk(account, who="628110000002").with_answer().handed_back()
    tell(other, give(other, Purpose.JAWABAN, key="jawab-2"), Ack.FAILED)
    assert told(other) == "Jawaban tidak sampai"
