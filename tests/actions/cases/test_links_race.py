"""Two officers at the same links at the same moment, and messages coming in meanwhile: one outcome, nothing lost."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.split_complaint import split_complaint
from models.actions.core.move_complaint import move_complaint
from models.rules.cases.sop import Move
from models.rules.core.errors import RuleBroken
from models.rules.staff.roles import Role
from models.tables import Complaint, ComplaintLink, Message, OpenThread
from models.tables.core.database import connected
from tests.actions.linking import BUDI, SARI, TUTI, ids_of, merged_are_inside, sound, texts, unread_is_right
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=1)
ROUNDS = 6


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Do these together, each on a connection of its own; return what each gave, a refusal as itself."""
    barrier, given = Barrier(len(actions)), [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        with connected():
            barrier.wait(60)
            try:
                given[place] = action()
            except RuleBroken as broken:
                given[place] = broken

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    return given


def test_two_officers_merge_the_same_two_cases_crosswise_while_both_citizens_write(account: Any) -> None:
    one, other = new_complaint(account, "a", SARI), new_complaint(account, "b", BUDI)
    by = (actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM))
    for round_ in range(ROUNDS):
        given = at_once(
            lambda: merge_complaints(one.id, other.id, "sama", by[0], LATER),
            lambda: merge_complaints(other.id, one.id, "sama", by[1], LATER),
            lambda r=round_: take_in(
                account, citizen_message(f"a{r}", SARI), citizen_message(f"b{r}", BUDI), now=LATER
            ),
        )
        merged = [link for link in given[:2] if isinstance(link, ComplaintLink)]
        assert len(merged) == 1, given
        assert isinstance(given[1 - given[:2].index(merged[0])], RuleBroken)
        lead, source = merged[0].target_id, merged[0].source_id
        everything = {row.text for row in Message.select()}
        assert texts(lead) == everything
        assert merged_are_inside() and unread_is_right() and sound()
        part_complaint(source, "lain", by[0], LATER)
    assert texts(one) == {"a", *(f"a{r}" for r in range(ROUNDS))}
    assert texts(other) == {"b", *(f"b{r}" for r in range(ROUNDS))}
    assert Complaint.select().count() == 2


def test_a_case_is_merged_into_one_that_is_just_being_closed(account: Any) -> None:
    by = actor(Role.PENGELOLA)
    for round_ in range(ROUNDS):
        one, other = new_complaint(account, f"a{round_}", SARI), new_complaint(account, f"b{round_}", BUDI)
        merging, closing, _ = at_once(
            lambda s=other, t=one: merge_complaints(s.id, t.id, "sama", by, LATER),
            lambda c=one: move_complaint(c.id, Move.TUTUP_BUKAN_PENGADUAN, by, LATER, reason="bukan"),
            lambda r=round_: take_in(account, citizen_message(f"c{r}", BUDI), now=LATER),
        )
        assert not isinstance(closing, RuleBroken)
        assert unread_is_right() and merged_are_inside() and sound()
        standing = Complaint.select().where(Complaint.open)
        for case in standing:
            move_complaint(case.id, Move.TUTUP_BUKAN_PENGADUAN, by, LATER, reason="bukan")
        assert isinstance(merging, ComplaintLink | RuleBroken)
    assert OpenThread.select().count() == 0


def test_splitting_looking_and_writing_at_once_lose_no_message_and_no_news(account: Any) -> None:
    one = new_complaint(account, "a", SARI)
    new_complaint(account, "b", TUTI)
    by = actor(Role.PENGELOLA)
    for round_ in range(ROUNDS):
        take_in(account, citizen_message(f"x{round_}", SARI), now=LATER)
        new, _, _ = at_once(
            lambda r=round_: split_complaint(ids_of(f"x{r}"), by, LATER, source_id=one.id),
            lambda: look_at_case(one.id, 10**9, by, LATER),
            lambda r=round_: take_in(account, citizen_message(f"y{r}", SARI), now=LATER),
        )
        assert isinstance(new, Complaint)
        assert f"y{round_}" in texts(one)
        assert unread_is_right() and sound()
