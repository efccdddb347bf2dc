"""How far each paper of a case has come: whose initials it has, who is next, what was returned and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from peewee import JOIN

from admin_app.papers.copy_words import CopyWords, copy_words, replaced_of
from admin_app.papers.srikandi.sent_words import SentWords
from models.actions.core.actor import Actor
from models.actions.papers.signed.copy_rights import signed_by_hand
from models.rules.cases.workflow import CaseFacts, desk_of
from models.rules.core.declarations import Harmless
from models.rules.papers.documents import DOCUMENTS, DocumentRow, DocumentState, may_file_copy, paraf_chain
from models.rules.papers.unfinished import UNSIGNED, may_discard
from models.rules.staff.roles import ROLES, Role
from models.tables import Document, Paraf, ReplacedCopy, Staff
from models.tables.core.prepared import prepared


@dataclass(frozen=True)
class Initials:
    """One place in the chain: whose it is, and his initials once given."""

    label: str
    given: Paraf | None


@dataclass(frozen=True)
class PaperCourse:
    """The chain of one paper and what this person may do in it."""

    chain: Harmless[tuple[Initials, ...]] = ()
    signer: Harmless[str] = ""
    returned: Paraf | None = None
    comments: tuple[Paraf, ...] = ()  # every return there ever was, of earlier wordings too
    may_initial: bool = False
    may_return: bool = False
    may_attach: bool = False  # the first signed copy, another in its place, or to look at it again
    copy: CopyWords | None = None
    replaced: tuple[ReplacedCopy, ...] = ()
    may_discard: bool = False

    @property
    def next(self) -> str:
        """Return who is next: in the chain, then the signer; nobody while it is returned."""
        if self.returned is not None:
            return ""
        return next((place.label for place in self.chain if place.given is None), self.signer)


@dataclass(frozen=True)
class Viewer:
    """Who looks, who signs each paper, and which papers he may sign himself or for their signer."""

    actor: Actor
    signers: Mapping[str, Role]
    signs: frozenset[str]
    facts: CaseFacts | None
    files: bool = False  # he has the case to put it away, or has put it away
    types: Mapping[str, DocumentRow] = field(default_factory=lambda: DOCUMENTS)

    def may_discard(self, row: DocumentRow) -> bool:
        """Whether he may discard a draft of this type."""
        if self.facts is None:
            return False
        facts, signer = self.facts, self.signers[row.code]
        where = (facts.stage, signer, desk_of(facts), facts.recused)
        return row.code in self.signs or any(may_discard(row, role, *where) for role in self.actor.roles)


def viewer_of(
    actor: Actor,
    signers: Mapping[str, Role],
    delegates: Mapping[str, Collection[Role]],
    facts: CaseFacts | None = None,
    files: bool = False,
    types: Mapping[str, DocumentRow] = DOCUMENTS,
) -> Viewer:
    """Return what this person may sign; `facts`: of the case with its drafts; `files`: he puts the case away."""
    own = {code for code, signer in signers.items() if actor.among({signer, *delegates[code]})}
    return Viewer(actor, signers, frozenset(own), facts, files, types)


def read_courses(documents: Sequence[Document], viewer: Viewer) -> dict[int, PaperCourse]:
    """Return the course of every paper of a case, by one query."""
    found = _initials([document.id for document in documents]) if documents else []
    courses = {
        document.id: _course(document, [row for row in found if row.document_id == document.id], viewer)
        for document in documents
    }
    replaced = replaced_of(document for document in documents if document.signed_copy)
    return courses | {paper: replace(courses[paper], replaced=tuple(rows)) for paper, rows in replaced.items()}


def standing_still(courses: Mapping[int, PaperCourse], sent: Mapping[int, SentWords]) -> dict[int, PaperCourse]:
    """Return the courses without what may not be done to a draft that is elsewhere to be signed."""
    away = {paper for paper, one in sent.items() if one.is_open}
    return {paper: _still(one) if paper in away else one for paper, one in courses.items()}


def _still(course: PaperCourse) -> PaperCourse:
    return replace(course, may_initial=False, may_return=False, may_discard=False)


@prepared
def _initials(documents: list[int]) -> Any:
    rows = Paraf.select(Paraf, Staff.id, Staff.name).join(Staff, JOIN.LEFT_OUTER, on=Paraf.staff)
    return rows.where(Paraf.document.in_(documents)).order_by(Paraf.id)


def _course(document: Document, parafs: Sequence[Paraf], viewer: Viewer) -> PaperCourse:
    row, role = viewer.types[document.type], viewer.actor.role
    comments, signs = tuple(paraf for paraf in parafs if paraf.returned), document.type in viewer.signs
    if document.state not in UNSIGNED:
        waits = document.state == DocumentState.DITANDATANGANI
        signed = signs or signed_by_hand(document, viewer.actor)
        may_attach = waits and may_file_copy(row, role, signed, viewer.files)
        return PaperCourse(comments=comments, may_attach=may_attach, copy=copy_words(document))
    signer = viewer.signers[document.type]
    roles = paraf_chain(row, signer)
    current = [paraf for paraf in parafs if paraf.version == document.version]
    back = next((paraf for paraf in reversed(current) if paraf.returned), None)
    given = {Role(paraf.role): paraf for paraf in current if not paraf.returned}
    missing = [each for each in roles if each not in given]
    return PaperCourse(
        chain=tuple(Initials(ROLES[each].label, given.get(each)) for each in roles),
        signer=ROLES[signer].label,
        returned=back,
        comments=comments,
        may_initial=back is None and viewer.actor.among(missing[:1]),
        may_return=back is None and (viewer.actor.among(roles) or signs),
        may_discard=viewer.may_discard(row),
    )
