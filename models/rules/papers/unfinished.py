"""When a paper is issued, by each way of signing; what it encloses; what of a case's papers is left unfinished."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.sop import Output, Stage
from models.rules.papers.documents import DOCUMENTS, DocumentRow, DocumentState
from models.rules.staff.roles import Role
from models.rules.staff.standing_in import standing_in

UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)
ON_PAPER = "basah"
# What migration 0028 wrote as the reference of outputs that older cases lack by a rule which came after them.
BEFORE_RULE = "sebelum 0028"


class IssuedBy(StrEnum):
    """What makes a paper an issued one."""

    SIGNING = "penanda tangan menekan tanda tangan"
    KEPT_COPY = "PDF bertanda tangan yang sah tersimpan"


@dataclass(frozen=True)
class WayOfSigning:
    """One way of signing: what issues the paper, and whether what was signed is scanned.

    The archive asks for the signed copy of a paper by either; where it lacks, a written reason may stand for it.
    """

    issued_by: IssuedBy
    scanned: bool

    @property
    def has_copy(self) -> bool:
        """Whether a paper signed so has a signed copy to keep."""
        return self.scanned or self.issued_by is IssuedBy.KEPT_COPY


WAYS_OF_SIGNING: dict[str, WayOfSigning] = {
    ON_PAPER: WayOfSigning(IssuedBy.SIGNING, scanned=True),
    "srikandi": WayOfSigning(IssuedBy.KEPT_COPY, scanned=False),
    "layanan": WayOfSigning(IssuedBy.KEPT_COPY, scanned=False),
}


@dataclass(frozen=True)
class CasePaper:
    """A paper of a case, as far as these rules need it; `mode` is the way of signing it was drafted for."""

    document_id: int
    code: str
    state: DocumentState
    mode: str = ON_PAPER
    copy_kept: bool = False
    own_title: str = ""  # what a paper of an own type is called


def way_of(mode: str) -> WayOfSigning:
    """Return the way of signing of this name; one that is not known is signed on paper."""
    return WAYS_OF_SIGNING.get(mode, WAYS_OF_SIGNING[ON_PAPER])


def is_issued(paper: CasePaper) -> bool:
    """Whether this paper is issued, by its way of signing."""
    if paper.state is not DocumentState.DITANDATANGANI:
        return False
    return way_of(paper.mode).issued_by is IssuedBy.SIGNING or paper.copy_kept


def missing_enclosures(row: DocumentRow, outputs: Collection[Output]) -> list[DocumentRow]:
    """List what a paper of this type encloses in a case with these outputs and is not issued there yet."""
    types = (DOCUMENTS[code] for code in row.encloses)
    return [each for each in types if each.needs in outputs and each.output not in outputs]


def enclosed_in(code: str, outputs: Collection[Output]) -> DocumentRow | None:
    """Return the type of a paper that counts on the case and encloses papers of this type."""
    return next((row for row in DOCUMENTS.values() if code in row.encloses and row.output in outputs), None)


def left_papers(
    papers: Iterable[CasePaper], outputs: Collection[Output], issuers: Mapping[str, Role]
) -> tuple[LeftPaper, ...]:
    """List what keeps a case from being put away: drafts neither issued nor discarded, enclosures not issued."""
    drafts = [paper for paper in papers if paper.state in UNSIGNED and paper.code in issuers]
    left = [
        LeftPaper(f"konsep {_title(paper)}", issuers[paper.code], paper.document_id, _output(paper))
        for paper in drafts
    ]
    enclosing = [row for row in DOCUMENTS.values() if row.encloses and row.output in outputs]
    owed = {each.code: each for row in enclosing for each in missing_enclosures(row, outputs)}
    drafted = {paper.code for paper in drafts}
    left += [
        LeftPaper(f"{row.title} yang terbit", issuers[code]) for code, row in owed.items() if code not in drafted
    ]
    return tuple(left)


def unscanned_papers(papers: Iterable[CasePaper]) -> tuple[str, ...]:
    """List the signed papers whose signed copy is not kept: not scanned, or not back from where it was signed."""
    return tuple(
        _title(paper)
        for paper in papers
        if (paper.own_title or paper.code in DOCUMENTS)
        and paper.state is DocumentState.DITANDATANGANI
        and way_of(paper.mode).has_copy
        and not paper.copy_kept
    )


def _title(paper: CasePaper) -> str:
    return paper.own_title or (DOCUMENTS[paper.code].title if paper.code in DOCUMENTS else paper.code)


def _output(paper: CasePaper) -> Output | None:
    """Return what a paper counts as on its case; one of an own type counts as nothing."""
    return DOCUMENTS[paper.code].output if paper.code in DOCUMENTS else None


def may_discard(
    row: DocumentRow, role: Role, stage: Stage, signer: Role, holder: Role, recused: Collection[Role] = ()
) -> bool:
    """Whether this role may discard a draft with a reason: who signs or drafts it, or, its stage past, the desk.

    Who does the work of a recused drafter on the case may do this of it as well.
    """
    drafters = {standing_in(drafter, recused) for drafter in row.drafters}
    return role is signer or role in (*row.drafters, *drafters) or (role is holder and stage not in row.stages)
