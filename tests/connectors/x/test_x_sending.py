"""Sending at X and looking back: duplicates, people who did not call, links X rewrites, what proves nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from models.rules.channels.messages import Finding, Kind
from sync_agent.connector_kit.errors import (
    OutcomeUnknown,
    Refused,
)
from tests.connectors.stage import ANI, BUDI, now
from tests.connectors.x_stage import XStage, x_stage


@pytest.fixture
def x() -> Iterator[XStage]:
    with x_stage() as stage:
        yield stage


def test_F50_a_text_x_calls_a_duplicate_is_looked_for(x: XStage) -> None:
    wanted = x.reply("Sama persis.")
    x.connector.send(wanted)
    with pytest.raises(OutcomeUnknown):
        x.connector.send(replace(wanted, tried_at=now()))
    assert x.connector.find(wanted).alone.finding is Finding.FOUND
    assert x.visible() == ["Sama persis."]


def test_words_of_another_answer_are_refused_at_the_first_try_with_what_to_do(x: XStage) -> None:
    x.connector.send(x.reply("Sama persis.", BUDI))
    with pytest.raises(Refused, match="Ubah kata-katanya"):
        x.connector.send(replace(x.reply("Sama persis."), tried_at=None))


def test_a_citizen_who_did_not_call_the_office_cannot_be_answered(x: XStage) -> None:
    wanted = x.reply(to=x.received(extra={"uninvited": True}))
    with pytest.raises(Refused, match="menyebut"):
        x.connector.send(wanted)


def test_the_same_words_to_another_citizen_or_from_long_ago_are_not_this_answer(x: XStage) -> None:
    x.x.settings.refuses_duplicates = False
    x.connector.send(x.reply("Baik.", BUDI))
    wanted = x.reply("Baik.", to=x.received("Paspor anak saya?", ANI))
    assert x.connector.find(wanted).alone.finding is Finding.ABSENT
    x.happen("Baik.", ANI, parent=wanted.reply_to, from_office=True, at=x.x.clock() - 600)
    assert x.connector.find(wanted).alone.finding is Finding.ABSENT
    sent = x.connector.send(wanted)
    assert x.connector.find(wanted).alone.external_id == sent.external_id


def test_an_answer_with_a_link_and_odd_signs_is_found_again(x: XStage) -> None:
    wanted = x.reply("Lihat https://imigrasi.go.id/a?b=1 & kabari kami <segera>")
    sent = x.connector.send(wanted)
    x.x.network.edit(sent.external_id, "@aniwijaya_8120 Lihat https://t.co/AbC123 & kabari kami <segera>")
    assert x.connector.find(wanted).alone.finding is Finding.FOUND


def test_a_look_back_that_cannot_reach_the_try_decides_nothing(x: XStage) -> None:
    wanted = x.reply()
    for number in range(330):
        x.happen(f"jawaban {number}", ANI, parent=wanted.reply_to, from_office=True)
    assert x.connector.find(wanted).alone.finding is Finding.UNDECIDED


def test_a_look_back_over_an_unreadable_item_refutes_nothing(x: XStage) -> None:
    wanted = x.reply()
    x.happen("lain", ANI, parent=wanted.reply_to, from_office=True)
    x.fault("bad_item", shape="wrong_time", path="/x/2/users/*/tweets")
    assert x.connector.find(wanted).alone.finding is Finding.UNDECIDED


@pytest.mark.parametrize("odd", [1, 2])
def test_an_answer_behind_messages_under_an_odd_time_is_not_called_absent(odd: int) -> None:
    """It would be sent a second time."""
    with x_stage("dm") as stage:
        wanted = stage.reply()
        stage.connector.send(wanted)
        for number in range(5 - odd):
            stage.happen(f"masih {number}", ANI)
        for _ in range(odd):
            stage.happen("lama", ANI, extra={"dated": stage.x.clock() - 86_400})
        assert stage.connector.find(wanted).alone.finding is Finding.FOUND


def test_a_place_nobody_can_answer_at_is_refused_without_asking(x: XStage) -> None:
    wanted = x.reply()
    asked = x.asked()
    with pytest.raises(Refused):
        x.connector.send(replace(wanted, reply_to=None))
    with pytest.raises(Refused):
        x.connector.send(replace(wanted, kind=Kind.DM, thread_id="../tweets"))
    assert x.connector.find(replace(wanted, kind=Kind.DM, thread_id="a/b")).alone.finding is Finding.UNDECIDED
    assert x.asked() == asked
