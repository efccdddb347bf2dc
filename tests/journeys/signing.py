"""How papers of a case are signed besides by hand and by their signer: on his behalf, or elsewhere, not back yet."""

from collections.abc import Iterator
from itertools import pairwise

from admin_app.papers.paper_course import read_courses, viewer_of
from models.actions.core.actor import Actor
from models.actions.core.case import is_visible
from models.actions.core.case_papers import case_paper, files_the_case
from models.actions.papers.sign_document import sign_document
from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy
from models.actions.papers.signed.copy_rights import marks_of
from models.rules.cases.sop import Stage
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DOCUMENTS, DocumentState
from models.rules.papers.unfinished import is_issued
from models.rules.staff.roles import Role
from models.tables import Delegation, Document, OfficeSetting
from tests.actions.walking import Walk
from tests.journeys.circumstances import extra_paper
from tests.journeys.exploring import Here
from tests.journeys.states import NOTHING, Act, Beside

ELECTRONIC = "elektronik"  # a way by which the kept PDF issues the paper
_PAPERS = ",".join(code for code, row in DOCUMENTS.items() if row.of_case)


def delegated(*posts: Role) -> Beside:
    """Return whoever holds the last of these posts signing for the first: directly (a.n.), or by the second (u.b.).

    The first leaves to him every paper of a case that he sees.
    """

    def begin(walk: Walk) -> None:
        for giver, taker in pairwise(posts):
            words = {"document_types": _PAPERS, "valid_from": to_wib(walk.now).date(), "basis": "SK-1"}
            Delegation.create(from_post=str(giver), to_post=str(taker), **words)

    def leaves(here: Here, act: Act) -> bool:
        kind, _, code = act.name.partition(":")
        if kind != "sign" or here.signers[code] is not posts[0] or posts[-1] in act.by.roles:
            return False
        return any(posts[-1] in one.roles and is_visible(here.case, one) for one in here.people)

    chain = " ke ".join(posts)
    return Beside(begin=begin, leaves=leaves, marks=lambda _walk: (f"{chain} menandatangani",))


def _out(walk: Walk) -> list[Document]:
    """Return the papers of a case that are signed and not issued."""
    signed = (Document.complaint == walk.id) & (Document.state == str(DocumentState.DITANDATANGANI))
    return [row for row in Document.select().where(signed).order_by(Document.id) if not is_issued(case_paper(row))]


def _filing(here: Here, person: Actor) -> Iterator[Act]:
    walk, rows = here.walk, _out(here.walk)
    viewer = viewer_of(person, here.signers, here.delegates, here.facts, files_the_case(here.case, person))
    courses = read_courses(rows, viewer)
    for row in (one for one in rows if courses[one.id].may_attach and not one.signed_copy):
        mark = marks_of(row, here.case)[0]
        file = lambda row=row, mark=mark: attach_signed_copy(  # noqa: E731
            row.id, f"{row.id:064x}", Returned("", mark), person, walk.tick()
        )
        yield Act(f"file:{row.type}", person, file)


def _file_acts(here: Here) -> Iterator[Act]:
    for person in here.people:
        if is_visible(here.case, person):
            yield from _filing(here, person)


def electronic(lost: str = "") -> Beside:
    """Return an office whose papers are issued by the PDF that comes back, each filed by whoever is offered that.

    `lost`: a paper for which no step waits, made wherever it is offered, whose PDF never comes back.
    """
    more = (lambda here: _made(here, lost)) if lost else NOTHING.acts
    return Beside(
        begin=lambda _walk: OfficeSetting.update(value=ELECTRONIC).where(OfficeSetting.key == "mode_ttd").execute(),
        acts=lambda here: (*_file_acts(here), *more(here)),
        leaves=lambda _here, act: bool(lost) and act.name == f"file:{lost}",
        marks=lambda walk: tuple(sorted({f"{row.type} belum kembali" for row in _out(walk)})),
        waits_for=_unsaid,
    )


def _made(here: Here, code: str) -> Iterator[Act]:
    yield from extra_paper(code).acts(here)
    for person in (one for one in here.people if is_visible(here.case, one)):
        for task in here.work(person).other_papers:
            if task.paper is not None and task.paper.code == code and task.draft is not None and task.may_sign:
                draft = task.draft.document_id
                sign = lambda draft=draft, who=person: sign_document(draft, who, here.walk.tick())  # noqa: E731
                yield Act(f"sign:{code}", person, sign)


def _unsaid(here: Here, acts: list[Act]) -> Iterator[str]:
    """Yield the papers that did not come back: those nobody can file, and those the archive does not ask for."""
    names = [act.name for act in acts]
    for row in _out(here.walk):
        if f"file:{row.type}" not in names:
            yield f"PDF {row.type}"
        if here.facts.stage is Stage.DOKUMENTASI and DOCUMENTS[row.type].title not in here.facts.unscanned:
            yield f"arsip tanpa PDF {row.type}"
