"""Gathers the facts of the monthly nota dinas (ND-REKAP) from the figures of a closed month."""

from collections import Counter
from datetime import datetime
from typing import Any

from models.actions.core.office_facts import office_settings
from models.actions.figures.month_figures import month_figures
from models.actions.figures.since_closing import since_closing
from models.actions.papers.addressing.from_and_to import recap_address
from models.actions.papers.document_facts import initials_asked, office_part
from models.actions.papers.paper_rights import signing_role
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.figures.case_figures import Figures
from models.rules.figures.corrections import correction_words, standing_words
from models.rules.figures.months import month_label
from models.rules.papers.documents import Annex, Sifat
from models.rules.staff.roles import ROLES, Role
from models.tables import MonthClose


def recap_memo_facts(month: str, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of ND-REKAP. Raises MonthNotAllowed, or DocumentNotAllowed until the month is closed."""
    settings, label, day = office_settings(), month_label(month), to_wib(now).date()
    if not MonthClose.select().where(MonthClose.month == month).exists():
        raise DocumentNotAllowed(f"Tutup bulan {label} lebih dahulu, lalu buat nota dinas rekapitulasinya.")
    post = signing_role(None, code, settings)
    head = {
        "number": None,
        "date": None,
        "sifat": str(Sifat.BIASA),
        **recap_address(code, now),
        "hal": f"Rekapitulasi Pengaduan Masyarakat Bulan {label}",
        "lampiran": 1,
        "annex": str(Annex.SAMAR),
        "tembusan": [ROLES[Role.KEPALA_KANTOR].title],
        "notes": "",
        **initials_asked(code, post),
    }
    figures = month_figures(month, now)
    return office_part(settings, post, day, code) | head | _figures(figures) | _corrected(month, figures)


def _corrected(month: str, figures: Figures) -> dict[str, object]:
    """Return what was written into the register since the closing and what it makes of these figures, if anything."""
    closing = since_closing(month, figures)
    if closing is None or not closing.corrections:
        return {}
    counted = (one for one in closing.corrections if one.corrects is None or any(c.before for c in one.changes))
    return {"corrected": "\n".join((*standing_words(closing), *(correction_words(one) for one in counted)))}


def _figures(figures: dict[str, Any]) -> dict[str, object]:
    by_channel: Counter[str] = Counter()
    for row in figures["totals"]:
        by_channel[row["channel"]] += row["count"]
    running = len(figures["open"])
    return {
        "month": figures["label"],
        "received": figures["received"],
        "finished": figures["received"] - running,
        "running": running,
        "late": len(figures["late"]),
        "channels": [{"name": name, "count": count} for name, count in by_channel.most_common()],
        "steps": [
            {name: row[name] for name in ("step", "title", "target", "ended", "on_time", "running_late")}
            for row in figures["steps"]
        ],
        "late_list": [{name: row[name] for name in ("number", "section", "stage", "due")} for row in figures["late"]],
    }
