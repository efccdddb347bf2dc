"""The links of a case on its page: merged, split, similar, and what was done to them when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN

from admin_app.cases.person import PersonView
from admin_app.replies.late_answer import LATE_FORM, LateAnswer, read_late_answer
from models.actions.cases.similar_cases import SimilarCase
from models.actions.core.actor import Actor
from models.actions.core.rare_rows import may_have
from models.actions.replies.answer_merged import MergedCitizen, merged_citizens
from models.rules.cases.links import LinkKind
from models.rules.core.declarations import Harmless
from models.rules.staff.permissions import Permission
from models.tables import Complaint, ComplaintLink, ComplaintMessage, Staff
from models.tables.core.prepared import prepared
from models.tables.privacy.visible import visible_complaints

# How a link reads from either side: as its source, as its target.
_AS_SOURCE = {LinkKind.GABUNG: "Digabung ke", LinkKind.PECAH: "Dipecah menjadi"}
_AS_TARGET = {LinkKind.GABUNG: "Menerima gabungan", LinkKind.PECAH: "Pecahan dari"}
_MOST = 8


@dataclass(frozen=True)
class LinkShown:
    """One link as seen from this case; `other` is None where that case is hidden from the reader."""

    kind: LinkKind
    outgoing: bool
    other: Complaint | None
    who: Harmless[str]
    at: datetime
    why: str
    undone_at: datetime | None
    undone_by: Harmless[str]

    @property
    def words(self) -> str:
        """Return the link in words."""
        return (_AS_SOURCE if self.outgoing else _AS_TARGET)[self.kind]

    @property
    def name(self) -> str:
        """Return the other case's number, or only that there is one."""
        return self.other.number if self.other else "pengaduan lain"


@dataclass(frozen=True)
class LinkEvent:
    """A change of the links of a case, for its history."""

    at: datetime
    who: Harmless[str]
    what: Harmless[str]
    why: str = ""


@dataclass(frozen=True)
class LinksView:
    """The current links, possible duplicates, and every change of links."""

    standing: list[LinkShown]
    candidates: list[tuple[Complaint, str]]
    events: list[LinkEvent]
    may_link: bool
    citizens: list[MergedCitizen]
    late: LateAnswer | None = None

    @property
    def linked(self) -> frozenset[int]:
        """Return the ids of the cases it is linked with now."""
        return frozenset(link.other.id for link in self.standing if link.other)

    @property
    def merged_into(self) -> LinkShown | None:
        """Return the merge by which this case went into another one."""
        return next((link for link in self.standing if link.kind is LinkKind.GABUNG and link.outgoing), None)

    @property
    def split_off(self) -> LinkShown | None:
        """Return the split that created this case."""
        return next((link for link in self.standing if link.kind is LinkKind.PECAH and not link.outgoing), None)

    @property
    def form_ids(self) -> frozenset[str]:
        """Return the ids of the forms drawn for links."""
        linking = {"tautkan", "gabung", "batal-gabung", "batal-pecah"} if self.may_link else set()
        told = {"catat-jawaban"} if self.merged_into else set()
        return frozenset(linking | told | ({LATE_FORM} if self.late else set()))


def read_links(
    case: Complaint, actor: Actor, person: PersonView, similar: Sequence[SimilarCase], now: datetime
) -> LinksView:
    """Return the links of a case, by five queries."""
    links = _links(case, actor)
    standing = [link for link in links if link.undone_at is None]
    linked = {link.other.id for link in standing if link.other}
    received = any(link.kind is LinkKind.GABUNG and not link.outgoing for link in standing)
    may_link = actor.role is not None and actor.may(Permission.LINK_CASES)
    return LinksView(
        standing=standing,
        candidates=_candidates(case, person, similar, linked) if may_link and case.open else [],
        events=[*_of_links(links), *_of_messages(case)],
        may_link=may_link,
        citizens=merged_citizens(case, now) if case.open and received else [],
        late=read_late_answer(case, now),
    )


def _links(case: Complaint, actor: Actor) -> list[LinkShown]:
    rows = _linked(case.id) if may_have(case, ComplaintLink) else []
    ids = {row.source_id for row in rows} | {row.target_id for row in rows}
    seen = Complaint.id.in_(ids) & Complaint.id.in_(visible_complaints(actor.scope))
    others = {row.id: row for row in Complaint.select().where(seen)} if rows else {}
    return [_shown(row, case, others) for row in rows]


@prepared
def _linked(case: int) -> Any:
    maker, undoer = Staff.alias(), Staff.alias()
    return (
        ComplaintLink.select(ComplaintLink, maker.id, maker.name, undoer.id, undoer.name)
        .join_from(ComplaintLink, maker, JOIN.LEFT_OUTER, on=ComplaintLink.made_by)
        .join_from(ComplaintLink, undoer, JOIN.LEFT_OUTER, on=ComplaintLink.undone_by)
        .where((ComplaintLink.source == case) | (ComplaintLink.target == case))
        .order_by(ComplaintLink.id)
    )


def _shown(row: ComplaintLink, case: Complaint, others: dict[int, Complaint]) -> LinkShown:
    outgoing = row.source_id == case.id
    other = others.get(row.target_id if outgoing else row.source_id)
    who, undone_by = ((person.name if person else "") or "Sistem" for person in (row.made_by, row.undone_by))
    return LinkShown(LinkKind(row.kind), outgoing, other, who, row.made_at, row.why, row.undone_at, undone_by)


def _candidates(
    case: Complaint, person: PersonView, similar: Sequence[SimilarCase], linked: set[int]
) -> list[tuple[Complaint, str]]:
    """Return open unlinked cases that may be duplicates: similar ones, then others of the person."""
    found = {one.case.id: (one.case, "kata-katanya mirip" if one.alike else "pelapor yang sama") for one in similar}
    for other in person.cases:
        if other.open:
            found.setdefault(other.id, (other, "pelapor yang sama"))
    return [pair for key, pair in found.items() if key not in linked | {case.id}][:_MOST]


def _of_links(links: list[LinkShown]) -> list[LinkEvent]:
    """Return the splits and merges of this case, without its own merge, which its history already shows."""
    events = []
    for link in links:
        if link.kind is LinkKind.GABUNG and link.outgoing:
            continue
        events.append(LinkEvent(link.at, link.who, f"{link.words} {link.name}", link.why))
        if link.undone_at is not None:
            undone = "Gabungan dilepas" if link.kind is LinkKind.GABUNG else "Pemecahan dibatalkan"
            events.append(LinkEvent(link.undone_at, link.undone_by, f"{undone}: {link.name}"))
    return events


def _of_messages(case: Complaint) -> list[LinkEvent]:
    """Return when an officer added or took out messages, one entry per submission."""
    counted: dict[tuple[datetime, str, str], int] = {}
    for linked_at, adder_name, undone_at, remover_name in _moved(case.id):
        for at, name, what in ((linked_at, adder_name, "dimasukkan"), (undone_at, remover_name, "dilepas")):
            if at is not None and name is not None:
                counted[at, name, what] = counted.get((at, name, what), 0) + 1
    return [LinkEvent(at, name, f"{number} pesan {what} petugas") for (at, name, what), number in counted.items()]


@prepared
def _moved(case: int) -> Any:
    adder, remover = Staff.alias(), Staff.alias()
    return (
        ComplaintMessage.select(
            ComplaintMessage.linked_at, adder.name, ComplaintMessage.undone_at, remover.name.alias("remover")
        )
        .join_from(ComplaintMessage, adder, JOIN.LEFT_OUTER, on=(ComplaintMessage.linked_by == adder.id))
        .join_from(ComplaintMessage, remover, JOIN.LEFT_OUTER, on=(ComplaintMessage.undone_by == remover.id))
        .where((ComplaintMessage.complaint == case) & ComplaintMessage.through.is_null())
        .where(ComplaintMessage.linked_by.is_null(False) | ComplaintMessage.undone_by.is_null(False))
        .tuples()
    )
