"""Our own messages coming back: matched to the outbox, else kept as answered in the app itself."""

from typing import Any

from models.actions.intake.receive_messages import receive_page
from models.actions.replies import deliver_reply as deliver
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Ack, Acknowledgement, Direction, Page
from models.rules.replies.delivery import Purpose, ReplyState
from models.tables import Complaint, Message
from tests.actions.sending import claim, queue, state
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
