"""A bounded run of the machine of true assertions, on both databases; the long run is a command of its own."""

from collections import Counter

from models.rules.channels.messages import Ack
from models.rules.clocks.statutory import Source
from models.tables import Complaint
from tests.machines.running import Bounds, run
from tests.machines.truth import PEOPLE, Truth, on_postgresql
from tests.sizes import so_many


def test_what_is_shown_is_what_a_recount_says_on_sqlite() -> None:
    before = Counter(Truth.done)
    assert run(Truth, Bounds(examples=so_many(8, 300))) == ""
    assert run(Truth, Bounds(examples=so_many(2, 100), ways=("walked",))) == ""
    done = Truth.done - before
    # Where everything is refused there is nothing to compare.
    assert done["go on"] > 0
    assert done["merge"] > 0
    assert done["begin, refused"] == 0


def test_what_is_shown_is_what_a_recount_says_on_postgresql(postgres: str) -> None:
    assert run(on_postgresql(postgres), Bounds(examples=so_many(3, 150))) == ""


def test_a_wrong_answer_stays_undone_whatever_the_platform_tells_of_it_later() -> None:
    """An example that a run found: told of twice, it was counted again by one of the two."""
    one = Truth()
    one.some_cases_are_there("archived", "", merged=False)
    one.it_goes_back_or_is_opened_again(0, 0)
    one.the_platform_tells(0, [(Ack.FAILED, False), (Ack.DELIVERED, False)])
    try:
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_a_case_opened_again_owes_the_merged_citizen_an_answer_from_that_moment_on() -> None:
    """An example that a run found: his limits stayed met by what he had been told, until the next move."""
    one = Truth()
    one.some_cases_are_there("told", "sent on", merged=True)
    one.go_on(0, Ack.SENT, 0, 1)
    one.it_goes_back_or_is_opened_again(0, 0)
    try:
        assert one.office.case(0).stage == "identifikasi"
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_who_has_the_work_of_a_post_that_is_passed_over_signs_by_his_own() -> None:
    """An example that a run found: the recount wanted an order where the case names who would have signed."""
    one = Truth()
    one.some_cases_are_there("told", "", merged=False)
    one.somebody_is_kept_out(0, 0)
    one.go_on(0, Ack.SENT, 0, 1)
    try:
        (paper,) = [row for row in one.office.papers() if row.type == "LEMBAR"]
        assert paper.signed_by.role == "kasubsi_infokim"
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_a_pause_after_the_end_that_a_late_tick_gives_its_step_waits_for_nobody() -> None:
    """An example that a run found: the page weighed it until now, the figures until the step ended."""
    one = Truth()
    one.some_cases_are_there("on its way", "", merged=False)
    one.the_clock_is_stopped_twice(0, 45, 90)
    one.the_platform_tells(1, [(Ack.SENT, True)])
    try:
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_who_stands_in_for_whoever_has_the_work_of_a_post_signs_by_that_order() -> None:
    """An example that a run found: the recount wanted an order for the post that was passed over."""
    one = Truth()
    one.some_cases_are_there("told", "", merged=False)
    one.somebody_is_kept_out(0, 0)
    one.somebody_stands_in(1, 3)
    one.go_on(0, Ack.SENT, 0, 1)
    try:
        (paper,) = [row for row in one.office.papers() if row.type == "LEMBAR"]
        assert paper.signed_by.role == "kasi_inteldakim"
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_who_waits_longest_stays_shown_when_the_answer_of_what_his_case_was_merged_into_falls() -> None:
    """Shown was from when the case itself was received, a fortnight after his letter came."""
    one = Truth()
    one.some_cases_are_there("to be sent on", "", merged=False)
    one.a_letter_is_filed(14)
    one.two_are_merged(1, 0)
    one.the_platform_tells(0, [(Ack.FAILED, False)])
    try:
        letter = one.office.case(1)
        assert letter.lead_id == one.office.case(0).id
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_a_file_called_complete_while_its_limit_was_met_counts_from_then_when_it_is_not_met_any_more() -> None:
    """An example that a run found: the page said since when it was complete, and counted from the receipt."""
    one = Truth()
    one.some_cases_are_there("archived", "", merged=False)
    one.it_is_said_who_passed_it_on(0, Source.LANGSUNG, 0.5)
    one.it_goes_back_or_is_opened_again(0, 0)
    try:
        assert one.office.case(0).stage == "identifikasi"
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_an_answer_the_platform_shows_only_in_the_next_case_of_its_conversation_goes_with_its_own() -> None:
    """An example that a run found: its words stayed in the conversation of the next case."""
    one = Truth()
    one.some_cases_are_there("new", "", merged=False)
    for _ in range(3):
        one.go_on(0, Ack.SENT, 0, 5)
    assert one.office.case(0).stage == "selesai"
    one.a_citizen_writes(PEOPLE[0], "")
    one.an_answer_is_withdrawn(0)
    one.a_file_is_destroyed(True)
    try:
        assert Complaint.get_by_id(1).destroyed_at is not None
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


def test_a_day_changed_again_leaves_no_due_time_of_the_first_change_to_a_step_never_paused() -> None:
    """An example that a run found: in time with its pauses, late without them, though it had none."""
    one = Truth()
    one.some_cases_are_there("looked into", "accused", merged=True, turn=2)
    one.a_citizen_writes("628110000003", "")
    one.a_day_is_changed(2, agree=True)
    one.go_on(10, Ack.PENDING, 6, 3)
    one.a_day_is_changed(2, agree=True)
    try:
        for turn in range(8):
            one.turn, one.mark = turn, None
            one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()
