"""What a platform tells of our answers again, late or in another order leaves the office as the rule says."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.actor import Actor
from models.actions.intake.receive_messages import receive_page
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Output
from models.rules.cases.sop import Stage as Stage_
from models.rules.channels.grades import GRADES, grade_of
from models.rules.channels.messages import Ack, Acknowledgement, Direction, Page
from models.rules.core.errors import RuleBroken
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Audit, DeliveryChange, DeliveryProof, Message, MessageVersion, Notice, StepOutput
from tests.actions.walking import Walk
from tests.connectors.capabilities import needing
from tests.connectors.stage import BUDI, Stage
from tests.connectors.told_office import ANSWER, ToldOffice, told_office
from tests.journeys.exploring import keep, put_back
from tests.office import actor, citizen_message


@pytest.fixture
def there(stage: Stage, tmp_path: Path) -> Iterator[ToldOffice]:
    """An office behind the stage, waiting to give its answer."""
    with told_office(stage, tmp_path) as opened:
        yield opened


def told(there: ToldOffice, *acks: Ack) -> list[Page]:
    """Return what the platform says of the answer that left, one page for each word of its own."""
    pages = []
    for ack in acks:
        there.tell(ack)
        pages.append(there.news())
    return pages


def rising(stage: Stage) -> list[Ack]:
    """Return the good news a channel can tell, in order."""
    highest = GRADES[stage.reach.shows].rank
    return [ack for ack in (Ack.SENT, Ack.DELIVERED, Ack.READ) if GRADES[grade_of(ack)].rank <= highest]


def at_once(*pages: Page) -> Page:
    """Return pages as one, as a platform sends what it could not send before."""
    messages = tuple(message for page in pages for message in page.messages)
    return Page(messages, acknowledgements=tuple(ack for page in pages for ack in page.acknowledgements))


def test_told_again_late_or_in_another_order_all_stands_as_told_once(stage: Stage, there: ToldOffice) -> None:
    there.answer()
    pages = told(there, *rising(stage))
    before = keep(there.walk)
    there.take(*pages)
    once, rows = there.picture(), there.written()
    assert there.walk.stage is Stage_.DOKUMENTASI
    there.take(*pages, *pages[::-1], *pages)
    assert (there.picture(), there.written()) == (once, rows)
    back = pages[::-1]
    for order in (back, [*pages[1:], pages[0]], [page for page in pages for _ in range(2)], [at_once(*back)]):
        put_back(there.walk, before)
        there.take(*order)
        assert there.picture() == once


@needing("ticks")
def test_what_is_told_between_two_looks_is_in_the_next(stage: Stage, there: ToldOffice) -> None:
    there.answer()
    there.tell(Ack.SENT)
    for platform in stage.running.practice.platforms.values():  # as the simulator's own thread does at any moment
        getattr(platform, "step", lambda: 0)()
    assert there.news().acknowledgements


@needing("ticks")
def test_a_failure_falls_once_before_it_was_there_and_never_after(stage: Stage, there: ToldOffice) -> None:
    there.answer()
    sent, failed, reached = told(there, Ack.SENT, Ack.FAILED, Ack.DELIVERED)
    before = keep(there.walk)
    there.take(sent, failed)
    once, rows = there.picture(), there.written()
    assert (there.walk.stage, once["falls"]) == (Stage_.PENYAMPAIAN, 1)
    there.take(failed, sent, failed, sent)
    assert (there.picture(), there.written()) == (once, rows)
    there.take(reached, failed, reached, sent)
    assert (there.walk.stage, there.picture()["falls"]) == (Stage_.DOKUMENTASI, 1)
    for order in ([reached, failed, failed, sent], [at_once(sent, reached, failed)], [at_once(failed, reached)]):
        put_back(there.walk, before)
        there.take(*order)
        assert (there.walk.stage, there.picture()["falls"]) == (Stage_.DOKUMENTASI, 0)
    for order in ([failed, sent], [at_once(sent, failed)], [at_once(failed, sent)]):
        put_back(there.walk, before)
        there.take(*order)
        assert (there.walk.stage, there.walk.case.round) == (Stage_.PENYAMPAIAN, 1)
        assert (there.picture()["falls"], there.given()) == (1, 0)


def test_what_is_not_shown_any_more_has_not_fallen_and_news_of_others_changes_nothing(
    stage: Stage, there: ToldOffice
) -> None:
    there.answer()
    pages = told(there, *rising(stage))
    there.take(*pages)
    once, rows = there.picture(), there.written()
    for page in (*pages, Page(acknowledgements=(Acknowledgement("tak-dikenal", Ack.FAILED, "tak-dikenal"),))):
        of_others = tuple(replace(one, external_id=f"{one.external_id}9") for one in page.acknowledgements)
        there.take(replace(page, messages=(), acknowledgements=of_others), replace(page, messages=()))
    assert (there.picture(), there.written()) == (once, rows)
    stage.remove(there.sent_id())
    for _ in range(2):
        there.take(there.news())
    assert there.picture() == once


@needing("proof")
def test_news_that_comes_before_the_receipt_was_written_down_is_not_lost(stage: Stage, there: ToldOffice) -> None:
    claim = there.send()
    pages = told(there, *rising(stage))
    begun = keep(there.walk)
    for found in ("sending", "unknown"):
        put_back(there.walk, begun)
        there.lose(claim, found)
        there.take(*pages)
        there.lapse()
        assert (there.walk.stage, there.given()) == (Stage_.DOKUMENTASI, 1), found


@needing("ticks")
def test_news_of_an_answer_nobody_knows_the_fate_of_says_all_it_says_in_any_order(
    stage: Stage, there: ToldOffice
) -> None:
    claim = there.send()
    *pages, failed = told(there, *rising(stage), Ack.FAILED)
    begun = keep(there.walk)
    for found in ("sending", "unknown", "hold"):
        for order in (pages, pages[::-1], [at_once(*pages[::-1])], [at_once(failed, *pages)]):
            put_back(there.walk, begun)
            there.lose(claim, found)
            there.take(*order)
            there.tell(Ack.READ)  # what a look back finds
            there.lapse()
            assert there.picture()["reply"][:2] == ("sent", "read"), (found, order)
            assert (there.walk.stage, there.given()) == (Stage_.DOKUMENTASI, 1)


@needing("ticks")
def test_a_failure_told_before_the_receipt_was_written_down_ends_no_step(stage: Stage, there: ToldOffice) -> None:
    claim = there.send()
    sent, failed = told(there, Ack.SENT, Ack.FAILED)
    begun = keep(there.walk)
    for found in ("sending", "unknown", "hold"):
        put_back(there.walk, begun)
        there.lose(claim, found)
        there.take(failed)
        there.lapse()
        there.take(sent, failed)
        assert (there.walk.stage, there.picture()["falls"], there.given()) == (Stage_.PENYAMPAIAN, 1, 0), found


def test_by_hand_the_word_of_a_person_counts_once_and_nothing_a_platform_tells_of_others_touches_it(
    sqlite_account: Any,
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    for told in ("proof-1", "proof-1", "proof-2"):
        with suppress(RuleBroken):
            record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, ANSWER, _pengelola(), walk.tick(), form_key=told)
    proof = DeliveryProof.get()
    assert (walk.stage, proof.grade) == (Stage_.DOKUMENTASI, "vouched")
    for ack in (Ack.FAILED, Ack.SENT):
        take_news(walk, Page(acknowledgements=(Acknowledgement(f"proof:{proof.id}", ack, f"proof:{proof.id}"),)))
    assert (walk.stage, DeliveryProof.get().grade) == (Stage_.DOKUMENTASI, "vouched")
    assert StepOutput.select().where(StepOutput.kind == str(Output.JAWABAN)).count() == 1


def test_what_was_typed_in_the_app_and_recorded_falls_once_however_often_and_late_it_is_told(
    sqlite_account: Any,
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    typed = citizen_message(ANSWER, direction=Direction.OUT, sent_at=walk.tick())
    take_news(walk, Page((typed,)))
    record_proof(walk.id, Purpose.JAWABAN, Way.APLIKASI_ASLI, "", _pengelola(), walk.tick())
    read, sent, failed = (
        Page(acknowledgements=(Acknowledgement(typed.external_id, ack),)) for ack in (Ack.READ, Ack.SENT, Ack.FAILED)
    )
    for page in (read, sent, failed, read):
        take_news(walk, page)
    assert (walk.stage, DeliveryProof.get().grade) == (Stage_.DOKUMENTASI, "read")
    gone, edited = replace(typed, text="", withdrawn=True), replace(typed, text="Paspor dapat diambil lusa.")
    rows = Notice.select().count()
    for message in (gone, gone, edited, typed, gone):
        take_news(walk, Page((message,)), read)
    assert (walk.stage, walk.case.round, DeliveryProof.get().grade) == (Stage_.PENYAMPAIAN, 2, "withdrawn")
    assert DeliveryChange.select().where(DeliveryChange.grade == "withdrawn").count() == 1
    assert Audit.select().where(Audit.event == "kabar_jatuh").count() == 1
    assert not MessageVersion.select().exists()
    fell = Notice.select().where(Notice.kind == "jawaban_jatuh")
    assert fell.count() == len({notice.staff_id for notice in fell}) == Notice.select().count() - rows


@needing("only_pushes")
def test_of_edits_pushed_in_any_order_the_newest_holds(stage: Stage, there: ToldOffice) -> None:
    one = stage.happen("lama", BUDI)
    pages = [there.news()]
    for text in ("satu", "dua"):
        stage.edit(one, text)
        pages.append(there.news())
    assert [[message.text for message in page.messages] for page in pages] == [["lama"], ["satu"], ["dua"]]
    made = [
        Page(
            tuple(
                replace(message, sent_at=message.sent_at + timedelta(seconds=5 * place)) for message in page.messages
            )
        )
        for place, page in enumerate(pages)
    ]
    before = keep(there.walk)
    for order in permutations(made):
        put_back(there.walk, before)
        for page in (*order, *order):
            receive_page(there.walk.account.id, stage.stream, page, there.walk.now + timedelta(minutes=2), "push")
        (row,) = Message.select().where(Message.text.in_(["lama", "satu", "dua"]))
        said = [row.text, *(later.text for later in row.versions.order_by(MessageVersion.number))]
        assert said[-1] == "dua", order


def take_news(walk: Walk, *pages: Page) -> None:
    """Take in what the platform tells of a case's conversation."""
    for page in pages:
        receive_page(walk.account.id, "dm", page, walk.tick())


def _pengelola() -> Actor:
    return actor(Role.PENGELOLA)
