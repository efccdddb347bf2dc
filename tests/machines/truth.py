"""The machine of true assertions: whatever is done in the office, what is shown is what a recount says."""

from collections import Counter
from itertools import count
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from models.rules.channels.messages import Ack
from models.tables import Complaint
from tests.actions.walking import Walk, own_numbers
from tests.machines.compared import Compared, after
from tests.machines.months import Closing
from tests.machines.stations import SECRET, STATIONS
from tests.postgres import drop_database
from tests.recount.reading import standing_in

PEOPLE = ("628110000001", "628110000002", "628110000003")
stations = st.sampled_from(sorted(STATIONS))
pick = st.integers(0, 11)
accused = st.sampled_from(["", "", "", "petugas loket", "kepala kantor"])
news = st.sampled_from([Ack.FAILED, Ack.FAILED, Ack.SENT, Ack.DELIVERED, Ack.READ])
ticks = st.sampled_from([Ack.SENT, Ack.SENT, Ack.SENT, Ack.PENDING, Ack.READ])


class Truth(Compared):
    """Two or three citizens, and whatever they, the platform, and the people of the office may do."""

    done: Counter[str] = Counter()  # acts done and refused, over all examples of a run

    @initialize(
        first=st.sampled_from(sorted(STATIONS)),
        second=st.sampled_from(["", *sorted(STATIONS)]),
        merged=st.booleans(),
        turn=pick,
    )
    def some_cases_are_there(self, first: str, second: str, merged: bool, turn: int = 0) -> None:
        self.turn, self.hidden = turn, first in SECRET or second in SECRET
        own_numbers()
        for who, station in zip(PEOPLE, (first, second), strict=False):
            if station:
                walk = Walk(self.account, who=who)
                walk.now = max(self.office.now, walk.now)
                STATIONS[station](walk)
                self.office.now = max(self.office.now, walk.now)
        self.here |= {name for station, name in SECRET.items() if station in (first, second)}
        if second and merged:
            self.attempt("merge", self.office.merge, 1, 0)

    # The usual way

    @rule(case=pick, ack=ticks, choice=pick, times=st.integers(1, 5))
    def go_on(self, case: int, ack: Ack, choice: int, times: int) -> None:
        for _ in range(times):
            self.attempt("go on", lambda: self.office.go_on(self.office.case(case), ack, choice))

    @rule(minutes=st.sampled_from([1, 4, 45, 300, 1441, 60 * 24 * 6, 60 * 24 * 33]))
    def time_passes(self, minutes: int) -> None:
        self.office.tick(minutes)
        self.attempt("agent", self.office.agent_works)

    # Citizens and the platform

    @rule(who=st.sampled_from(PEOPLE), accuses=accused)
    def a_citizen_writes(self, who: str, accuses: str) -> None:
        if accuses:
            self.hide("accuse", self.office.citizen_writes, who, accuses)
        else:
            self.attempt("write", self.office.citizen_writes, who, "")

    @rule(number=pick, withdraws=st.booleans())
    def a_citizen_edits_or_withdraws(self, number: int, withdraws: bool) -> None:
        self.attempt("edit", self.office.citizen_changes, number, withdraws)

    @rule(case=pick)
    def an_officer_looks(self, case: int) -> None:
        here = self.office.case(case)
        if self.attempt("look", self.office.look, here):
            self.read |= {row.id: self.office.now for row in standing_in(here.id)}

    @rule(number=pick, said=st.lists(st.tuples(news, st.booleans()), min_size=1, max_size=2))
    def the_platform_tells(self, number: int, said: list[tuple[Ack, bool]]) -> None:
        for ack, at_once in said:  # or late, of when the answer left
            self.attempt(f"told {ack}", self.office.platform_tells, number, ack, False, at_once)

    @rule(number=pick)
    def an_answer_is_withdrawn(self, number: int) -> None:
        self.attempt("told withdrawn", self.office.platform_tells, number, Ack.SENT, True)

    # Desks

    @rule(case=pick)
    def it_is_told_by_phone(self, case: int) -> None:
        self.attempt("by phone", lambda: self.office.tell_by_phone(self.office.case(case)))

    @rule(case=pick, number=pick)
    def it_goes_back_or_is_opened_again(self, case: int, number: int) -> None:
        self.attempt("back", lambda: self.office.send_back(self.office.case(case), number))

    @rule(number=pick, withdraw=st.booleans())
    def a_paper_is_taken_back(self, number: int, withdraw: bool) -> None:
        self.attempt("take back", self.office.take_paper_back, number, withdraw)

    @rule(number=pick, back=st.sampled_from([0, 0, 0.5, 1]), lasts=st.sampled_from([0, 0.5, 1]))
    def the_clock_is_stopped(self, number: int, back: float, lasts: float) -> None:
        self.attempt("pause", self.office.pause, number, back, lasts)

    @rule(number=pick, first=st.sampled_from([10, 45]), second=st.sampled_from([30, 90]))
    def the_clock_is_stopped_twice(self, number: int, first: int, second: int) -> None:
        self.attempt("pause twice", self.office.pause_twice, number, first, second)

    @after("pause", "pause twice")
    @rule(number=pick)
    def the_clock_goes_on(self, number: int) -> None:
        self.attempt("resume", self.office.resume, number)

    @after("pause", "pause twice")
    @rule(number=pick, agree=st.booleans())
    def a_pause_is_decided(self, number: int, agree: bool) -> None:
        self.attempt("decide pause", self.office.decide_pause, number, agree)

    # Cases among themselves

    @rule(one=pick, other=pick)
    def two_are_merged(self, one: int, other: int) -> None:
        self.attempt("merge", self.office.merge, one, other)

    @after("merge")
    @rule(number=pick)
    def they_part(self, number: int) -> None:
        self.attempt("part", self.office.part, number)

    @rule(case=pick, number=pick)
    def the_category_changes(self, case: int, number: int) -> None:
        self.attempt("category", lambda: self.office.change_category(self.office.case(case), number))

    # Who may see what

    @rule(case=pick, number=pick)
    def somebody_is_kept_out(self, case: int, number: int) -> None:
        self.hide("keep out", lambda: self.office.name_somebody(self.office.case(case), number))

    @after("keep out")
    @rule(number=pick)
    def somebody_is_let_in(self, number: int) -> None:
        self.hide("let in", self.office.let_in, number)

    @rule(case=pick, hides=st.booleans())
    def who_complained_is_hidden(self, case: int, hides: bool) -> None:
        self.hide("hide" if hides else "name", lambda: self.office.hide_identity(self.office.case(case), hides))

    @after("accuse")
    @rule(case=pick, releases=st.booleans())
    def a_suspicion_is_decided(self, case: int, releases: bool) -> None:
        name = "release" if releases else "misconduct"
        self.hide(name, lambda: self.office.decide_conduct(self.office.case(case), releases))

    # The office's own data

    @rule(number=pick, agree=st.sampled_from([True, True, False, None]))
    def a_day_is_changed(self, number: int, agree: bool | None) -> None:
        self.attempt("day", self.office.change_day, number)
        if agree is not None:
            self.attempt("decide day", self.office.decide_day, -1, agree)

    @after("day")
    @rule(number=pick, agree=st.booleans())
    def a_past_day_is_decided(self, number: int, agree: bool) -> None:
        self.attempt("decide day", self.office.decide_day, number, agree)

    @rule(factor=st.sampled_from([2, 5]))
    def the_sop_is_issued_anew(self, factor: int) -> None:
        self.attempt("sop", self.office.new_sop, factor)

    @rule(number=pick, days=st.integers(0, 3))
    def somebody_stands_in(self, number: int, days: int) -> None:
        self.attempt("stand in", self.office.begin_standing_in, number, days)

    @after("stand in")
    @rule(number=pick)
    def it_ends(self, number: int) -> None:
        self.attempt("stand in ends", self.office.end_standing_in, number)

    # Months and keeping

    @rule(wait=st.booleans())
    def months_are_closed(self, wait: bool) -> None:
        self.office.tick(60 * 24 * 8 if wait else 1)
        before = set(self.closed)
        self.attempt("close", self._close)
        self.done["month closed"] += len(set(self.closed) - before)

    def _close(self) -> None:
        for month in self.office.close_months():
            self.closed[month] = Closing(month, self.office.now)

    @after("close")
    @rule(number=pick)
    def the_register_is_corrected(self, number: int) -> None:
        self.attempt("correct", self.office.correct_register, number)

    @rule(sure=st.booleans())
    def a_file_is_destroyed(self, sure: bool) -> None:
        if not sure:  # what is destroyed takes no further part: not too often
            return
        before = {row.id for row in self.office.cases if row.destroyed_at}
        words = {row.id: self._words(row.id) for row in self.office.cases}
        self.attempt("destroy", self.office.destroy, Path(self.folder.name))
        for row in self.office.cases:
            if row.destroyed_at and row.id not in before:
                self.gone |= words[row.id]
                self.done["destroyed"] += 1

    def _words(self, case: int) -> set[str]:
        """Return words that stand in this case alone."""
        elsewhere = {row.id for one in Complaint.select() if one.id != case for row in standing_in(one.id)}
        mine = [row.text for row in standing_in(case) if row.id not in elsewhere]
        words = {word for text in mine for word in text.split() if word.startswith("kata")}
        return {f"rahasia{case}x", *words}


def on_postgresql(server: str) -> type[Truth]:
    """Return the machine whose offices are databases of a PostgreSQL server."""
    numbers = count(1)

    class OnPostgresql(Truth):
        """The same office beside a server."""

        url = staticmethod(lambda _folder: f"{server}/truth_{next(numbers)}")
        drop = staticmethod(drop_database)

    return OnPostgresql
