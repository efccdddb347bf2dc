"""What a person can do on a case now, in the order of doing: write, make papers, answer, move. Tables decide."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from admin_app.case_page.move_task import MoveTask, move_task
from admin_app.replies.on_its_way import NOTHING_LATE, ON_ITS_WAY, Late, OnItsWay, on_its_way
from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.outputs import WRITTEN_OUTPUTS, may_write
from models.rules.cases.sop import MOVES, STAGES, Output
from models.rules.cases.workflow import CaseFacts, acting_on, desk_of, may_answer, moves_open_to
from models.rules.channels.awaited import Awaiting
from models.rules.papers.documents import DOCUMENTS, DocumentRow, DocumentState, may_draft, may_sign
from models.rules.papers.own.own_reach import unseeing
from models.rules.papers.unfinished import UNSIGNED, missing_enclosures
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.rules.staff.roles import Role, Section

# What no form of the stage brings stands elsewhere on the page: among the linked complaints, each with its own form.
ELSEWHERE = {Output.JAWABAN_GABUNGAN: "tautan"}
NOBODY: Mapping[str, Collection[Role]] = {}
Replies = Sequence[tuple[Purpose, ReplyState]]
Awaited = Mapping[Purpose, Awaiting]
NOTHING_AWAITED: Awaited = {}


@dataclass(frozen=True)
class Person:
    """Who looks: his role, section, and the posts he stands in for today."""

    role: Role
    section: Section | None = None
    stands_in: frozenset[Role] = frozenset()

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return his own role, then the posts he stands in for."""
        return (self.role, *sorted(self.stands_in - {self.role}))

    def as_post(self, *posts: Role) -> Role:
        """Return the first of these posts that he holds or stands in for today, else his own role."""
        return next((post for post in posts if post in self.roles), self.role)


@dataclass(frozen=True)
class Paper:
    """A paper of the case, as far as the rules need to know it."""

    document_id: int
    code: str
    state: DocumentState


@dataclass(frozen=True)
class Task:
    """One thing to do at this stage: an output to write (isian), a paper (naskah) or an answer to send (kirim)."""

    kind: str
    output: Output | None  # None: a paper no step waits for
    label: str
    done: bool
    needed: bool
    key: str
    purpose: Purpose | None = None
    paper: DocumentRow | None = None
    draft: Paper | None = None
    may_sign: bool = False
    on_its_way: OnItsWay | None = None  # what is true of an answer that was approved and has not come to its end
    parked: bool = False  # it rests until the citizen writes again: the channel's time is over
    held_up_by: tuple[LeftPaper, ...] = ()  # what the paper encloses and is not issued: it cannot be signed before

    @property
    def under_way(self) -> bool:
        """Whether the answer was approved and has no final state yet."""
        return self.on_its_way is not None

    @property
    def form(self) -> str:
        """Return the id of the form that brings the output."""
        if self.kind == "kirim":
            return "tulis"
        signs = self.draft is not None and self.may_sign
        prefix = "isian" if self.kind == "isian" else ("ttd" if signs else "konsep")
        return f"{prefix}-{self.key}"

    @property
    def waits(self) -> bool:
        """Whether it still needs something from this person."""
        return self.needed and not self.done and not self.under_way and not self.held_up_by


@dataclass(frozen=True)
class Work:
    """All a person can do on a case, and on whose desk it lies."""

    holder: Role
    on_desk: bool
    tasks: tuple[Task, ...] = ()
    other_papers: tuple[Task, ...] = ()  # papers this person may make here, for which no step waits
    forward: tuple[MoveTask, ...] = ()
    back: tuple[MoveTask, ...] = ()
    purposes: tuple[Purpose, ...] = field(default=())

    @property
    def next_task(self) -> Task | None:
        """Return the one thing to do next; None when the moves are next, or nothing is."""
        return next((task for task in self.tasks if task.waits), None)

    @property
    def waiting_for_channel(self) -> Task | None:
        """Return the answer whose delivery the stage waits for, when nothing else is left to do."""
        return next((task for task in self.tasks if task.under_way and task.needed), None)

    def onward_after(self, output: Output) -> MoveTask | None:
        """Return the usual move if it can follow this output at once, without further input."""
        usual = self.forward[0] if self.forward else None
        if usual is None or not usual.asks_nothing or output not in usual.row.needs or usual.left:
            return None
        return usual if set(usual.lacking) <= {output} else None

    def onward_with(self, task: Task) -> MoveTask | None:
        """Return the usual move if it can follow this paper's drafting or signing at once, without further input."""
        usual = self.forward[0] if self.forward else None
        if usual is None or not usual.asks_nothing or task.paper is None or task.done:
            return None
        signs = task.draft if task.may_sign and not task.held_up_by else None
        signed = {task.output} if signs is not None else set()
        others = any(other.waits for other in self.tasks if other is not task)
        others_left = [paper for paper in usual.left if signs is None or paper.document_id != signs.document_id]
        return usual if not others and not others_left and set(usual.lacking) <= signed else None

    def form_for(self, output: Output) -> str:
        """Return the id of the form for an output, if this person has one, or of the part that leads there."""
        own = next((task.form for task in self.tasks if task.output is output), ELSEWHERE.get(output, ""))
        made_from = next((row.needs for row in DOCUMENTS.values() if row.output is output), None)
        # A paper is offered when there is something to make it from: that comes first.
        return own or (self.form_for(made_from) if made_from is not None else "")

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Return the purposes whose delivery can be recorded here."""
        return tuple(task.key for task in self.tasks if task.kind == "kirim")

    @property
    def form_ids(self) -> frozenset[str]:
        """Return the ids of all forms drawn for this work."""
        tasks = {
            f"{form}-{task.key}"
            for task in (*self.tasks, *self.other_papers)
            for form in ("isian", "konsep", "ttd", "batal-naskah", "catat")
        }
        moves = {f"langkah-{move.row.move}" for move in (*self.forward, *self.back)}
        return frozenset(tasks | moves | ({"balas", "catat-lain"} if self.purposes else set()))


def work_on(
    person: Person,
    case: CaseFacts,
    papers: Sequence[Paper],
    replies: Replies,
    signers: Mapping[str, Role],
    delegates: Mapping[str, Collection[Role]] = NOBODY,
    awaited: Awaited = NOTHING_AWAITED,
    late: Late = NOTHING_LATE,
    types: Mapping[str, DocumentRow] = DOCUMENTS,
) -> Work:
    """Return what this person can do on a case now; `signers` says who signs each paper, `delegates` who else may.

    `types`: of papers, those of the office itself among them.
    """
    desk = desk_of(case)
    moves = _moves(person, case)
    # What the delivery itself brings about is no button, unless the answer is there already.
    usual = next((move for move in moves if not move.row.back), None)
    buttons = [move for move in moves if not move.row.by_delivery or move.ready]
    needed = set(usual.row.needs) if usual else _needed_of_officer(person, case)
    possible = _papers(person, case, papers, signers, delegates, types)
    tasks = [
        *_writing(person, case, needed),
        *(task for task in possible if task.output is not None),
        *_answers(person, case, replies, awaited, late),
    ]
    return Work(
        holder=desk,
        on_desk=any(role in person.roles for role in acting_on(case)) and STAGES[case.stage].open,
        tasks=tuple(tasks),
        other_papers=tuple(task for task in possible if task.output is None),
        forward=tuple(move for move in buttons if not move.row.back),
        back=tuple(move for move in buttons if move.row.back),
        purposes=purposes_at(person, case),
    )


def _moves(person: Person, case: CaseFacts) -> list[MoveTask]:
    """Return the moves open to any post this person holds today, in the SOP's order."""
    rows = {row.move: row for role in person.roles for row in moves_open_to(role, case)}
    return [move_task(rows[move], case) for move in MOVES if move in rows]


def purposes_at(person: Person, case: CaseFacts) -> tuple[Purpose, ...]:
    """Return why this person may write to the citizen now, the stage's own purpose first."""
    if not STAGES[case.stage].open or not any(may_answer(role, case.recused) for role in person.roles):
        return ()
    own = tuple(purpose for purpose, row in PURPOSES.items() if row.stage is case.stage)
    return own + tuple(purpose for purpose, row in PURPOSES.items() if row.stage is None and not row.by_agent)


def _needed_of_officer(person: Person, case: CaseFacts) -> set[Output]:
    """Return the outputs that wait for a section officer: those of the stage's usual move that he may write."""
    if person.role is not Role.PETUGAS_SEKSI:
        return set()
    moves = moves_open_to(desk_of(case), case)
    usual = next((row for row in moves if not row.back), None)
    return set(usual.needs) if usual else set()


def _writing(person: Person, case: CaseFacts, needed: set[Output]) -> list[Task]:
    return [
        Task("isian", output, str(output), output in case.outputs, output in needed, output.name.lower())
        for output in WRITTEN_OUTPUTS
        if _may_write(person, case, output)
    ]


def _may_write(person: Person, case: CaseFacts, output: Output) -> bool:
    post = person.as_post(*acting_on(case))
    return may_write(output, post, person.section, case.stage, case.section, case.recused, case.suspected)


def _papers(
    person: Person,
    case: CaseFacts,
    papers: Sequence[Paper],
    signers: Mapping[str, Role],
    delegates: Mapping[str, Collection[Role]],
    types: Mapping[str, DocumentRow],
) -> list[Task]:
    tasks = []
    for code, row in types.items():
        others = delegates.get(code, ())
        if not any(may_draft(row, role, case.stage, signers[code], others) for role in person.roles):
            continue
        if row.needs is not None and row.needs not in case.outputs:
            continue
        if case.stage not in row.stages and row.output in case.outputs:
            continue  # it was missed nowhere
        signs = any(may_sign(row, role, case.stage, signers[code], others) for role in person.roles)
        held_up_by = tuple(
            LeftPaper(each.title, signers[each.code]) for each in missing_enclosures(row, case.outputs)
        )
        mine = [paper for paper in papers if paper.code == code]
        if not mine and (not row.in_use or unseeing(row, signers[code], case)):
            continue  # switched off, or never to be done; what was begun or signed before goes on
        task = _paper(row, mine, signs, case)
        tasks.append(replace(task, held_up_by=held_up_by))
    return tasks


def _paper(row: DocumentRow, mine: Sequence[Paper], signs: bool, case: CaseFacts) -> Task:
    draft = next((paper for paper in mine if paper.state in UNSIGNED), None)
    if row.output is None:
        signed = any(paper.state is DocumentState.DITANDATANGANI for paper in mine)
    else:
        signed = row.output in case.outputs
    done, needed = signed or (draft is not None and not signs), row.output is not None
    return Task("naskah", row.output, row.title, done, needed, row.code.lower(), None, row, draft, signs)


def _answers(person: Person, case: CaseFacts, replies: Replies, awaited: Awaited, late: Late) -> list[Task]:
    tasks = []
    for purpose in purposes_at(person, case):
        row = PURPOSES[purpose]
        if row.output is None:
            continue
        states = {state for sent, state in replies if sent is purpose}
        why = {state: cause for (sent, state), cause in late.items() if sent is purpose}
        # An answer closes a question; it is never the usual way on from step 2.
        needed = row.move is not None and not _has_other_way(person, case)
        tasks.append(
            Task(
                *("kirim", row.output, row.label, row.output in case.outputs, needed, str(purpose)),
                purpose=purpose,
                on_its_way=on_its_way(states, awaited.get(purpose), why),
                parked=on_its_way(states) is ON_ITS_WAY[ReplyState.PARKED],
            )
        )
    return tasks


def _has_other_way(person: Person, case: CaseFacts) -> bool:
    return any(not row.back and not row.by_delivery for row in moves_open_to(person.as_post(*acting_on(case)), case))
