"""ND-TERUS, nota dinas pengoordinasian: the complaint goes to a section, or to the head (SOP step 4, notadinas §3.1).

Facts beside those of letter.py (paper and head) and registration.py:

complaint_text    str, what the citizen wrote, verbatim; line ends kept
first_response    ISO moment of the delivered tanggapan awal, or null
request           str, what the reader is asked to do, in the officer's words; "" prints the standard sentence
to_head           bool, true when it goes to Kepala Kantor; leaves out the paragraph about forwarding to him
sop_number        str, the SOP in force
analysis_minutes  int, standard of step 5
fieldwork_days    int, standard of step 6
reply_to          str, the title of who receives the answer
attachments       list of str, one line for each file that goes with it; head.lampiran counts them
"""

from dataclasses import dataclass
from datetime import datetime

from docgen.cleaning import paragraphs
from docgen.documents.letter import Head, Paper, head_context, paper_context, read_head, read_paper
from docgen.documents.reading import FactsReader
from docgen.documents.registration import Registration, read_registration, registration_context
from docgen.wording import counted, listed, long_moment


@dataclass(frozen=True)
class Facts:
    """Everything ND-TERUS prints; see the module's docstring."""

    paper: Paper
    head: Head
    registration: Registration
    complaint_text: str
    first_response: datetime | None
    request: str
    to_head: bool
    sop_number: str
    analysis_minutes: int
    fieldwork_days: int
    reply_to: str
    attachments: tuple[str, ...]


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        head=read_head(facts),
        registration=read_registration(facts.inner("registration")),
        complaint_text=facts.text("complaint_text"),
        first_response=facts.moment_or_none("first_response"),
        request=facts.text("request"),
        to_head=facts.yes("to_head"),
        sop_number=facts.filled_line("sop_number"),
        analysis_minutes=facts.count("analysis_minutes"),
        fieldwork_days=facts.count("fieldwork_days"),
        reply_to=facts.filled_line("reply_to"),
        attachments=facts.lines("attachments"),
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    first = facts.first_response
    return {
        **paper_context(facts.paper),
        **head_context(facts.head, facts.paper.mode),
        **registration_context(facts.registration),
        "aduan": paragraphs(facts.complaint_text or "(tanpa teks, hanya berkas)"),
        "tanggapan_awal": f"Disampaikan {long_moment(first)}" if first else "Belum disampaikan",
        "permintaan": paragraphs(facts.request) if facts.request.strip() else [],
        "ke_kepala_kantor": facts.to_head,
        "sop": facts.sop_number,
        "batas_analisa": counted(facts.analysis_minutes, "menit"),
        "batas_penelitian": counted(facts.fieldwork_days, "hari kerja"),
        "jawaban_kepada": facts.reply_to,
        "berkas": listed(list(facts.attachments)),
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Nota Dinas – {facts.head.hal}"
