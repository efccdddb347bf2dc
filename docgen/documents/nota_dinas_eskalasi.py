"""ND-ESKAL, nota dinas eskalasi: a section cannot handle it and asks Kepala Kantor (SOP step 5a, notadinas §3.1).

Facts beside those of letter.py (paper and head) and registration.py:

referral     {number: str or null, date: ISO date or null}: the ND-TERUS that brought it; null where there was none
reason       str, why the section cannot handle it; line ends kept
opinion      str, what the section found and thinks of it; line ends kept
proposal     str, what it proposes; line ends kept
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
    """Everything ND-ESKAL prints; see the module's docstring."""

    paper: Paper
    head: Head
    registration: Registration
    referral: Reference | None
    reason: str
    opinion: str
    proposal: str
    attachments: tuple[str, ...]


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        head=read_head(facts),
        registration=read_registration(facts.inner("registration")),
        referral=read_reference(facts, "referral"),
        reason=facts.filled_text("reason"),
        opinion=facts.filled_text("opinion"),
        proposal=facts.filled_text("proposal"),
        attachments=facts.lines("attachments"),
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    return {
        **paper_context(facts.paper),
        **head_context(facts.head, facts.paper.mode),
        **registration_context(facts.registration),
        "rujukan": reference_context(facts.referral),
        "alasan": paragraphs(facts.reason),
        "pendapat": paragraphs(facts.opinion),
        "usul": paragraphs(facts.proposal),
        "berkas": listed(list(facts.attachments)),
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Nota Dinas – {facts.head.hal}"
