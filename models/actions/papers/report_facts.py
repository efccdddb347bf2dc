"""Gathers the facts of a field report (LAPORAN): the case, the findings, the photos."""

from datetime import datetime

from models.actions.core.office_facts import office_settings
from models.actions.core.report_photos import photos_of, place_words
from models.actions.core.write_output import latest_text
from models.actions.papers.document_facts import case_part, named_paper, registration, signed_paper
from models.rules.cases.sop import Output
from models.rules.core.moments import iso, to_wib
from models.tables import Complaint, ReportPhoto, SopVersion


def report_facts(case: Complaint, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of the report, with the officers' words and the photos by sha256."""
    settings = office_settings()
    return {
        **case_part(case, code, settings, to_wib(now).date()),
        "hal": f"Laporan Hasil Penelitian Lapangan {case.number}",
        "kota": settings.get("kota", ""),
        "date": None,
        "registration": registration(case),
        "referral": named_paper(signed_paper(case, "ND-TERUS")),
        "sop_number": SopVersion.get_by_id(case.sop_version_id).number,
        "assignment": "",
        "place": case.incident_place,
        "activity": "",
        "findings": latest_text(case.id, Output.LAPORAN),
        "conclusion": "",
        "suggestion": "",
        "officer_name": "",
        "officer_nip": "",
        "photos": [
            {"caption": _caption(photo), "taken": iso(photo.taken_at), "sha256": photo.sha256, "picture": None}
            for photo in photos_of(case.id)
        ],
    }


def _caption(photo: ReportPhoto) -> str:
    return " · ".join(filter(None, (photo.caption, place_words(photo))))
