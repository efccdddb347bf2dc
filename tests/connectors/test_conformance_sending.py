"""What every connector owes when it sends: once, whole, to the right place, in time, honest about what it knows."""

from datetime import timedelta

import pytest

from models.rules.channels.channels import CHANNELS, Measure, Proof, length, limit_of
from models.rules.channels.grades import GRADES, grade_of
from models.rules.channels.messages import Ack, Direction, Finding, Kind
from sync_agent.connector_kit.errors import OutcomeUnknown, Refused, TryLater, WindowClosed
from sync_agent.simulator.network.items import COMMENT, DM
from tests.connectors.capabilities import needing
from tests.connectors.stage import ANI, BUDI, NetworkStage, Stage, messages, now
from tests.simulator.caller import until


def found(stage: Stage) -> Finding:
    """Return what a look back finds of an answer that is there."""
    return Finding.UNDECIDED if stage.reach.proof is Proof.BLIND else Finding.FOUND


def absent(stage: Stage) -> Finding:
    """Return what a look back finds of an answer that is not there."""
    return Finding.ABSENT if stage.reach.proof in (Proof.SAME_ID, Proof.REFUTABLE) else Finding.UNDECIDED


def test_a_sent_answer_is_visible_once(stage: Stage) -> None:
    wanted = stage.reply()
    receipt = stage.connector.send(wanted)
    assert stage.visible() == [wanted.text]
    assert receipt.external_id and receipt.ack in (Ack.PENDING, Ack.SENT)
    assert stage.connector.find(wanted).alone.finding is found(stage)


def test_of_an_answer_no_more_is_told_than_the_channels_row_says_it_can_show(stage: Stage) -> None:
    wanted, highest = stage.reply(), GRADES[stage.reach.shows].rank
    receipt = stage.connector.send(wanted)
    seen = [receipt.ack, stage.connector.find(wanted).alone.ack]
    for _ in range(2):  # told again and again, in the same words
        seen += [one.ack for page in stage.pages() for one in page.acknowledgements]
    assert all(GRADES[grade_of(ack)].rank <= highest for ack in seen)


@needing("history")
def test_a_sent_answer_comes_back_in_the_polls_and_is_read_back_by_its_id(stage: Stage) -> None:
    wanted = stage.reply()
    receipt = stage.connector.send(wanted)
    (ours,) = (one for one in messages(stage.pages()) if one.direction is Direction.OUT)
    assert (ours.external_id, ours.thread_id) == (receipt.external_id, wanted.thread_id)
    look = stage.connector.find(wanted)
    assert (look.alone.finding, look.alone.external_id) == (Finding.FOUND, receipt.external_id)


def test_an_answer_to_a_comment_stands_under_it_and_one_to_a_message_in_its_chat(stage: Stage) -> None:
    theirs = stage.received()
    stage.connector.send(stage.reply(to=theirs))
    if isinstance(stage, NetworkStage):
        (ours,) = stage.written()
        assert ours.kind == stage.stream
        assert ours.source == "api"
        assert (ours.parent is not None) is (stage.stream == COMMENT)


def test_an_answer_that_never_left_is_absent_where_the_channel_can_say_so(stage: Stage) -> None:
    wanted = stage.reply()
    assert stage.connector.find(wanted).alone.finding is absent(stage)


def test_an_older_answer_of_the_same_words_is_not_taken_for_the_new_one(stage: Stage) -> None:
    theirs = stage.received(at=now().timestamp() - 7200)
    more = {} if stage.stream == "dm" else {"parent": theirs.external_id}
    stage.happen("Baik, kami periksa.", from_office=True, source="api", at=now().timestamp() - 3600, **more)
    assert stage.connector.find(stage.reply(to=theirs)).alone.finding is not Finding.FOUND


@needing("own_ids")
def test_the_same_id_sent_twice_is_visible_once(stage: Stage) -> None:
    wanted = stage.reply()
    assert stage.connector.send(wanted).external_id == stage.connector.send(wanted).external_id
    assert stage.visible() == [wanted.text]


@pytest.mark.parametrize("effect", ["before", "after"])
@pytest.mark.parametrize("fault", ["error", "timeout", "reset"])
def test_F26_trouble_on_a_send_is_unknown_and_the_look_tells_which(stage: Stage, fault: str, effect: str) -> None:
    wanted = stage.reply()
    quick = stage.facing(fault)
    stage.fault(f"{fault}_{effect}", count=1, where="sends")
    with pytest.raises(OutcomeUnknown):
        quick.send(wanted)
    assert stage.visible() == ([wanted.text] if effect == "after" else [])
    assert stage.connector.find(wanted).alone.finding is (found(stage) if effect == "after" else absent(stage))


@pytest.mark.parametrize("fault", ["login_page", "truncated", "empty"])
def test_F32_an_unreadable_answer_to_a_send_is_unknown(stage: Stage, fault: str) -> None:
    wanted = stage.reply()
    stage.fault(fault, where="sends")
    with pytest.raises(OutcomeUnknown):
        stage.connector.send(wanted)


def test_F50_an_answer_of_duplicate_is_unknown(stage: Stage) -> None:
    wanted = stage.reply()
    stage.fault("status", status=409, where="sends")
    with pytest.raises(OutcomeUnknown):
        stage.connector.send(wanted)


@needing("consent")
def test_F51_somebody_who_is_not_there_is_refused_for_good(stage: Stage) -> None:
    wanted = stage.reply()
    stage.shut_out()
    with pytest.raises(Refused):
        stage.connector.send(wanted)
    assert stage.visible() == []


@needing("proof")
def test_F48_a_late_effect_is_absent_first_and_found_later(stage: Stage) -> None:
    wanted = stage.reply()
    stage.fault("late_post", seconds=1.0, where="sends")
    with pytest.raises(OutcomeUnknown):
        stage.connector.send(wanted)
    assert stage.connector.find(wanted).alone.finding is not Finding.FOUND
    until(lambda: stage.connector.find(wanted).alone.finding is Finding.FOUND)


@needing("proof")
def test_trouble_on_a_look_back_decides_nothing(stage: Stage) -> None:
    wanted = stage.reply()
    for fault in ("error_before", "login_page", "rate_limited", "truncated"):
        stage.fault(fault, path="GET *", count=1)
        with pytest.raises(TryLater):
            stage.connector.find(wanted)


@needing("window")
def test_F49_beyond_the_window_it_is_told_and_within_the_longer_one_a_person_may_still_answer(stage: Stage) -> None:
    reach = stage.reach
    assert reach.window
    beyond = stage.reply(to=stage.received(at=(now() - reach.window - timedelta(hours=1)).timestamp()))
    with pytest.raises(WindowClosed):
        stage.connector.send(beyond)
    assert stage.visible() == []
    if reach.longer_window:
        granted = stage.again(**{reach.longer_setting: "ya"})
        granted.send(stage.reply(to=stage.received("masih", at=now().timestamp() - 90_000), late=True))
        assert len(stage.visible()) == 1


@needing("longer_window")
def test_F49_beyond_the_longer_window_nothing_helps(stage: Stage) -> None:
    reach = stage.reach
    assert reach.longer_window
    beyond = stage.received(at=(now() - reach.longer_window - timedelta(hours=1)).timestamp())
    with pytest.raises(WindowClosed):
        stage.again(**{reach.longer_setting: "ya"}).send(stage.reply(to=beyond, late=True))


@needing("private")
def test_a_comment_can_be_answered_in_private(stage: NetworkStage) -> None:
    wanted = stage.reply("Kami balas lewat pesan.", private=True)
    stage.connector.send(wanted)
    (ours,) = stage.written()
    assert (ours.kind, ours.text) == (DM, wanted.text)
    if CHANNELS[stage.kind].private_reply.once:  # type: ignore[union-attr]
        with pytest.raises(Refused):
            stage.connector.send(wanted)
        assert len(stage.written()) == 1


@needing("private")
def test_F49_a_private_answer_to_an_old_comment_is_told_to_be_too_late(stage: NetworkStage) -> None:
    reach = CHANNELS[stage.kind].private_reply
    assert reach is not None and reach.window is not None
    old = stage.received(at=(now() - reach.window - timedelta(hours=1)).timestamp())
    with pytest.raises((WindowClosed, Refused)):
        stage.connector.send(stage.reply(to=old, private=True))
    assert stage.written() == []


def of_length(size: int, measure: Measure) -> str:
    """Make a text of exactly this length in the platform's own measure, of more than plain letters."""
    start = "Ä 🙂 "
    return start + "x" * (size - length(start, measure))


def test_a_text_of_the_greatest_length_arrives_whole(stage: Stage) -> None:
    reach = stage.reach
    text = of_length(limit_of(reach, stage.account.settings), reach.measure)
    stage.connector.send(stage.reply(text))
    assert stage.visible() == [text]


def test_a_text_beyond_it_is_never_cut(stage: Stage) -> None:
    reach = stage.reach
    text = of_length(limit_of(reach, stage.account.settings) + 1, reach.measure)
    try:
        stage.connector.send(stage.reply(text))
    except Refused:
        assert stage.visible() == []
    else:
        assert stage.visible() == [text]


def test_two_citizens_get_their_own_answers(stage: Stage) -> None:
    ani, budi = stage.received("dari Ani", ANI), stage.received("dari Budi", BUDI)
    stage.connector.send(stage.reply("untuk Budi", to=budi))
    stage.connector.send(stage.reply("untuk Ani", to=ani))
    assert (stage.visible(ANI), stage.visible(BUDI)) == (["untuk Ani"], ["untuk Budi"])
    assert Kind(stage.stream) is ani.kind
