"""Walks a case into every state its officers can bring it to, by what their screens offer and the real actions."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from admin_app.case_page.work import Paper, Person, Work, work_on
from admin_app.papers.paper_course import PaperCourse, read_courses, viewer_of
from models.actions.core.actor import Actor
from models.actions.core.case import facts_of, is_visible
from models.actions.core.case_papers import files_the_case
from models.actions.core.move_complaint import move_complaint
from models.actions.core.office_facts import office_settings
from models.actions.core.text_marks.unreviewed import unreviewed_texts
from models.actions.core.write_output import choose_section, identify, write_output
from models.actions.office.delegations import delegates_of_papers
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sign_document import sign_document
from models.actions.papers.withdraw_memo import withdraw_memo, withdrawable_memo
from models.actions.privacy.review_texts import may_review
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DOCUMENTS, DocumentState
from models.rules.replies.delivery import Way
from models.rules.staff.roles import ROLES, Role, Section
from models.tables import Document, StepOutput, database
from tests.actions.reviewing import look_through
from tests.actions.walking import Walk
from tests.journeys.states import CLOSING, NOTHING, UNSIGNED, Act, Beside, Explored, State, everybody

_BY_LABEL = {row.label: role for role, row in ROLES.items()}


class Here:
    """The case in one state, as everybody's page reads it; `people`: who is there."""

    def __init__(self, walk: Walk, people: Callable[[Walk], list[Actor]] = lambda _walk: everybody()) -> None:
        self.walk, self.case, self.people = walk, walk.case, people(walk)
        self.settings = office_settings()
        self.papers = list(Document.select().where(Document.complaint == walk.id).order_by(Document.id))
        self.facts = facts_of(self.case, walk.now, papers=self.papers)
        self.signers = {code: signing_role(self.case, code, self.settings) for code in DOCUMENTS}
        self.delegates = delegates_of_papers(self.signers, to_wib(walk.now).date())

    @cached_property
    def drafts(self) -> list[Document]:
        """Return the unsigned papers."""
        return [row for row in self.papers if row.state in UNSIGNED]

    def work(self, person: Actor) -> Work:
        """Return what the case's page offers this person now."""
        papers = [Paper(row.id, row.type, DocumentState(row.state)) for row in self.papers]
        who = Person(person.role or Role.ADMINISTRATOR, person.section, person.stands_in)
        return work_on(who, self.facts, papers, [], self.signers, self.delegates)

    def courses(self, person: Actor) -> dict[int, PaperCourse]:
        """Return how far the drafts have come, and what this person may do with them."""
        files = files_the_case(self.case, person)
        return read_courses(self.drafts, viewer_of(person, self.signers, self.delegates, self.facts, files))


Kept = tuple[Any, datetime]


class Explorer:
    """Explores one complaint of an office in SQLite.

    `wide`: by returns and withdrawals too, opened again, and with papers no step waits for.
    """

    def __init__(
        self,
        walk: Walk,
        categories: tuple[str, ...],
        sections: tuple[Section, ...],
        wide: bool = False,
        beside: Beside = NOTHING,
    ) -> None:
        self.walk, self.categories, self.sections, self.wide, self.beside = walk, categories, sections, wide, beside
        self.found, self.alive = Explored(), set[State]()
        self.refused: list[str] = []  # by a sentence that says what comes first

    def explore(self) -> Explored:
        """Return everything that can become of the complaint."""
        kept = {self.state(): keep(self.walk)}
        waiting = list(kept)
        while waiting:
            here = waiting.pop()
            put_back(self.walk, kept[here])
            acts = self._look(here)
            for act in acts if here.open or self.wide else ():
                put_back(self.walk, kept[here])
                there = self._do(here, act)
                if there is not None and there not in kept:
                    kept[there] = keep(self.walk)
                    waiting.append(there)
        return self.found

    def begin(self) -> None:
        """Begin what happens beside the course, and find a way to the archive from all that becomes of it here."""
        self.beside.begin(self.walk)
        kept = {self.state(): keep(self.walk)}
        for here in (states := list(kept)):
            self.find_way(kept[here])
            put_back(self.walk, kept[here])
            for act in list(self.beside.acts(self._here())):
                put_back(self.walk, kept[here])
                there = self._do(here, act)
                if there is not None and there not in kept:
                    kept[there] = keep(self.walk)
                    states.append(there)

    def find_way(self, start: Kept) -> None:
        """Find one way to the archive from here, looking at every state it leads through."""
        put_back(self.walk, start)
        self.refused.clear()
        path, kept = [first := self.state()], {}
        kept[first], to_do, at = start, {first: self._onward(first)}, first
        while path and path[-1].stage is not Stage.SELESAI and path[-1] not in self.alive:
            here = path[-1]
            if not to_do[here]:
                path.pop()
                continue
            if at is not here:
                put_back(self.walk, kept[here])
            there, at = self._do(here, to_do[here].pop(0)), None
            if there is not None and there not in kept:
                kept[there], to_do[there], at = keep(self.walk), self._onward(there), there
                path.append(there)
                if self.beside.tried:
                    at = self._try(there, kept[there])
        self.alive.update(path)
        if not path:
            self.found.wayless.append(f"{first}: {'; '.join(dict.fromkeys(self.refused))}")

    def _try(self, there: State, kept: Kept) -> None:
        """Do once what somebody may do beside the course; where it leads is looked at from the beginning alone."""
        for act in {act.name: act for act in self.beside.acts(self._here())}.values():
            put_back(self.walk, kept)
            self._do(there, act)

    def _onward(self, here: State) -> list[Act]:
        acts = self._look(here)
        ends = not here.open and here.stage is not Stage.DIGABUNG
        return [] if ends else [act for act in acts if act.name.split(":")[0] not in CLOSING]

    def _do(self, here: State, act: Act) -> State | None:
        try:
            act.do()
        except DocumentNotAllowed as refused:
            self.refused.append(f"{act}: {refused.sentence}")
            return None  # the sentence says which paper comes first
        except RuleBroken as refused:
            self.found.broken_buttons.append(f"{here}: {act}: {refused.sentence}")
            return None
        there = self.state()
        self.found.edges.setdefault(here, {})[str(act)] = there
        self.found.edges.setdefault(there, {})
        return there

    def _look(self, state: State) -> list[Act]:
        """Note what is wrong in a state; return what can be done in it, what leads on first."""
        self.found.edges.setdefault(state, {})
        here = self._here()
        acts = sorted(self._acts(here), key=lambda act: act.last)
        if state.open or state.stage is Stage.DIGABUNG:
            doing = {act.name.split(":")[1] for act in acts if act.name.startswith(("sign:", "discard:"))}
            self.found.stuck_papers += [f"{state}: {code}" for code in set(state.drafts) - doing]
        if state.open:
            holder = here.work(here.people[0]).holder
            if not any(holder in act.by.roles for act in acts):
                self.found.idle_holders.append(f"{state}: {holder}")
            self.found.waiting_for_nobody += [f"{state}: {one}" for one in self._named_in_vain(here, acts)]
        self.found.waiting_for_nobody += [f"{state}: {one}" for one in self.beside.waits_for(here, acts)]
        return list({str(act): act for act in acts if not self.beside.leaves(here, act)}.values())

    def _here(self) -> Here:
        return Here(self.walk, self.beside.people)

    def _named_in_vain(self, here: Here, acts: list[Act]) -> Iterator[str]:
        """Yield drafts whose page names somebody who can do nothing with them."""
        for row in here.drafts:
            course = here.courses(here.people[0])[row.id]
            named = _BY_LABEL.get(course.next)
            can = [act.by for act in acts if act.name in (f"sign:{row.type}", f"discard:{row.type}")]
            can += [one for one in here.people if here.courses(one)[row.id].may_initial]
            if named is not None and not any(named in one.roles for one in can):
                yield f"“Menunggu {course.next}” ({row.type})"

    def state(self) -> State:
        """Return the state of the case now."""
        case = self.walk.case
        counting = StepOutput.select(StepOutput.kind).where((StepOutput.complaint == case.id) & ~StepOutput.undone)
        marks = (case.forwarded, case.head_answered, case.referred, case.unreachable, case.misconduct)
        marks = (*marks, bool(unreviewed_texts(case)))
        unsigned = Document.state.in_([str(state) for state in UNSIGNED])
        drafts = list(Document.select().where((Document.complaint == case.id) & unsigned))
        kinds = frozenset(Output(kind).name for (kind,) in counting.distinct().tuples())
        coded = tuple(sorted(row.type for row in drafts))
        beside = () if self.beside is NOTHING else (*self.beside.marks(self.walk), *map(_sender, drafts))
        return State(Stage(case.stage), case.section or "", marks, kinds, coded, beside)

    def _acts(self, here: Here) -> Iterator[Act]:
        """Yield everything somebody can do now, by the buttons of his page."""
        yield from self.beside.acts(here)
        for person in (one for one in here.people if is_visible(here.case, one)):
            work = here.work(person)
            for task in (*work.tasks, *(work.other_papers if self.wide else ())):
                yield from self._of_task(here, task, person)
            for move in (*work.forward, *(work.back if self.wide else ())):
                if move.ready:
                    yield from self._of_move(move.row, person)
            yield from self._of_papers(here, person)
            if may_review(here.case, person) and unreviewed_texts(here.case):
                yield reviewing(self.walk, person)

    def _of_task(self, here: Here, task: Any, who: Actor) -> Iterator[Act]:
        walk = self.walk
        if task.kind == "isian" and not task.done:
            yield from self._of_writing(task.output, who)
        elif task.kind == "kirim" and not task.done:
            told = "Ditelepon, paspor siap."
            say = lambda: record_proof(walk.id, task.purpose, Way.TELEPON, told, who, walk.tick())  # noqa: E731
            yield Act(f"answer:{task.purpose}", who, say)
        elif task.kind == "naskah" and task.draft is None and not task.done:
            if task.output is not None or not here.drafts:  # one paper that nobody waits for at a time
                yield drafting(walk, task.paper.code, who)
        elif task.kind == "naskah" and task.draft is not None and task.may_sign:
            if self.beside is not NOTHING:
                yield drafting(walk, task.paper.code, who)  # saved once more
            sign = lambda: sign_document(task.draft.document_id, who, walk.tick())  # noqa: E731
            yield Act(f"sign:{task.paper.code}", who, sign)

    def _of_writing(self, output: Output, who: Actor) -> Iterator[Act]:
        walk = self.walk
        if output is Output.IDENTIFIKASI:
            for category in self.categories:
                told = {"category": category, "subject": "Pokok"}
                yield Act(f"identify:{category}", who, lambda told=told: identify(walk.id, who, walk.tick(), **told))
        elif output is Output.SEKSI_TUJUAN:
            for section in self.sections:
                choose = lambda section=section: choose_section(walk.id, section, who, walk.tick())  # noqa: E731
                yield Act(f"section:{section}", who, choose)
        else:
            yield Act(f"write:{output.name}", who, lambda: write_output(walk.id, output, "isi", who, walk.tick()))

    def _of_move(self, row: Any, who: Actor) -> Iterator[Act]:
        for section in self.sections if row.section else (None,):
            if section is not Section.KEPALA_KANTOR:
                yield moving(self.walk, row.move, who, section)

    def _of_papers(self, here: Here, who: Actor) -> Iterator[Act]:
        walk, courses = self.walk, here.courses(who) if here.drafts else {}
        for row in here.drafts:
            if courses[row.id].may_discard:
                discard = lambda row=row: discard_draft(row.id, "alasan", who, walk.tick())  # noqa: E731
                yield Act(f"discard:{row.type}", who, discard)
        memo = withdrawable_memo(here.case, who, walk.now) if self.wide else None
        if memo is not None:
            yield Act(f"withdraw:{memo.type}", who, lambda: withdraw_memo(memo.id, "alasan", who, walk.tick()))


def _sender(draft: Document) -> str:
    return f"{draft.type} dari {json.loads(draft.facts).get('dari', '')}"


def drafting(walk: Walk, code: str, who: Actor) -> Act:
    """Return the act of drafting a paper."""
    return Act(f"draft:{code}", who, lambda: draft_document(walk.id, code, who, walk.tick()))


def moving(walk: Walk, move: Move, who: Actor, section: Section | None = None) -> Act:
    """Return the act of making a move."""
    do = lambda: move_complaint(walk.id, move, who, walk.tick(), reason="alasan", section=section)  # noqa: E731
    return Act(f"{move}:{section or ''}", who, do)


def reviewing(walk: Walk, who: Actor) -> Act:
    """Return the act of looking through the texts of a protected case."""
    return Act("review", who, lambda: look_through(walk.id, who, walk.tick()))


def keep(walk: Walk) -> Kept:
    """Return the office as it is now."""
    kept = type(database.connection())(":memory:")
    database.connection().backup(kept)
    return kept, walk.now


def put_back(walk: Walk, kept: Kept) -> None:
    """Make the office again what it was then."""
    kept[0].backup(database.connection())
    walk.now = kept[1]
