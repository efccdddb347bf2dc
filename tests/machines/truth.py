"""The machine of true assertions: whatever is done in the office, what is shown is what a recount says."""

from collections import Counter
from itertools import count, product
from pathlib import Path

from models.rules.channels.messages import Ack
from models.rules.clocks.statutory import Source
from models.tables import Complaint
from tests.actions.walking import Walk, own_numbers
from tests.machines.acting import act, after, begin
from tests.machines.at_work import picked
from tests.machines.compared import Compared
from tests.machines.months import Closing
from tests.machines.stations import DONE, SECRET, STATIONS
from tests.postgres import drop_database
from tests.recount.reading import standing_in

PEOPLE = ("628110000001", "628110000002", "628110000003")
PICK = range(12)
EITHER = (False, True)
ACCUSED = ("", "", "", "petugas loket", "kepala kantor")
TICKS = (Ack.SENT, Ack.SENT, Ack.SENT, Ack.PENDING, Ack.READ)
# What the platform tells, and whether of when the answer left; once, or twice in this order.
TOLD = tuple(product((Ack.FAILED, Ack.FAILED, Ack.SENT, Ack.DELIVERED, Ack.READ), EITHER))
NEWS = (*([one] for one in TOLD), *([one, other] for one, other in product(TOLD, TOLD)))


class Truth(Compared):
    """Two or three citizens, and whatever they, the platform, and the people of the office may do."""

    done: Counter[str] = Counter()  # acts done and refused, over all examples of a run

    @begin(first=sorted(STATIONS), second=["", *sorted(STATIONS)], merged=EITHER, turn=PICK)
    def some_cases_are_there(self, first: str, second: str, merged: bool, turn: int = 0) -> None:
        self.turn, self.hidden = turn, first in SECRET or second in SECRET
        own_numbers()
        for who, station in zip(PEOPLE, (first, second), strict=False):
            if station:
                walk = Walk(self.account, who=who)
                walk.now = max(self.office.now, walk.now)
                self.attempt("begin", STATIONS[station], walk)
                self.office.now = max(self.office.now, walk.now)
        self.here |= {name for station, name in DONE.items() if station in (first, second)}
        if second and merged:
            self.attempt("merge", self.office.merge, 1, 0)

    # The usual way

    @act(case=PICK, ack=TICKS, choice=PICK, times=range(1, 6))
    def go_on(self, case: int, ack: Ack, choice: int, times: int) -> None:
        for _ in range(times):
            if self.attempt("go on", lambda: self.office.go_on(self.office.case(case), ack, choice)):
                self.here |= {"handed over"} if ack is Ack.PENDING else set()

    @act(minutes=[1, 4, 45, 300, 1441, 60 * 24 * 6, 60 * 24 * 33])
    def time_passes(self, minutes: int) -> None:
        self.office.tick(minutes)
        self.attempt("agent", self.office.agent_works)

    # Citizens and the platform

    @act(who=PEOPLE, accuses=ACCUSED)
    def a_citizen_writes(self, who: str, accuses: str) -> None:
        if accuses:
            self.hide("accuse", self.office.citizen_writes, who, accuses)
        else:
            self.attempt("write", self.office.citizen_writes, who, "")

    @act(who=PEOPLE)
    def a_citizen_comments(self, who: str) -> None:
        self.attempt("comment", self.office.comment, who)

    @act(days=[0, 0.3, 2, 14, 40])
    def a_letter_is_filed(self, days: float) -> None:
        self.attempt("letter", self.office.letter, days, Path(self.folder.name))

    @after("comment")
    @act(case=PICK)
    def who_commented_is_invited(self, case: int) -> None:
        commented = [row for row in self.office.cases if row.open and row.account.kind == "tiktok"]
        if (here := picked(commented, case)) is not None:
            self.attempt("invite", self.office.invite, here)

    @after("invite")
    @act(number=PICK, who=PEOPLE, by_officer=EITHER)
    def an_invitation_is_taken_up(self, number: int, who: str, by_officer: bool) -> None:
        self.attempt("take up", self.office.take_up, number, who, by_officer)

    @act(number=PICK, withdraws=EITHER)
    def a_citizen_edits_or_withdraws(self, number: int, withdraws: bool) -> None:
        self.attempt("edit", self.office.citizen_changes, number, withdraws)

    @act(case=PICK)
    def an_officer_looks(self, case: int) -> None:
        here = self.office.case(case)
        if self.attempt("look", self.office.look, here):
            self.read |= {row.id: self.office.now for row in standing_in(here.id)}

    @act(number=PICK, said=NEWS)
    def the_platform_tells(self, number: int, said: list[tuple[Ack, bool]]) -> None:
        for ack, at_once in said:  # or late, of when the answer left
            self.attempt(f"told {ack}", self.office.platform_tells, number, ack, False, at_once)

    @after("handed over")
    @act(number=PICK, ack=[Ack.DELIVERED, Ack.READ], minutes=[1, 45, 300])
    def an_answer_was_accepted_before_it_was_known(self, number: int, ack: Ack, minutes: float) -> None:
        self.attempt("told late", self.office.platform_tells_late, number, ack, minutes)

    @act(number=PICK)
    def an_answer_is_withdrawn(self, number: int) -> None:
        self.attempt("told withdrawn", self.office.platform_tells, number, Ack.SENT, True)

    # Desks

    @act(case=PICK)
    def it_is_told_by_phone(self, case: int) -> None:
        self.attempt("by phone", lambda: self.office.tell_by_phone(self.office.case(case)))

    @act(case=PICK, number=PICK)
    def it_goes_back_or_is_opened_again(self, case: int, number: int) -> None:
        self.attempt("back", lambda: self.office.send_back(self.office.case(case), number))

    @act(number=PICK, withdraw=EITHER)
    def a_paper_is_taken_back(self, number: int, withdraw: bool) -> None:
        self.attempt("take back", self.office.take_paper_back, number, withdraw)

    @act(number=PICK, back=[0, 0, 0.5, 1], lasts=[0, 0.5, 1])
    def the_clock_is_stopped(self, number: int, back: float, lasts: float) -> None:
        self.attempt("pause", self.office.pause, number, back, lasts)

    @act(number=PICK, first=[10, 45], second=[30, 90])
    def the_clock_is_stopped_twice(self, number: int, first: int, second: int) -> None:
        self.attempt("pause twice", self.office.pause_twice, number, first, second)

    @after("pause", "pause twice")
    @act(number=PICK)
    def the_clock_goes_on(self, number: int) -> None:
        self.attempt("resume", self.office.resume, number)

    @after("pause", "pause twice")
    @act(number=PICK, agree=EITHER)
    def a_pause_is_decided(self, number: int, agree: bool) -> None:
        self.attempt("decide pause", self.office.decide_pause, number, agree)

    # Cases among themselves

    @act(one=PICK, other=PICK)
    def two_are_merged(self, one: int, other: int) -> None:
        self.attempt("merge", self.office.merge, one, other)

    @after("merge")
    @act(number=PICK)
    def they_part(self, number: int) -> None:
        self.attempt("part", self.office.part, number)

    @act(case=PICK, number=PICK)
    def the_category_changes(self, case: int, number: int) -> None:
        identified = [row for row in self.office.cases if row.open and row.kind]
        if (here := picked(identified, case)) is not None:
            self.attempt("category", self.office.change_category, here, number)

    @act(case=PICK, source=list(Source), share=[None, 0, 0.5, 1])
    def it_is_said_who_passed_it_on(self, case: int, source: Source, share: float | None) -> None:
        self.attempt("passed on", lambda: self.office.passed_on(self.office.case(case), source, share))

    # Who may see what

    @act(case=PICK, number=PICK)
    def somebody_is_kept_out(self, case: int, number: int) -> None:
        self.hide("keep out", lambda: self.office.name_somebody(self.office.case(case), number))

    @after("keep out")
    @act(number=PICK)
    def somebody_is_let_in(self, number: int) -> None:
        self.hide("let in", self.office.let_in, number)

    @act(case=PICK, hides=EITHER)
    def who_complained_is_hidden(self, case: int, hides: bool) -> None:
        self.hide("hide" if hides else "name", lambda: self.office.hide_identity(self.office.case(case), hides))

    @after("accuse")
    @act(case=PICK, releases=EITHER)
    def a_suspicion_is_decided(self, case: int, releases: bool) -> None:
        name = "release" if releases else "misconduct"
        self.hide(name, lambda: self.office.decide_conduct(self.office.case(case), releases))

    # The office's own data

    @act(number=PICK, agree=[True, True, False, None])
    def a_day_is_changed(self, number: int, agree: bool | None) -> None:
        self.attempt("day", self.office.change_day, number)
        if agree is not None:
            self.attempt("decide day", self.office.decide_day, -1, agree)

    @after("day")
    @act(number=PICK, agree=EITHER)
    def a_past_day_is_decided(self, number: int, agree: bool) -> None:
        self.attempt("decide day", self.office.decide_day, number, agree)

    @act(factor=[2, 5])
    def the_sop_is_issued_anew(self, factor: int) -> None:
        self.attempt("sop", self.office.new_sop, factor)

    @act(number=PICK, days=range(0, 4), works=EITHER)
    def somebody_stands_in(self, number: int, days: int, works: bool = False) -> None:
        self.attempt("stand in", self.office.begin_standing_in, number, days)
        for case in range(3 * works):  # each of the first in its turn, as far as it is his
            self.attempt("go on", lambda at=case: self.office.go_on(self.office.case(at), Ack.SENT))

    @after("stand in")
    @act(number=PICK)
    def it_ends(self, number: int) -> None:
        self.attempt("stand in ends", self.office.end_standing_in, number)

    # Months and keeping

    @act(wait=EITHER)
    def months_are_closed(self, wait: bool) -> None:
        self.office.tick(60 * 24 * 8 if wait else 1)
        before = set(self.closed)
        self.attempt("close", self._close)
        self.done["month closed"] += len(set(self.closed) - before)

    def _close(self) -> None:
        for month in self.office.close_months():
            self.closed[month] = Closing(month, self.office.now)

    @after("close")
    @act(number=PICK)
    def the_register_is_corrected(self, number: int) -> None:
        self.attempt("correct", self.office.correct_register, number)

    @act(sure=EITHER)
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
