"""Which papers are issued, who signed them for whom, and by what: from the papers' own moments and the orders."""

from collections.abc import Iterator
from datetime import date

from models.tables import ComplaintLink, ConflictParty, Document, History, OfficeHolder, Staff
from tests.recount.hours import WIB
from tests.recount.visibility import NEXT

# Whose signature each paper wants, written down again; the others are the holder's of the case's desk.
SIGNER = {"ND-TERUS": "kasubsi_infokim", "LEMBAR": "pengelola", "ND-TERUSJWB": "kasi_tikkim"}
_NUMBERED = {"ND-TERUS", "ND-JAWAB", "ND-ESKAL", "ND-TERUSJWB", "SURAT"}
_HEADS = {"lalintalkim": "kasi_lalintalkim", "inteldakim": "kasi_inteldakim", "tikkim": "kasi_tikkim"}


def issued(case: int) -> list[Document]:
    """Return the papers of a case that were signed and neither cancelled nor withdrawn since."""
    signed = (Document.complaint == case) & Document.signed_at.is_null(False) & Document.cancelled_at.is_null()
    return list(Document.select().where(signed).order_by(Document.id))


def numbers(case: int) -> list[str]:
    """Return the numbers of those that have one."""
    return sorted(str(row.number) for row in issued(case) if row.type in _NUMBERED)


def states(case: int) -> dict[str, str]:
    """Return what became of each numbered paper of a case: issued, and since cancelled or withdrawn with its case."""
    moves = History.select().where((History.complaint == case) & History.move.startswith("tarik_"))
    withdrawn = {row.at for row in moves}
    signed = Document.select().where((Document.complaint == case) & Document.signed_at.is_null(False))
    gone = {row.number: row.cancelled_at for row in signed if row.number}
    return {
        number: "ditandatangani" if at is None else "ditarik" if at in withdrawn else "batal"
        for number, at in gone.items()
    }


def without_authority() -> Iterator[str]:
    """Yield signed papers that somebody else than the post's own holder signed, and that do not say by what.

    Where the case named every holder of the post, whoever has its work signs by his own.
    """
    rows = Document.select().where(Document.signed_at.is_null(False) & Document.signed_by.is_null(False))
    for paper in rows.order_by(Document.id):
        signer, post = Staff.get_by_id(paper.signed_by_id), SIGNER.get(paper.type)
        if post is None:
            continue
        posts = (post, *NEXT[post]) if _passed_over(paper, post) else (post,)
        if signer.role in posts:
            continue
        day = (paper.signed_at + WIB).date()
        orders = [row.order_number for row in _orders(signer.official_id, posts, day)]
        if not any(order and order in paper.authority for order in orders):
            yield f"{paper.type} {paper.number} was signed by {signer.username}: “{paper.authority}”, orders {orders}"


def _passed_over(paper: Document, post: str) -> bool:
    """Whether the case of a paper, or one ever merged with it, named all who held a post when it was signed."""
    links = ComplaintLink.select().where(ComplaintLink.kind == "gabung")
    pairs = [{row.source_id, row.target_id} for row in links]
    cases = {paper.complaint_id}.union(*(pair for pair in pairs if paper.complaint_id in pair))
    standing = ConflictParty.lifted_at.is_null() | (ConflictParty.lifted_at > paper.signed_at)
    rows = ConflictParty.select().where(ConflictParty.complaint.in_(cases) & standing)
    named = {row.staff_id for row in rows if row.named_at <= paper.signed_at}
    return {row.id for row in Staff.select().where(Staff.role == post)} <= named


def _orders(official: int, posts: tuple[str, ...], day: date) -> list[OfficeHolder]:
    mine = (OfficeHolder.official == official) & OfficeHolder.post.in_(posts) & (OfficeHolder.kind != "definitif")
    return list(
        OfficeHolder.select().where(mine & (OfficeHolder.valid_from <= day) & (OfficeHolder.valid_until >= day))
    )
