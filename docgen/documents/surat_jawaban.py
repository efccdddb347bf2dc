"""SURAT, surat jawaban: the written answer to the complainant, on paper (SOP step 8, notadinas §3.4 b).

Facts beside those all papers share (letter.py) and registration.py:

number, date, sifat, lampiran, hal, tembusan   as in letter.py
yth          str, e.g. "Saudara Sari Contoh"
address      str, where it goes: lines of the address, or the account he wrote from; may be ""
answer       str, what is answered; line ends kept
english      str, the same in English for a foreigner, in the officer's words; "" leaves it out
attachments  list of str, one line for each file that goes with it; lampiran counts them
"""

from dataclasses import dataclass
from datetime import date

from docgen.cleaning import paragraphs
from docgen.documents.letter import Paper, paper_context, read_paper
from docgen.documents.reading import FactsReader
from docgen.documents.registration import Registration, read_registration, registration_context
from docgen.wording import BLANK, attached, listed, long_date
from models.rules.papers.documents import Sifat


@dataclass(frozen=True)
class Facts:
    """Everything the letter prints; see the module's docstring."""

    paper: Paper
    registration: Registration
    number: str
    date: date | None
    sifat: str
    lampiran: int
    hal: str
    yth: str
    address: str
    answer: str
    english: str
    tembusan: tuple[str, ...]
    attachments: tuple[str, ...]


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        registration=read_registration(facts.inner("registration")),
        number=facts.line("number"),
        date=facts.day_or_none("date"),
        sifat=facts.one_of("sifat", tuple(Sifat)),
        lampiran=facts.count("lampiran"),
        hal=facts.filled_line("hal"),
        yth=facts.filled_line("yth"),
        address=facts.text("address"),
        answer=facts.filled_text("answer"),
        english=facts.text("english"),
        tembusan=facts.lines("tembusan"),
        attachments=facts.lines("attachments"),
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    anchored = facts.paper.mode == "srikandi"
    return {
        **paper_context(facts.paper),
        **registration_context(facts.registration),
        "nomor": facts.number or ("${nomor_naskah}" if anchored else BLANK),
        "tanggal": "${tanggal_naskah}" if anchored and facts.date is None else long_date(facts.date),
        "sifat": facts.sifat,
        "lampiran": attached(facts.lampiran),
        "hal": facts.hal,
        "yth": facts.yth,
        "alamat": paragraphs(facts.address) if facts.address.strip() else [],
        "jawaban": paragraphs(facts.answer),
        "terjemahan": paragraphs(facts.english) if facts.english.strip() else [],
        "tembusan": listed(list(facts.tembusan)),
        "berkas": listed(list(facts.attachments)),
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Surat – {facts.hal}"
