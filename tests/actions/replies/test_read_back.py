"""All replies of unknown fate weighed together: each message once, rivals nobody asked about counted, doubt held."""

from datetime import timedelta
from typing import Any

from models.actions.replies import deliver_reply as deliver
from models.actions.replies import read_back
from models.actions.replies.deliver_reply import Claim
from models.actions.replies.settle_reply import Verdict, settle_reply
from models.rules.channels.messages import Finding, Look, Receipt, Sighting
from models.rules.replies.delivery import UNANSWERED_WINDOWS
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, DeliveryProof, Message, Outbox
from tests.actions.sending import S, queue, sending, state, unknown
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

SETTLE = 120.0
F = Finding


def without_ids(account: Any) -> Walk:
    """Begin with a case on a channel where answers are known by their words only."""
    ChannelAccount.update(kind="gowa").where(ChannelAccount.id == account.id).execute()
    return Walk(account)


def judged(account: Any, claims: list[Claim], look: Look, walk: Walk) -> list[Finding]:
    verdicts = read_back.judge(account.id, [(claim, look) for claim in claims], SETTLE, walk.now)
    return [verdict.finding for _, verdict in verdicts]


def look(*names: str) -> Look:
    return Look(tuple(Sighting(name, at=float(n)) for n, name in enumerate(names)), True)


def test_a_message_that_is_another_s_answer_is_not_taken(account: Any) -> None:
    walk = without_ids(account)
    queue(walk, "a")
    deliver.record_sent(sending(walk), Receipt("m1"), walk.now)
    second = unknown(walk, "b")
    assert judged(account, [second], look("m1"), walk) == [F.ABSENT]
    assert judged(account, [second], look("m1", "m2"), walk) == [F.FOUND]
    Outbox.update(external_id="true_1@c.us_m1").where(Outbox.reply_key == "a").execute()
    assert judged(account, [second], look("m1"), walk) == [F.ABSENT]


def test_an_answer_a_person_vouched_for_may_be_the_message(account: Any) -> None:
    walk = without_ids(account)
    held = unknown(walk, "a")
    read_back.record_readback(held, read_back.Readback(F.UNDECIDED), False, walk.tick())
    settle_reply("a", Verdict.SENT, actor(Role.PENGELOLA), walk.tick())
    second = unknown(walk, "b")
    assert judged(account, [second], look("m1"), walk) == [F.CONTESTED]
    assert judged(account, [second], look("m1", "m2"), walk) == [F.FOUND]
    assert judged(account, [second], look(), walk) == [F.ABSENT]
    Outbox.update(last_attempt_at=walk.now - timedelta(days=3)).where(Outbox.reply_key == "a").execute()
    assert judged(account, [second], look("m1"), walk) == [F.FOUND]


def test_an_answer_that_surely_did_not_leave_contests_nothing(account: Any) -> None:
    walk = without_ids(account)
    queue(walk, "a")
    deliver.record_waiting(sending(walk), walk.now + timedelta(hours=9), "429", walk.now)
    Outbox.update(state="cancelled").where(Outbox.reply_key == "a").execute()
    second = unknown(walk, "b")
    assert judged(account, [second], look("m1"), walk) == [F.FOUND]


def test_one_still_on_its_way_is_waited_for_but_not_for_ever(account: Any) -> None:
    walk = without_ids(account)
    first = unknown(walk, "a")
    Outbox.update(state="sending").where(Outbox.reply_key == "a").execute()
    other = Outbox.get(Outbox.reply_key == "a")
    Outbox.update(thread=other.thread_id).execute()
    second = twin(other)
    claim = deliver.claim_of(second, walk.now)
    assert first.row_id != claim.row_id
    assert judged(account, [claim], look("m1"), walk) == []
    walk.now += timedelta(seconds=UNANSWERED_WINDOWS * SETTLE)
    assert judged(account, [claim], look("m1"), walk) == [F.CONTESTED]
    assert judged(account, [claim], look("m1", "m2"), walk) == [F.FOUND]


def twin(row: Outbox) -> Outbox:
    """Make an unknown answer of the same words beside one, as a restored backup may bring about."""
    values = dict(row.__data__) | {"reply_key": "kembar", "state": "unknown"}
    del values["id"]
    return Outbox.create(**values)


def test_words_under_an_id_of_their_own_contest_nothing(account: Any) -> None:
    walk = Walk(account)
    unknown(walk, "a")
    claim = deliver.claim_of(twin(Outbox.get()), walk.now)
    assert judged(account, [claim], Look((Sighting("m1"),), by_id=True), walk) == [F.FOUND]


def test_a_message_recorded_as_an_answer_given_in_the_app_is_contested(account: Any) -> None:
    walk = without_ids(account)
    claim = unknown(walk, "a")
    take_in(account, citizen_message("Mohon foto buktinya."), now=walk.now)
    typed = Message.select().order_by(-Message.id).get()
    proof = {"complaint": walk.id, "purpose": "lain", "way": "aplikasi_asli", "text": "", "message": typed}
    DeliveryProof.create(**proof, made_by=1, delivered_at=walk.now, made_at=walk.now)
    assert judged(account, [claim], look(typed.external_id), walk) == [F.CONTESTED]


def test_a_contested_answer_is_held_with_a_reason_that_says_so(account: Any) -> None:
    walk = without_ids(account)
    taken = unknown(walk, "a")
    assert read_back.record_readback(taken, read_back.Readback(F.CONTESTED), True, walk.tick()) is S.HOLD
    assert Outbox.get().reason == read_back.CONTESTED
    assert read_back.record_unanswered(taken, SETTLE, walk.now) is S.HOLD
    assert state("a") == S.HOLD


def test_nothing_looked_for_is_nothing_judged(account: Any) -> None:
    assert read_back.judge(account.id, [], SETTLE, Walk(account).now) == []
