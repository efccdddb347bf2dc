"""ND-TERUSJWB, nota dinas penerusan jawaban: Kasi TIKKIM hands the answer on to Kasubsi Infokim (SOP step 7, §3.1).

Facts beside those of letter.py (paper and head) and registration.py:

answer_paper  {number: str or null, date: ISO date or null}: the ND-JAWAB that is handed on; null where there is none
answered_by   str, the title of who wrote it
instruction   str, what the reader is asked to do, in the officer's words; "" prints the standard sentence
answer        str, the answer ready to send to the citizen; line ends kept
attachments   list of str, one line for each file that goes with it; head.lampiran counts them
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
    """Everything ND-TERUSJWB prints; see the module's docstring."""

    paper: Paper
    head: Head
    registration: Registration
    answer_paper: Reference | None
    answered_by: str
    instruction: str
    answer: str
    attachments: tuple[str, ...]


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        head=read_head(facts),
        registration=read_registration(facts.inner("registration")),
        answer_paper=read_reference(facts, "answer_paper"),
        answered_by=facts.filled_line("answered_by"),
        instruction=facts.text("instruction"),
        answer=facts.filled_text("answer"),
        attachments=facts.lines("attachments"),
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    return {
        **paper_context(facts.paper),
        **head_context(facts.head, facts.paper.mode),
        **registration_context(facts.registration),
        "rujukan": reference_context(facts.answer_paper),
        "penjawab": facts.answered_by,
        "petunjuk": paragraphs(facts.instruction) if facts.instruction.strip() else [],
        "jawaban": paragraphs(facts.answer),
        "berkas": listed(list(facts.attachments)),
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Nota Dinas – {facts.head.hal}"
