"""What can happen beside the course of a case, each with what its page offers for it: what is explored."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from admin_app.case_page.page import may_answer_on
from admin_app.clocks.case_clocks import PauseShown, read_clocks, read_pauses
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.clocks.pause_step import countersign_pause, pause_step, resume_step
from models.actions.core.actor import AGENT, Actor, actor_of
from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.core.case import facts_of, is_visible
from models.actions.core.move_complaint import move_complaint
from models.actions.core.office_facts import office_calendar
from models.actions.office.hand_over import HandOver, hand_over
from models.actions.papers.draft_document import draft_document
from models.actions.privacy.name_party import name_party
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Output, Stage
from models.rules.cases.workflow import closer_of
from models.rules.clocks.pauses import PauseReason
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DOCUMENTS
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role, Section
from models.tables import Complaint, Document, Staff
from tests.actions.proving import question_of
from tests.actions.walking import Walk
from tests.journeys.exploring import Here, drafting
from tests.journeys.states import UNSIGNED, Act, Beside, NeverHappens, everybody
from tests.office import actor

STAFF = [role for role in Role if role is not Role.ADMINISTRATOR]
POSTS = [role for role in STAFF if role is not Role.PETUGAS_SEKSI]
OTHER = "628110000002"  # whose complaint is merged


def _drafted(walk: Walk, code: str) -> Walk:
    draft_document(walk.id, code, walk.holder(), walk.tick())
    return walk


def _reported(walk: Walk) -> Walk:
    walk.at_fieldwork().write(Output.LAPORAN)
    return _drafted(walk, "LAPORAN")


# Where what happens beside the course begins: at each kind of desk, with a draft where there can be one.
STARTS: dict[str, tuple[Section, Callable[[Walk], object]]] = {
    "penerusan": (Section.LALINTALKIM, lambda walk: _drafted(walk.at_kasubsi(), "ND-TERUS")),
    "penelitian": (Section.LALINTALKIM, _reported),
    "jawaban": (Section.LALINTALKIM, lambda walk: _drafted(walk.with_answer(), "ND-JAWAB")),
    "penyampaian": (Section.LALINTALKIM, lambda walk: walk.with_answer().handed_back()),
    "disposisi": (Section.KEPALA_KANTOR, lambda walk: walk.at_section()),
}


# Pauses: asked for, long, countersigned, refused, ended, left running.


def _clocks(here: Here, person: Actor) -> Any:
    return read_clocks(here.case, person, office_calendar(), here.settings, here.walk.now)


def _pauses(walk: Walk) -> list[PauseShown]:
    return read_pauses([walk.id], office_calendar(), walk.now).get(walk.id, [])


def _pause_acts(here: Here) -> Iterator[Act]:
    walk = here.walk
    pauses = _pauses(walk)
    for person in (one for one in here.people if is_visible(here.case, one)):
        clocks = _clocks(here, person)
        if clocks.may_pause and not pauses and here.case.open:
            yield Act("pause:", person, lambda person=person: _pause(walk, person))
        if clocks.may_pause and clocks.is_paused:
            yield Act("resume:", person, lambda person=person: resume_step(walk.id, person, walk.tick()))
        for row in pauses:
            for agrees, may in ((True, clocks.may_agree(row, person)), (False, clocks.may_refuse(row, person))):
                if may:
                    sign = lambda row=row, agrees=agrees, person=person: countersign_pause(  # noqa: E731
                        row.id, agrees, person, walk.tick()
                    )
                    yield Act(f"countersign:{agrees}", person, sign)
    if len(pauses) == 1 and pauses[0].ends_at is None and not pauses[0].waits:
        yield Act("world:hours", AGENT, lambda: _hours(walk))


def _pause(walk: Walk, person: Actor) -> None:
    proof = question_of(walk.id, walk)
    pause_step(walk.id, PauseReason.MENUNGGU_PELAPOR, "Menunggu foto.", proof, person, walk.tick())


def _hours(walk: Walk) -> None:
    walk.now += timedelta(hours=2)


PAUSED = Beside(
    tried=True,
    acts=_pause_acts,
    marks=lambda walk: tuple(f"jeda {row.state}{'' if row.ends_at else ' berjalan'}" for row in _pauses(walk)),
    waits_for=lambda here, acts: [said for row in _pauses(here.walk) if row.waits and (said := _untrue(row, acts))],
)


def _untrue(pause: PauseShown, acts: list[Act]) -> str:
    """Return what a page says in vain of a pause: that it waits for a post without the button, or for nobody."""
    able = {ROLES[post].label for act in acts if act.name == "countersign:True" for post in act.by.roles}
    if pause.asked:
        return ", ".join(f"menunggu paraf {post}" for post in pause.asked if post not in able)
    return "tidak ada yang dapat memaraf, tetapi ada yang dapat" if able else ""


def _by_somebody(acts: list[Act], kind: str) -> bool:
    return any(act.name.startswith(f"{kind}:") for act in acts)


# Merges: another citizen's case into this one, or this one into his; parted again; the merged citizen told.


def _other(walk: Walk) -> Complaint:
    return Complaint.select().where(Complaint.id != walk.id).order_by(Complaint.id.desc()).get()


def _merge(walk: Walk, into_this: bool) -> None:
    cases = (_other(walk), walk.case) if into_this else (walk.case, _other(walk))
    seeing = [one for one in everybody() if all(is_visible(case, one) for case in cases)]
    merger = next((one for one in reversed(seeing) if one.may(Permission.LINK_CASES)), None)
    if merger is None or walk.case.misconduct:
        raise NeverHappens
    merge_complaints(*(case.id for case in cases), "Satu perkara.", merger, walk.tick())


def _merge_acts(here: Here) -> Iterator[Act]:
    walk, other = here.walk, _other(here.walk)
    merged = next((one for one in (here.case, other) if one.lead_id is not None), None)
    if merged is None:
        return
    recused = facts_of(merged, walk.now).recused
    for person in (one for one in here.people if is_visible(here.case, one) and is_visible(other, one)):
        if merged.id == other.id and may_answer_on(person, recused) and _owed(walk):
            tell = lambda person=person: record_proof(  # noqa: E731
                other.id, Purpose.JAWABAN, Way.TELEPON, "Ditelepon, paspor siap.", person, walk.tick()
            )
            yield Act("tell:", person, tell)
        if person.may(Permission.LINK_CASES):
            part = lambda person=person: part_complaint(merged.id, "Bukan satu.", person, walk.tick())  # noqa: E731
            yield Act("part:", person, part)


def _owed(walk: Walk) -> bool:
    return bool(unanswered_merged(walk.case))


def _merge_waits(here: Here, acts: list[Act]) -> list[str]:
    told = here.facts.stage is not Stage.DOKUMENTASI or not _owed(here.walk) or _by_somebody(acts, "tell")
    return [*([] if told else ["pelapornya belum dijawab"]), *_drafts_left(here, acts)]


def _drafts_left(here: Here, acts: list[Act]) -> list[str]:
    """Return drafts of the other case that nobody can issue or discard while it is merged."""
    other = _other(here.walk)
    if other.lead_id is None:
        return []
    unsigned = Document.state.in_([str(state) for state in UNSIGNED])
    drafts = list(Document.select().where((Document.complaint == other.id) & unsigned))
    there = Here(replace_case(here.walk, other.id)) if drafts else here
    discardable = {row.id for one in here.people for row in drafts if there.courses(one)[row.id].may_discard}
    return [f"konsep {row.type} yang digabung" for row in drafts if row.id not in discardable]


def replace_case(walk: Walk, complaint_id: int) -> Walk:
    """Return a walk of another case at the same moment."""
    other = object.__new__(Walk)
    other.account, other.section, other.now, other.id = walk.account, walk.section, walk.now, complaint_id
    return other


def merged(into_this: bool) -> Beside:
    """Return another case merged into this one, or this one into the other."""
    return Beside(
        begin=lambda walk: _merge(walk, into_this),
        acts=_merge_acts,
        marks=lambda walk: (f"lain {_other(walk).stage}", f"utama {_other(walk).lead_id}", f"belum {_owed(walk)}"),
        waits_for=_merge_waits,
    )


# Posts that are passed over, because the case names who holds them; and posts whose holder is away.


_NAMERS = (Role.KEPALA_KANTOR, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM)


def _namer(named: tuple[Role, ...]) -> Actor:
    """Return somebody who may name the last of these, and still sees the case after the others were named."""
    return actor(next(role for role in _NAMERS if role not in named))


def named(*roles: Role) -> Beside:
    """Return the case naming whoever holds these posts."""

    def begin(walk: Walk) -> None:
        for number, role in enumerate(roles, 1):
            name_party(walk.id, actor(role).person_id, "Terlapor.", _namer(roles[:number]), walk.tick())

    return Beside(begin=begin, marks=lambda _walk: tuple(f"tanpa {role}" for role in roles))


def away(post: Role, substitute: Role) -> Beside:
    """Return the holder of a post away, and somebody else his Plh."""

    def begin(walk: Walk) -> None:
        day = to_wib(walk.now).date()
        asked = HandOver(post, actor(substitute).person_id, day, day + timedelta(days=30), "SP-1")
        giver = Role.KASUBSI_INFOKIM if substitute is Role.KEPALA_KANTOR else Role.KEPALA_KANTOR
        hand_over(asked, actor(giver), walk.now)

    def people(walk: Walk) -> list[Actor]:
        day = to_wib(walk.now).date()
        return [actor_of(Staff.get(Staff.username == str(role)), day=day) for role in STAFF if role is not post]

    return Beside(begin=begin, people=people, marks=lambda _walk: (f"{substitute} Plh. {post}",))


def both(one: Beside, other: Beside) -> Beside:
    """Return two of these at once; who is there to act, the first says."""

    def begin(walk: Walk) -> None:
        one.begin(walk)
        other.begin(walk)

    marks = lambda walk: (*one.marks(walk), *other.marks(walk))  # noqa: E731
    return replace(other, begin=begin, people=one.people, leaves=one.leaves, marks=marks)


# Papers no step waits for: each drafted wherever somebody may.


def extra_paper(code: str) -> Beside:
    """Return a paper that nobody waits for, drafted at each stage that offers it."""

    def acts(here: Here) -> Iterator[Act]:
        for person in here.people:
            if not is_visible(here.case, person) or any(row.type == code for row in here.papers):
                continue
            offered = [task.paper.code for task in here.work(person).other_papers if task.paper is not None]
            if code in offered:
                yield drafting(here.walk, code, person)

    return Beside(
        acts=acts, marks=lambda walk: tuple(row.state for row in Document.select().where(Document.type == code))
    )


EXTRA_PAPERS = [row.code for row in DOCUMENTS.values() if row.of_case and row.output is None]


# Closed in its course and gone on; finished and opened again.


def _made(walk: Walk, move: Move, person: Actor) -> None:
    move_complaint(walk.id, move, person, walk.tick(), reason="alasan")


def _closed(walk: Walk) -> None:
    closer = actor(closer_of(facts_of(walk.case, walk.now)))
    for move in (Move.TUTUP_DI_TENGAH, Move.LANJUTKAN):
        _made(walk, move, closer)


def _opened_again(walk: Walk) -> None:
    if walk.stage is Stage.PENYAMPAIAN:
        recused = facts_of(walk.case, walk.now).recused
        by = next(one for one in everybody() if is_visible(walk.case, one) and may_answer_on(one, recused))
        record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, "Ditelepon, paspor siap.", by, walk.tick())
        walk.paper("LEMBAR")
        for move in (Move.ARSIPKAN, Move.BUKA_KEMBALI):
            _made(walk, move, walk.holder())


CLOSED = Beside(begin=_closed, marks=lambda _walk: ("pernah ditutup",))
OPENED_AGAIN = Beside(begin=_opened_again, marks=lambda walk: (f"putaran {walk.case.round}",))
