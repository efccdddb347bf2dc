"""ND-JAWAB, nota dinas jawaban: the answer of the section, or of the head, goes back (SOP step 7, notadinas §3.1).

Facts beside those of letter.py (paper and head) and registration.py:

referral     {number: str or null, date: ISO date or null}: the ND-TERUS this answers; null where there was none
findings     str, what was found (analysis, or the report on the field check); line ends kept
legal_basis  str, what the answer rests on; "" leaves the part out
answer       str, the answer ready to send to the citizen; line ends kept
attachments  list of str, one line for each file that goes with it; head.lampiran counts them
"""

from dataclasses import dataclass

from docgen.cleaning import paragraphs
from docgen.documents.letter import Head, Paper, head_context, paper_context, read_head, read_paper
from docgen.documents.reading import FactsReader
from docgen.documents.reference import Reference, read_reference, reference_context
from docgen.documents.registration import Registration, read_registration, registration_context
from docgen.wording import listed


@dataclass(frozen=True)
class Facts:
    """Everything ND-JAWAB prints; see the module's docstring."""

    paper: Paper
    head: Head
    registration: Registration
    referral: Reference | None
    findings: str
    legal_basis: str
    answer: str
    attachments: tuple[str, ...]


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        head=read_head(facts),
        registration=read_registration(facts.inner("registration")),
        referral=read_reference(facts, "referral"),
        findings=facts.filled_text("findings"),
        legal_basis=facts.text("legal_basis"),
        answer=facts.filled_text("answer"),
        attachments=facts.lines("attachments"),
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    return {
        **paper_context(facts.paper),
        **head_context(facts.head, facts.paper.mode),
        **registration_context(facts.registration),
        "rujukan": reference_context(facts.referral),
        "temuan": paragraphs(facts.findings),
        "dasar": paragraphs(facts.legal_basis) if facts.legal_basis.strip() else [],
        "jawaban": paragraphs(facts.answer),
        "berkas": listed(list(facts.attachments)),
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Nota Dinas – {facts.head.hal}"
