"""Gathers the facts of the letter to the complainant (SURAT): the addressee and the answer."""

from datetime import datetime

from models.actions.core.office_facts import office_settings
from models.actions.core.write_output import latest_text
from models.actions.papers.document_facts import case_part, registration
from models.rules.cases.sop import Output
from models.rules.core.moments import to_wib
from models.rules.papers.documents import Sifat
from models.rules.privacy.masking import reporter_label
from models.tables import Complaint


def reply_letter_facts(case: Complaint, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of the letter as the case is now; a protected complainant is not named."""
    return {
        **case_part(case, code, office_settings(), to_wib(now).date()),
        "number": None,
        "date": None,
        "sifat": str(Sifat.BIASA),
        "lampiran": 0,
        "attachments": [],
        "hal": f"Jawaban atas Pengaduan Nomor {case.number}",
        "tembusan": [],
        "registration": registration(case),
        "yth": _addressee(case),
        "address": "" if case.identity_protected else case.contact.address,
        "answer": latest_text(case.id, Output.NASKAH_JAWABAN),
        "english": "",
    }


def _addressee(case: Complaint) -> str:
    handle, contact = case.thread.handle, case.contact
    if case.identity_protected:
        return reporter_label("", handle.value, True, case.number)
    return f"Saudara {contact.name or handle.display_name or handle.value}"
