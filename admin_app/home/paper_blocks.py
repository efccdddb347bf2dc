"""The blocks of papers: recaps and records of the office to initial or sign, and letters of cases to sign."""

from datetime import timedelta

from admin_app.home.blocks import ROWS, Block, Content, Viewer
from admin_app.home.case_block import CaseBlock
from admin_app.papers.paper_course import PaperCourse, read_courses, viewer_of
from admin_app.queue.case_lines import Line
from admin_app.queue.due_conditions import OPEN
from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import own_rows
from models.actions.figures.close_month import open_months
from models.actions.papers.in_turn.waiting import waiting_for
from models.actions.papers.paper_rights import signing_delegates, signing_role
from models.rules.core.moments import to_wib
from models.rules.figures.months import month_label
from models.rules.papers.documents import DOCUMENTS, DocumentState, paper_title
from models.rules.staff.roles import ROLES
from models.tables import Complaint, Document

_UNSIGNED = (str(DocumentState.KONSEP), str(DocumentState.DIPARAF))
_LETTER = "SURAT"
# How long a signed paper without returned copy is listed.
_WITNESSED = timedelta(days=45)
# What is read of drafts at once; an office has a handful a month.
_MOST = 60


def _office_papers(viewer: Viewer) -> Content:
    """Return the office's papers that wait for this person's initials, signature, or name as witness."""
    lines = [*_drafts(viewer), *_witnessed(viewer)]
    return Content(len(lines), lines[:ROWS])


def _drafts(viewer: Viewer) -> list[Line]:
    waiting = Document.complaint.is_null() & Document.state.in_(_UNSIGNED)
    papers = [
        paper
        for paper in Document.select().where(waiting).order_by(Document.id.desc()).limit(_MOST)
        if paper.type in DOCUMENTS
    ]
    settings, day = office_settings(), to_wib(viewer.now).date()
    signers = {paper.type: signing_role(None, paper.type, settings) for paper in papers}
    delegates = {code: signing_delegates(None, code, settings, day) for code in signers}
    reader = viewer_of(viewer.actor, signers, delegates)
    courses = read_courses(papers, reader) if papers else {}
    found = []
    for paper in papers:
        action = _asked_of(courses[paper.id], paper.type in reader.signs)
        if action:
            found.append(_line(paper, action))
    return found


def _asked_of(course: PaperCourse, signs: bool) -> str:
    """Return what a draft asks of this person; nothing where it is somebody else's turn."""
    if course.returned is not None:
        return "Dikembalikan: perbaiki kata-katanya" if signs else ""
    if course.may_initial:
        return "Menunggu paraf Anda"
    everybody = all(place.given is not None for place in course.chain)
    return "Menunggu tanda tangan Anda" if signs and everybody else ""


def _witnessed(viewer: Viewer) -> list[Line]:
    mine = [code for code, row in DOCUMENTS.items() if row.witness in viewer.actor.roles and not row.of_case]
    signed = Document.complaint.is_null() & (Document.state == str(DocumentState.DITANDATANGANI))
    signed &= Document.type.in_(mine) & Document.signed_copy.is_null()
    signed &= Document.signed_at > viewer.now - _WITNESSED
    rows = Document.select().where(signed).order_by(Document.id.desc()).limit(_MOST) if mine else ()
    return [_line(paper, "Mengetahui: tanda tangan Anda di bawahnya") for paper in rows]


def _line(paper: Document, action: str) -> Line:
    signer = ROLES[signing_role(None, paper.type, office_settings())].label
    return Line(
        f"/naskah-kantor/{paper.public_id}",
        paper_title(paper),
        f"{action} · penanda tangan {signer}",
    )


def _of_cases(viewer: Viewer) -> object:
    """Return the condition for cases with a letter or a paper of an own type that waits for this person's signature.

    The memos of the SOP are asked for by the blocks of their desks.
    """
    here = Document.type.in_([_LETTER, *own_rows()]) & Document.complaint.is_null(False)
    waiting = waiting_for(viewer.actor, viewer.now, here)
    return OPEN & Complaint.id.in_(sorted({one.draft.complaint_id for one in waiting}))


def _months(viewer: Viewer) -> Content:
    months = open_months(viewer.now)
    lines = [
        Line(f"/akhir-bulan/?bulan={month}", month_label(month), "Registernya belum ditutup") for month in months
    ]
    return Content(len(lines), lines[:ROWS])


PAPER_BLOCKS: tuple[Block, ...] = (
    Block("naskah", "Rekapitulasi dan naskah kantor", _office_papers, "Buka naskah", "/naskah-kantor/"),
    Block(
        "surat",
        "Surat dan naskah kasus menunggu tanda tangan",
        CaseBlock(_of_cases),
        "Tanda tangani",
        "/tanda-tangan-berturut/",
        mark="Naskah menunggu tanda tangan",
    ),
    Block("bulan", "Akhir bulan menunggu ditutup", _months, "Tutup bulan", "/akhir-bulan/"),
)
