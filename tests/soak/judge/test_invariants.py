"""The judge on made-up histories: a sound one is clean, and each invariant is turned red by a breach of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.soak.judge.invariants import ELSEWHERE, INVARIANTS, judge, reachable
from tests.soak.judge.limits import MEGABYTE, Limits, Memory
from tests.soak.judge.snapshot import (
    Answer,
    Bubble,
    Ended,
    Exit,
    LogLine,
    Office,
    OpenWrite,
    Page,
    Shown,
    Snapshot,
    Stored,
    Telling,
    Written,
)
from tests.soak.striking.platform_faults import SLOW

LIMITS = Limits()
NOW = 10_000.0
SAME = "Terima kasih, sudah kami terima."


def sound(**changes: Any) -> Snapshot:
    """Return a look at an office where two citizens got the same words, and one of them wrote again."""
    written = tuple(Written("waha", f"m{number}", NOW - 900, f"warga{number % 2}") for number in range(3))
    shown = (Shown("waha", "o1", "warga0", SAME), Shown("waha", "o2", "warga1", SAME))
    stored = tuple(Stored("waha", one.id, "in", "platform", "Halo") for one in written)
    own = tuple(Stored("waha", one.id, "out", "aduan", SAME) for one in shown)
    answers = tuple(
        Answer(f"k{number}", "waha", 1, number, number, SAME, "sent", 1, f"o{number}") for number in (1, 2)
    )
    office = Office((*stored, *own), answers, {1: "ok"}, audits=40)
    snapshot = Snapshot(NOW, written, shown, office, office, well_since=NOW - 800, tried=frozenset({"k1", "k2"}))
    return replace(snapshot, **changes)


def with_answers(*answers: Answer, **changes: Any) -> Snapshot:
    office = replace(sound().office, answers=answers)
    return sound(before=office, office=office, **changes)


ONE, TWO = sound().office.answers
WAITING = Answer("k3", "waha", 1, 1, 3, SAME, "queued", 0)


def stored_again(snapshot: Snapshot) -> Office:
    return replace(snapshot.office, stored=(*snapshot.office.stored, snapshot.office.stored[0]))


def overwritten() -> Office:
    first, *rest = sound().office.stored
    return replace(sound().office, stored=(replace(first, text="Halo!"), *rest))


LATE = Telling(degraded=("channel 1 (waha): late",))
# code -> what happened: a look, or several, of which the last is broken
BROKEN: dict[str, Callable[[], list[Snapshot]]] = {
    "I-1": lambda: [sound(written=(*sound().written, Written("waha", "m9", NOW - 600, "warga0")))],
    "I-2": lambda: [sound(office=stored_again(sound()))],
    "I-3": lambda: [sound(written=sound().written[1:])],
    "I-4": lambda: [sound(shown=(*sound().shown, Shown("waha", "o3", "warga0", SAME)))],
    "I-5": lambda: [sound(shown=sound().shown[:1])],
    "I-6": lambda: [sound(shown=(*sound().shown, Shown("waha", "o3", "warga0", "Siapa yang menulis ini?")))],
    "LATE": lambda: [with_answers(ONE, TWO, WAITING, at=NOW + seconds) for seconds in (0, 400)],
    "I-8": lambda: [sound(), sound(bubbles=(Bubble(1, "sent"), Bubble(2, "unknown")))],
    "I-7": lambda: [sound(), with_answers(ONE)],
    "I-13": lambda: [with_answers(replace(ONE, thread=5), replace(TWO, thread=5))],
    "I-9": lambda: [sound(verified=("I-16 the audit trail is unbroken: row 7",))],
    "I-11": lambda: [sound(), sound(office=overwritten())],
    "I-14": lambda: [sound(twice=frozenset({SAME}))],  # two rows, each with a key of its own
    "I-15": lambda: [sound(quiet=True, office=replace(sound().office, files_waiting=2))],
    "I-16": lambda: [sound(), sound(office=replace(sound().office, audits=39))],
    "I-18": lambda: [sound(tried=frozenset({"k1"}))],
    "I-12": lambda: [sound(restored=("waha m1 is not in the backup as it is stored",))],
    "I-19": lambda: [sound(open_write=OpenWrite(7.0))],
    "I-20": lambda: [sound(at=NOW + late, office=replace(sound().office, channels={1: "jeda"})) for late in (0, 200)],
    "PAGE": lambda: [sound(pages=(Page(NOW, "GET /meja/", 500),), well_since=None)],
    "LOG": lambda: [sound(log=(LogLine(NOW, "agent", "2026 error waha-1: ReadTimeout", True),))],
    "WELL": lambda: [sound(at=NOW + late, telling=LATE) for late in (0, 200)],
    "LIFE": lambda: [sound(ended=(Ended("agent", 4),))],
    "GROWTH": lambda: [sound(figures={"memory of agent, life 1": size * MEGABYTE}) for size in (90, 190)],
}


def codes(*looks: Snapshot) -> set[str]:
    """Return which invariants the last of some looks breaks, the earlier ones being sound."""
    memory = Memory()
    for snapshot in looks[:-1]:
        assert not list(judge(snapshot, memory, LIMITS))
    return {row.code for row, _ in judge(looks[-1], memory, LIMITS)}


def test_a_sound_office_breaks_nothing_however_often_it_is_looked_at() -> None:
    assert codes(sound(), sound(at=NOW + 5000, verified=(), quiet=True)) == set()


@pytest.mark.parametrize("code", BROKEN)
def test_each_invariant_sees_its_breach(code: str) -> None:
    assert code in codes(*BROKEN[code]())


def test_every_invariant_has_its_breach_and_a_code_of_its_own() -> None:
    assert [row.code for row in INVARIANTS] == list(dict.fromkeys(row.code for row in INVARIANTS))
    assert {row.code for row in INVARIANTS} == set(BROKEN)
    every = {f"I-{number}" for number in range(1, 21)}
    assert every == {code for code in (*BROKEN, *ELSEWHERE) if code.startswith("I-")}


@pytest.mark.parametrize(
    ("answers", "shown", "broken"),
    [
        # The same words for one citizen twice: one of them lost, then one doubled.
        ((ONE, TWO, replace(WAITING, state="sent", attempts=1, external_id="o3")), sound().shown, {"I-5", "I-18"}),
        ((ONE, replace(TWO, state="unknown", external_id="")), sound().shown, set()),
        ((ONE, replace(TWO, state="queued", attempts=0, external_id="")), sound().shown, {"I-4"}),
        ((ONE, replace(TWO, external_id="o1")), sound().shown, {"I-6"}),
    ],
)
def test_repeated_words_are_told_apart_by_what_each_answer_claims(
    answers: tuple[Answer, ...], shown: tuple[Shown, ...], broken: set[str]
) -> None:
    assert codes(with_answers(*answers, shown=shown)) & {"I-4", "I-5", "I-6", "I-18"} == broken


def test_an_answer_taken_for_one_typed_at_the_telephone_is_a_breach() -> None:
    office = sound().office
    strange = replace(office, stored=(*office.stored[:-1], replace(office.stored[-1], origin="aplikasi_asli")))
    assert codes(sound(before=strange)) == {"I-3"}


@pytest.mark.parametrize(
    "told",
    [
        LATE,
        Telling(ready=False),
        Telling(checks=("disk_sending",)),
        Telling(reached=False),
    ],
)
def test_a_late_answer_with_an_alarm_is_no_breach_and_another_channels_alarm_is_none(told: Telling) -> None:
    waits = [with_answers(ONE, TWO, WAITING, at=NOW + late, telling=told, well_since=None) for late in (0, 400)]
    assert "LATE" not in codes(*waits)
    other = Telling(degraded=("channel 12 (x): late",))
    assert "LATE" in codes(waits[0], replace(waits[1], telling=other))


def test_when_an_alarm_is_over_the_answer_has_the_margin_to_go_in_its_turn_and_no_more() -> None:
    def looks(last: float) -> list[Snapshot]:
        told = {0: Telling(), 300: LATE, last: Telling()}
        return [with_answers(ONE, TWO, WAITING, at=NOW + late, telling=said) for late, said in told.items()]

    assert "LATE" not in codes(*looks(300 + Limits().margin))
    assert "LATE" in codes(*looks(301 + Limits().margin))


def test_what_an_officer_has_to_settle_is_rightly_told_until_he_has() -> None:
    held = replace(WAITING, state="hold")
    looks = [with_answers(ONE, TWO, held, at=NOW + late, telling=LATE) for late in (0, 200)]
    assert "WELL" not in codes(*looks)
    other = Telling(degraded=("channel 12 (x): late",))
    assert "WELL" in codes(*(replace(one, telling=other) for one in looks))
    assert "WELL" in codes(*(replace(one, telling=replace(LATE, ready=False)) for one in looks))


def test_an_answer_behind_one_that_is_held_does_not_come_to_its_end_by_itself() -> None:
    behind, beside = replace(WAITING, number=4), replace(WAITING, number=5, thread=WAITING.thread + 1)
    rows = (ONE, replace(WAITING, state="hold"), behind, beside)
    assert Office(answers=rows).on_their_way() == [beside]
    assert Office(answers=(ONE, WAITING, behind)).on_their_way() == [WAITING, behind]


def test_while_a_fault_is_on_nothing_is_lost_yet_and_errors_are_expected_but_never_a_plain_500() -> None:
    missing = (*sound().written, Written("waha", "m9", NOW - 600, "warga0"))
    during = {"written": missing, "well_since": None, "open_write": OpenWrite(50.0)}
    pages, log = (Page(NOW, "GET /", 503), Page(NOW, "GET /", 0)), (LogLine(NOW, "agent", "error: reset", False),)
    assert codes(sound(**during, pages=pages, log=log)) == set()
    assert codes(sound(**during, log=(LogLine(NOW, "agent", "2026 error x-5: KeyError", False),))) == {"LOG"}


def test_a_transaction_kept_open_across_a_slow_call_is_a_breach_though_that_fault_is_on() -> None:
    open_long = {"open_write": OpenWrite(7.0), "well_since": None}
    assert codes(sound(**open_long)) == set()  # the database itself may be what is hit
    assert codes(sound(**open_long, alone=True)) == {"I-19"}
    assert LIMITS.write < SLOW < 10.0  # a call of that length would show, and works (ADUAN_HTTP_SECONDS)


def test_a_transaction_that_waited_for_a_database_held_by_a_fault_is_judged_from_its_end_on() -> None:
    assert codes(sound(open_write=OpenWrite(50.0), well_since=NOW - 1)) == set()
    assert codes(sound(open_write=OpenWrite(50.0), well_since=NOW - 30)) == {"I-19"}


LOCKED = "2026 info waha-1: channel works\nThe database cannot be used now (OperationalError): see that it runs."
CRASHED = f"Traceback (most recent call last):\n  File ...\nThe database cannot be used now\n{LOCKED}"


@pytest.mark.parametrize(
    ("program", "code", "wrote", "lawful"),
    [
        ("agent", 1, LOCKED, True),
        ("agent-2", 1, LOCKED, True),
        ("back office", 1, LOCKED, False),  # another program than the row names
        ("agent", 4, LOCKED, False),  # another code
        ("agent", -11, LOCKED, False),
        ("agent", 1, "", False),  # not a word
        ("agent", 1, "KeyError: 'x'", False),  # other words
        ("agent", 1, CRASHED, False),  # a crash, whatever else it says
        ("agent", -9, "", False),
    ],
)
def test_during_a_fault_a_program_ends_only_as_its_row_announces(
    program: str, code: int, wrote: str, lawful: bool
) -> None:
    ended = (Ended(program, code, wrote),)
    exits = (Exit("agent", 1, "The database cannot be used now"),)
    assert codes(sound(ended=ended, lawful=exits, well_since=None)) == (set() if lawful else {"LIFE"})
    assert codes(sound(ended=ended, well_since=None)) == {"LIFE"}


def test_states_go_only_the_ways_of_the_table() -> None:
    assert reachable("sent") == {"sent"}
    assert "sent" in reachable("hold")
    assert "I-7" in codes(with_answers(ONE, TWO), with_answers(replace(ONE, state="queued"), TWO))


def test_memory_is_bounded_in_all_and_within_a_warm_life() -> None:
    def taken(name: str, megabytes: int) -> Snapshot:
        return sound(figures={name: megabytes * MEGABYTE})

    assert codes(taken("memory of agent", 90), taken("memory of agent", 300)) == set()
    assert codes(taken("memory of agent", 700)) == {"GROWTH"}
    assert codes(sound(figures={"descriptors of agent": 400.0})) == {"GROWTH"}
    assert codes(sound(figures={"write-ahead log": 70.0 * MEGABYTE})) == set()
    assert codes(sound(figures={"write-ahead log": 70.0 * MEGABYTE}, quiet=True)) == {"GROWTH"}


def test_a_page_may_say_of_an_answer_only_what_it_is() -> None:
    waiting, said = replace(TWO, state="queued", attempts=0, external_id=""), (Bubble(2, "sent"),)
    assert "I-8" in codes(with_answers(ONE, waiting, bubbles=said, shown=sound().shown[:1]))
    # It was sent between the page and the look, or was not at the look before: both are the page's good right.
    assert "I-8" not in codes(sound(bubbles=(Bubble(2, "queued"), Bubble(1, "sent"), Bubble(77, "hold"))))
