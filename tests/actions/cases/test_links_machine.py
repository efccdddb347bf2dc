"""Links under any order of merging, parting, splitting, ticking, joining people, closing and messages coming in."""

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from models.actions.cases.link_messages import add_messages, take_out_messages
from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.split_complaint import split_complaint, standing_split, undo_split
from models.actions.core.links.contents import messages_in
from models.actions.core.move_complaint import move_complaint
from models.actions.intake.join_contacts import join_contacts, part_contact, person_of
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import MoveNotAllowed
from models.rules.staff.roles import Role
from models.tables import Complaint, ComplaintLink, ComplaintMessage, Contact, Handle, Message, OpenThread, Thread
from tests.actions.linking import merged_are_inside, sound, unread_is_right
from tests.office import NOW, actor, citizen_message, office, take_in
from tests.sizes import so_many

PEOPLE = ("628110000001", "628110000002", "628110000003")
_databases = count(1)
pick = st.integers(0, 30)


class Links(RuleBasedStateMachine):
    """Three people, their complaints, and an officer who changes his mind, with a plain model beside the tables."""

    url: Callable[[str], str] = staticmethod(lambda folder: f"sqlite:///{folder}/aduan.db")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.context = office(self.url(self.folder.name))
        self.account: Any = self.context.__enter__()
        self.now, self.by = NOW, actor(Role.PENGELOLA)
        self.own: dict[int, set[int]] = {}  # what stands in a complaint by itself
        self.into: dict[int, int] = {}  # merged: into which
        self.home: dict[int, int] = {}  # where a message first stood
        self.holder: dict[str, int] = {}  # whose conversation goes where
        self.thread: dict[int, str] = {}  # whose conversation a complaint was opened in
        self.joined: dict[int, int] = {}

    @initialize()
    def everybody_writes(self) -> None:
        for who in PEOPLE:
            self.write(who)
        self.contacts = [row.id for row in Contact.select().order_by(Contact.id)]

    def teardown(self) -> None:
        try:
            if self.own:
                self.undo_everything()
        finally:
            self.context.__exit__(None, None, None)
            self.folder.cleanup()

    # The model

    def tick(self) -> datetime:
        self.now += timedelta(seconds=7)
        return self.now

    def inside(self, case: int) -> set[int]:
        """Return what should stand in a complaint: its own, and what stands in those merged into it."""
        merged = (self.inside(source) for source, target in self.into.items() if target == case)
        return self.own[case].union(*merged)

    def below(self, case: int) -> list[int]:
        under = [source for source, target in self.into.items() if target == case]
        return under + [one for source in under for one in self.below(source)]

    def lead(self, case: int) -> int:
        return self.lead(self.into[case]) if case in self.into else case

    def open_cases(self, which: Any = True) -> list[int]:
        found = Complaint.select(Complaint.id).where(Complaint.open & which).order_by(Complaint.id)
        return [case for (case,) in found.tuples()]

    def goes_on(self, case: int) -> bool:
        return bool(Complaint.get_by_id(self.lead(case)).open)

    def take_hold(self, case: int) -> None:
        for one in (case, *self.below(case)):
            self.holder.setdefault(self.thread[one], one)

    def let_go(self, case: int) -> None:
        closing = {case, *self.below(case)}
        for who in [who for who, holds in self.holder.items() if holds in closing]:
            del self.holder[who]
            heirs = [one for one in self.own if self.thread[one] == who and one not in closing and self.goes_on(one)]
            if heirs:
                self.holder[who] = max(heirs, key=lambda one: (one not in self.into, one))

    # What happens

    @rule(who=st.sampled_from(PEOPLE))
    def write(self, who: str) -> None:
        take_in(self.account, citizen_message("halo", who, self.tick()), now=self.now)
        message = Message.select().order_by(Message.id.desc()).first().id
        if who not in self.holder:
            case = Complaint.select().order_by(Complaint.id.desc()).first().id
            self.holder[who], self.thread[case], self.own[case] = case, who, set()
        self.own[self.holder[who]].add(message)
        self.home[message] = self.holder[who]

    @rule(one=pick, other=pick)
    def merge(self, one: int, other: int) -> None:
        cases = self.open_cases()
        if len(cases) < 2:
            return
        source = cases[one % len(cases)]
        target = [case for case in cases if case != source][other % (len(cases) - 1)]
        merge_complaints(source, target, "sama", self.by, self.tick())
        self.into[source] = target

    @rule(one=pick)
    def part(self, one: int) -> None:
        if self.into:
            self.part_one(sorted(self.into)[one % len(self.into)])

    def part_one(self, case: int) -> None:
        part_complaint(case, "lain", self.by, self.tick())
        del self.into[case]
        self.take_hold(case)

    @rule(one=pick, some=st.sets(pick, min_size=1, max_size=3), keep=st.booleans())
    def split(self, one: int, some: set[int], keep: bool) -> None:
        source, ticked = self.some_of(one, some)
        if source is None or (not keep and not self.may_leave(source, ticked)):
            return
        new = split_complaint(ticked, self.by, self.tick(), source_id=source, keep=keep).id
        self.own[new] = set(ticked)
        if not keep:
            self.own[source] -= ticked
        first = min(ticked, key=lambda message: (Message.get_by_id(message).sent_at, message))
        self.thread[new] = Message.get_by_id(first).thread.handle.value.removeprefix("+")
        self.holder.setdefault(self.thread[new], new)

    @rule(one=pick)
    def undo_a_split(self, one: int) -> None:
        cases = self.open_cases()
        split = standing_split(cases[one % len(cases)]) if cases else None
        if split is not None and split.source_id in cases:
            self.undo_one(split)

    def undo_one(self, split: ComplaintLink) -> None:
        left = (ComplaintMessage.complaint == split.source_id) & (ComplaintMessage.undone_at == split.made_at)
        back = {row.message_id for row in ComplaintMessage.select().where(left)}
        undo_split(split.target_id, "satu", self.by, self.tick())
        self.own[split.source_id] |= back - self.inside(split.source_id)
        self.into[split.target_id] = split.source_id

    @rule(one=pick, some=st.sets(pick, min_size=1, max_size=3), other=pick, keep=st.booleans())
    def add(self, one: int, some: set[int], other: int, keep: bool) -> None:
        source, ticked = self.some_of(one, some)
        targets = [case for case in self.open_cases() if case != source]
        if source is None or not targets or (not keep and not self.may_leave(source, ticked)):
            return
        target = targets[other % len(targets)]
        add_messages(ticked, target, self.by, self.tick(), source_id=source, keep=keep)
        self.own[target] |= ticked - self.inside(target)
        if not keep:
            self.own[source] -= ticked

    @rule(one=pick, some=st.sets(pick, min_size=1, max_size=3))
    def take_out(self, one: int, some: set[int]) -> None:
        source, ticked = self.some_of(one, some)
        elsewhere: set[int] = set().union(*(self.inside(case) for case in self.own if case != source))
        if source is not None and ticked <= elsewhere and self.may_leave(source, ticked):
            take_out_messages(ticked, source, self.by, self.tick())
            self.own[source] -= ticked

    def some_of(self, one: int, some: set[int]) -> tuple[int | None, set[int]]:
        cases = self.open_cases()
        if not cases:
            return None, set()
        source = cases[one % len(cases)]
        standing = sorted(self.inside(source))
        return source, {standing[place % len(standing)] for place in some}

    def may_leave(self, source: int, ticked: set[int]) -> bool:
        brought = set().union(*(self.inside(case) for case, target in self.into.items() if target == source))
        return not ticked & brought and self.own[source] - ticked != set()

    @rule(one=pick)
    def close(self, one: int) -> None:
        cases = self.open_cases(Complaint.stage == Stage.IDENTIFIKASI)
        if len(cases) > 1:
            case = cases[one % len(cases)]
            self.let_go(case)
            move_complaint(case, Move.TUTUP_BUKAN_PENGADUAN, self.by, self.tick(), reason="bukan")

    @rule(one=pick)
    def reopen(self, one: int) -> None:
        closed = [row.id for row in Complaint.select().where(Complaint.stage == str(Stage.DITUTUP))]
        if not closed:
            return
        case = closed[one % len(closed)]
        if self.holder.get(self.thread[case]) is None:
            move_complaint(case, Move.BATAL_TUTUP, self.by, self.tick(), reason="keliru")
            self.take_hold(case)
        else:
            with pytest.raises(MoveNotAllowed):
                move_complaint(case, Move.BATAL_TUTUP, self.by, self.tick(), reason="keliru")

    @rule(one=pick)
    def look(self, one: int) -> None:
        case = sorted(self.own)[one % len(self.own)]
        assert look_at_case(case, 10**9, self.by, self.tick()) == 0

    @rule(one=st.integers(0, 2), other=st.integers(0, 2))
    def join_people(self, one: int, other: int) -> None:
        first, second = self.contacts[one], self.contacts[other]
        if second not in person_of(first):
            join_contacts(first, second, self.by, self.tick())

    @rule(one=st.integers(0, 2))
    def part_people(self, one: int) -> None:
        contact = Contact.get_by_id(self.contacts[one])
        if contact.joined_into_id is not None:
            part_contact(contact.id, self.by, self.tick())
            assert contact.id not in person_of(contact.joined_into_id)

    # What always holds

    @invariant()
    def every_message_stands_where_it_should(self) -> None:
        assert {case: messages_in(case) for case in self.own} == {case: self.inside(case) for case in self.own}

    @invariant()
    def the_one_that_goes_on_is_known_and_alone_on_the_desk(self) -> None:
        leads = dict(Complaint.select(Complaint.id, Complaint.lead).tuples())
        assert leads == {case: self.lead(case) if case in self.into else None for case in self.own}
        assert not set(self.into) & set(self.open_cases())

    @invariant()
    def conversations_go_where_they_should(self) -> None:
        rows = OpenThread.select(Handle.value, OpenThread.complaint).join(Thread).join(Handle).tuples()
        assert {value.removeprefix("+"): case for value, case in rows} == self.holder

    @invariant()
    def news_is_counted_and_what_is_merged_is_inside(self) -> None:
        assert unread_is_right()
        assert merged_are_inside()

    def undo_everything(self) -> None:
        """Undo every link, in whatever order: then every message stands where it first stood, and all is sound."""
        for case in sorted(self.into, key=lambda one: (one * 7) % 5):
            self.part_one(case)
        self.every_message_stands_where_it_should()
        for split in sorted(ComplaintLink.select().where(ComplaintLink.kind == "pecah"), key=lambda row: -row.id):
            if split.undone_at is None and {split.source_id, split.target_id} <= set(self.open_cases()):
                self.undo_one(split)
        is_open = set(self.open_cases())
        for message, home in self.home.items():
            if home in is_open and message not in self.inside(home):
                add_messages([message], home, self.by, self.tick())
                self.own[home].add(message)
        for message, home in self.home.items():
            if home in is_open | self.into.keys():
                assert message in messages_in(home)
        self.every_message_stands_where_it_should()
        assert set(self.home) == {row.id for row in Message.select()}
        assert sound()


def test_links_can_be_undone_to_the_start_in_any_order_on_sqlite() -> None:
    run_state_machine_as_test(
        Links,
        settings=settings(
            max_examples=so_many(15, 80),
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_links_can_be_undone_to_the_start_in_any_order_on_postgresql(postgres: str) -> None:
    class OnPostgres(Links):
        url = staticmethod(lambda folder: f"{postgres}/links_{next(_databases)}")

    run_state_machine_as_test(
        OnPostgres,
        settings=settings(
            max_examples=so_many(4, 10),
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
