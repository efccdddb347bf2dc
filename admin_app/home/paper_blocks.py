"""The blocks of papers: recaps and records of the office to initial or sign, and letters of cases to sign."""

from datetime import timedelta

from peewee import SQL, fn

from admin_app.home.blocks import ROWS, Block, Content, Viewer
from admin_app.home.case_block import CaseBlock
from admin_app.papers.paper_course import PaperCourse, read_courses, viewer_of
from admin_app.queue.case_lines import Line
from admin_app.queue.due_conditions import OPEN
from models.actions.core.office_facts import office_settings
from models.actions.figures.close_month import open_months
from models.actions.papers.paper_rights import signing_delegates, signing_role
from models.rules.cases.sop import Stage
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


def _letters(viewer: Viewer) -> object:
    """Return the condition for cases with a letter to the citizen that waits for its signature."""
    stages = [str(stage) for stage in DOCUMENTS[_LETTER].stages if stage in Stage]
    mine = (Document.complaint == Complaint.id) & (Document.type == _LETTER) & Document.state.in_(_UNSIGNED)
    draft = fn.EXISTS(Document.select(SQL("1")).where(mine))
    return OPEN & Complaint.stage.in_(stages) & draft


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
        "Surat jawaban menunggu tanda tangan",
        CaseBlock(_letters),
        "Tanda tangani",
        "/naskah/",
        mark="Surat menunggu tanda tangan",
    ),
    Block("bulan", "Akhir bulan menunggu ditutup", _months, "Tutup bulan", "/akhir-bulan/"),
)
