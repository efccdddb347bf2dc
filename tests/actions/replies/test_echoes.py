"""Our own messages coming back: matched to the outbox, else kept as answered in the app itself."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.core.actor import AGENT
from models.actions.intake.receive_messages import receive_page
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.delivery_grades import mark_sent
from models.actions.upkeep.verify import replies
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Ack, Acknowledgement, Direction, Page
from models.rules.replies.delivery import Purpose, ReplyState
from models.tables import Complaint, Message, Outbox
from tests.actions.sending import claim, queue, state, unknown
from tests.actions.walking import Walk
from tests.office import citizen_message, take_in


def test_our_own_message_never_opens_a_complaint(account: Any) -> None:
    take_in(account, citizen_message("sudah kami jawab", direction=Direction.OUT))
    assert Complaint.select().count() == 0
    assert Message.get().origin == "aplikasi_asli"


def test_an_echo_of_our_own_reply_is_matched_and_proves_an_unknown_one(account: Any) -> None:
    walk = Walk(account).identified()
    queue(walk, "a", Purpose.TANGGAPAN_AWAL)
    taken = claim(walk)
    assert taken is not None
    deliver.choose_client_ref(taken, "3EB0FF")
    deliver.record_intent(taken, 60, walk.now)
    deliver.record_unknown(taken, "putus", walk.now)
    echo = citizen_message(taken.reply.text, external_id="true_628110000001@c.us_3EB0FF", direction=Direction.OUT)
    take_in(account, echo, now=walk.tick())
    assert (state("a"), walk.stage) == (ReplyState.SENT, Stage.TANGGAPAN_AWAL)  # the gateway shows what it only holds
    ticked = Page(acknowledgements=(Acknowledgement(echo.external_id, Ack.SENT),))
    receive_page(account.id, "dm", ticked, walk.tick())
    assert walk.stage is Stage.PENERUSAN_PENGELOLA
    assert Message.get(Message.direction == "out").origin == "aduan"


_WORDS = "Mohon foto buktinya."


def _shown(*names: str) -> list[Any]:
    return [citizen_message(_WORDS, external_id=name, direction=Direction.OUT) for name in names]


def _origins() -> dict[str, str]:
    rows = Message.select(Message.external_id, Message.origin).where(Message.direction == "out")
    return dict(rows.tuples())


@pytest.mark.parametrize("pages", [(("a", "b"),), (("a",), ("b",))])
def test_one_reply_of_unknown_fate_stands_for_one_message(account: Any, pages: tuple[tuple[str, ...], ...]) -> None:
    """As after a restore: the second of the same words was sent by a reply that the backup has not."""
    walk = Walk(account).identified()
    unknown(walk, "one")
    for page in pages:
        take_in(account, *_shown(*page), now=walk.tick())
    assert _origins() == {"a": "aduan", "b": "aplikasi_asli"}
    assert list(replies.visible(Office(Path(), Path(), walk.now))) == []


def test_the_platform_s_id_says_better_than_the_words_which_message_is_ours(account: Any) -> None:
    walk = Walk(account).identified()
    taken = unknown(walk, "one")
    take_in(account, *_shown("a", "b"), now=walk.tick())
    mark_sent(Outbox.get_by_id(taken.row_id), "b", AGENT, walk.tick())
    assert _origins() == {"a": "aplikasi_asli", "b": "aduan"}


def test_an_id_chosen_before_sending_takes_the_message_from_the_words(account: Any) -> None:
    walk = Walk(account).identified()
    queue(walk, "one")
    taken = claim(walk)
    assert taken is not None
    deliver.choose_client_ref(taken, "3EB0FF")
    deliver.record_intent(taken, 60, walk.now)
    deliver.record_unknown(taken, "putus", walk.now)
    take_in(account, *_shown("true_628110000001@c.us_TYPED", "true_628110000001@c.us_3EB0FF"), now=walk.tick())
    assert _origins() == {"true_628110000001@c.us_TYPED": "aplikasi_asli", "true_628110000001@c.us_3EB0FF": "aduan"}


def test_two_replies_of_the_same_words_stand_for_two_messages(account: Any) -> None:
    walk = Walk(account).identified()
    unknown(walk, "one")
    take_in(account, *_shown("a"), now=walk.tick())
    mark_sent(Outbox.get(Outbox.reply_key == "one"), "a", AGENT, walk.tick())
    unknown(walk, "two")
    take_in(account, *_shown("b", "c"), now=walk.tick())
    assert _origins() == {"a": "aduan", "b": "aduan", "c": "aplikasi_asli"}
