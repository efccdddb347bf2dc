"""Walks a case into every state its officers can bring it to, by what their screens offer and the real actions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from admin_app.case_page.work import Paper, Person, Work, work_on
from admin_app.papers.paper_course import read_courses, viewer_of
from models.actions.core.case import facts_of, is_visible
from models.actions.core.case_papers import files_the_case
from models.actions.core.move_complaint import move_complaint
from models.actions.core.office_facts import office_settings
from models.actions.core.write_output import choose_section, identify, write_output
from models.actions.office.delegations import delegates_of_papers
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sign_document import sign_document
from models.actions.papers.withdraw_memo import withdraw_memo, withdrawable_memo
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import MOVES, STAGES, Move, Output, Stage
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DOCUMENTS, DocumentState
from models.rules.replies.delivery import Way
from models.rules.staff.roles import Role, Section
from models.tables import Document, StepOutput, database
from tests.actions.walking import Walk
from tests.office import actor

UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)
# Moves that end a case as no complaint, or begin it anew: an archive reached by them proves nothing.
CLOSING = {row.move for row in MOVES.values() if row.target is Stage.DITUTUP} | {Move.BUKA_KEMBALI}
_STAFF = [role for role in Role if role is not Role.ADMINISTRATOR]
Act = tuple[str, Role, Callable[[], object]]


@dataclass(frozen=True)
class State:
    """What tells one state of a case from another, as far as what can be done next depends on it."""

    stage: Stage
    section: str
    marks: tuple[bool, ...]
    outputs: frozenset[str]
    drafts: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the case is open in it."""
        return STAGES[self.stage].open

    def __str__(self) -> str:
        return f"{self.stage} {self.section} {sorted(self.outputs)} {list(self.drafts)}"


@dataclass
class Explored:
    """Every state met, what each leads to by which act, and what was found wrong on the way."""

    edges: dict[State, dict[str, State]] = field(default_factory=dict)
    stuck_papers: list[str] = field(default_factory=list)
    idle_holders: list[str] = field(default_factory=list)
    broken_buttons: list[str] = field(default_factory=list)

    def reaching(self, wanted: Callable[[State], bool], by: Callable[[str], bool]) -> set[State]:
        """Return the states from which such a state can be reached by such acts."""
        found = {state for state in self.edges if wanted(state)}
        while more := {
            state
            for state, ways in self.edges.items()
            if state not in found and any(by(act) and to in found for act, to in ways.items())
        }:
            found |= more
        return found

    def dead_ends(self, without: str = "") -> list[str]:
        """Return the open states from which the archive cannot be reached without closing as no complaint.

        `without`: a move that nobody makes, as if its row were gone.
        """
        closing = {*(str(move) for move in CLOSING), without}
        alive = self.reaching(lambda one: one.stage is Stage.SELESAI, lambda act: act.split(":")[0] not in closing)
        return sorted(str(state) for state in self.edges if state.open and state not in alive)


class Explorer:
    """Explores one complaint of an office in SQLite.

    `wide`: by returns and withdrawals too, opened again, and with papers no step waits for.
    """

    def __init__(self, walk: Walk, categories: tuple[str, ...], sections: tuple[Section, ...], wide: bool) -> None:
        self.walk, self.categories, self.sections, self.wide = walk, categories, sections, wide

    def explore(self) -> Explored:
        """Return everything that can become of the complaint."""
        found, kept = Explored(), {self.state(): _snapshot()}
        waiting = list(kept)
        while waiting:
            here = waiting.pop()
            _put_back(kept[here])
            found.edges[here] = {}
            names = self._look(here, found) if here.open or self.wide else []
            for name in names:
                _put_back(kept[here])
                act = next(one for one in self.acts() if f"{one[0]} by {one[1]}" == name)
                try:
                    act[2]()
                except DocumentNotAllowed:
                    continue  # the sentence says which paper comes first
                except RuleBroken as refused:
                    found.broken_buttons.append(f"{here}: {name}: {refused.sentence}")
                    continue
                there = self.state()
                found.edges[here][name] = there
                if there not in kept:
                    kept[there] = _snapshot()
                    waiting.append(there)
        return found

    def _look(self, here: State, found: Explored) -> list[str]:
        """Note what is wrong in a state; return what can be done in it."""
        acts = list(self.acts())
        if here.open:
            doing = {act.split(":")[1] for act, _, _ in acts if act.startswith(("sign:", "discard:"))}
            found.stuck_papers += [f"{here}: {code}" for code in set(here.drafts) - doing]
            holder = self.work(_person(self.walk.holder().role)).holder
            if not any(role is holder for _, role, _ in acts):
                found.idle_holders.append(f"{here}: {holder}")
        return list(dict.fromkeys(f"{act} by {role}" for act, role, _ in acts))

    def state(self) -> State:
        """Return the state of the case now."""
        case = self.walk.case
        counting = StepOutput.select(StepOutput.kind).where((StepOutput.complaint == case.id) & ~StepOutput.undone)
        marks = (case.forwarded, case.head_answered, case.referred, case.unreachable, case.misconduct)
        drafts = sorted(row.type for row in self._papers() if row.state in UNSIGNED)
        kinds = frozenset(Output(kind).name for (kind,) in counting.distinct().tuples())
        return State(Stage(case.stage), case.section or "", marks, kinds, tuple(drafts))

    def work(self, person: Person) -> Work:
        """Return what the case's page offers this person now."""
        case, settings = self.walk.case, office_settings()
        papers = [Paper(row.id, row.type, DocumentState(row.state)) for row in self._papers()]
        signers = {code: signing_role(case, code, settings) for code in DOCUMENTS}
        delegates = delegates_of_papers(signers, to_wib(self.walk.now).date())
        return work_on(person, facts_of(case, self.walk.now), papers, [], signers, delegates)

    def acts(self) -> Iterator[Act]:
        """Yield everything somebody can do now, by the buttons of his page."""
        case = self.walk.case
        for role in (one for one in _STAFF if is_visible(case, actor(one))):
            person = _person(role)
            work = self.work(person)
            tasks = (*work.tasks, *(work.other_papers if self.wide else ()))
            for task in tasks:
                yield from self._of_task(task, role)
            for move in (*work.forward, *(work.back if self.wide else ())):
                if move.ready:
                    yield from self._of_move(move.row, role)
            yield from self._of_papers(role)

    def _of_task(self, task: Any, role: Role) -> Iterator[Act]:
        who, walk = self._actor(role), self.walk
        if task.kind == "isian" and not task.done:
            yield from self._of_writing(task.output, role)
        elif task.kind == "kirim" and not task.done:
            say = lambda: record_proof(walk.id, task.purpose, Way.TELEPON, "Ditelepon.", who, walk.tick())  # noqa: E731
            yield f"answer:{task.purpose}", role, say
        elif task.kind == "naskah" and task.draft is None and not task.done:
            others = [row.type for row in self._papers() if row.state in UNSIGNED]
            if task.output is not None or not others:  # one paper that nobody waits for at a time
                yield (
                    f"draft:{task.paper.code}",
                    role,
                    lambda: draft_document(walk.id, task.paper.code, who, walk.tick()),
                )
        elif task.kind == "naskah" and task.draft is not None and task.may_sign:
            yield f"sign:{task.paper.code}", role, lambda: sign_document(task.draft.document_id, who, walk.tick())

    def _of_writing(self, output: Output, role: Role) -> Iterator[Act]:
        who, walk = self._actor(role), self.walk
        if output is Output.IDENTIFIKASI:
            for category in self.categories:
                yield (
                    f"identify:{category}",
                    role,
                    lambda category=category: identify(walk.id, who, walk.tick(), category=category, subject="Pokok"),
                )
        elif output is Output.SEKSI_TUJUAN:
            for section in self.sections:
                yield (
                    f"section:{section}",
                    role,
                    lambda section=section: choose_section(walk.id, section, who, walk.tick()),
                )
        else:
            yield f"write:{output.name}", role, lambda: write_output(walk.id, output, "isi", who, walk.tick())

    def _of_move(self, row: Any, role: Role) -> Iterator[Act]:
        for section in self.sections if row.section else (None,):
            if section is not Section.KEPALA_KANTOR:
                yield (
                    f"{row.move}:{section or ''}",
                    role,
                    lambda section=section: move_complaint(
                        self.walk.id, row.move, self._actor(role), self.walk.tick(), reason="alasan", section=section
                    ),
                )

    def _of_papers(self, role: Role) -> Iterator[Act]:
        who, walk = self._actor(role), self.walk
        case, settings, papers = walk.case, office_settings(), self._papers()
        signers = {code: signing_role(case, code, settings) for code in DOCUMENTS}
        delegates = delegates_of_papers(signers, to_wib(walk.now).date())
        facts = facts_of(case, walk.now)
        courses = read_courses(papers, viewer_of(who, signers, delegates, facts, files_the_case(case, who)))
        for row in papers:
            if row.id in courses and courses[row.id].may_discard:
                yield f"discard:{row.type}", role, lambda row=row: discard_draft(row.id, "alasan", who, walk.tick())
        memo = withdrawable_memo(walk.case, who, walk.now) if self.wide else None
        if memo is not None:
            yield f"withdraw:{memo.type}", role, lambda: withdraw_memo(memo.id, "alasan", who, walk.tick())

    def _papers(self) -> list[Document]:
        return list(Document.select().where(Document.complaint == self.walk.id).order_by(Document.id))

    def _actor(self, role: Role) -> Any:
        return actor(role)


def _person(role: Role) -> Person:
    found = actor(role)
    return Person(role, found.section, found.stands_in)


def _snapshot() -> Any:
    kept = type(database.connection())(":memory:")
    database.connection().backup(kept)
    return kept


def _put_back(kept: Any) -> None:
    kept.backup(database.connection())
