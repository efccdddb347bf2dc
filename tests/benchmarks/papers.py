"""Nota dinas a second through the guarded worker, beside bare python-docx; the recap of a month of 2,000."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import docx

from docgen.documents.examples import examples
from docgen.render import Renderer, shipped_template
from models.actions.papers.list_facts import recap_facts
from models.tables import Complaint
from tests.benchmarks.figures import Figure, seconds
from tests.benchmarks.load import load
from tests.office import NOW, office

COUNT = 200
MONTH, ROWS = "2026-11", 2_000
_OVER = datetime(2026, 12, 1, 2, 0)
_AIMS = dict.fromkeys(("ND-TERUS", "ND-ESKAL", "ND-JAWAB", "ND-TERUSJWB", "ND-REKAP"), ">= 50/s")


def _bare(template: bytes) -> None:
    docx.Document(BytesIO(template)).save(BytesIO())


def _per_second(work: Callable[[], object]) -> float:
    work()  # the worker and its template are warm, as after the first paper of a day
    return COUNT / seconds(lambda: [work() for _ in range(COUNT)])


def measure(folder: Path) -> list[Figure]:
    """Measure memos, the sheet of a case, and the recap of a month."""
    figures = []
    with Renderer() as renderer:
        for code, aim in (_AIMS | {"SURAT": "", "LEMBAR": ""}).items():
            made = _per_second(partial(renderer.render, code, examples(code)[0]))
            bare = _per_second(partial(_bare, shipped_template(code)))
            figures.append(Figure(f"paper {code}", made, "papers/s", bare, "bare python-docx open and save", aim))
        return [*figures, *_recaps(folder, renderer)]


def _recaps(folder: Path, renderer: Renderer) -> list[Figure]:
    """Measure both recaps from the database to the Word file, charts too."""
    with office(f"sqlite:///{folder / 'recap.db'}", NOW):
        load(ROWS, NOW)
        first = Complaint.select(Complaint.id).order_by(Complaint.id).scalar()
        for start in range(0, ROWS, 100):  # a busy month: all of them within twenty days
            some = (Complaint.id >= first + start) & (Complaint.id < first + start + 100)
            day = datetime(2026, 11, 1, 3, 0) + timedelta(days=start // 100)
            Complaint.update(opened_at=day).where(some).execute()
        return [_recap(renderer, code, masked) for code, masked in (("REKAP", False), ("REKAP-SAMAR", True))]


def _recap(renderer: Renderer, code: str, masked: bool) -> Figure:
    """Time one recap."""
    found: list[dict[str, object]] = []
    taken = seconds(lambda: found.append(recap_facts(MONTH, code, _OVER, masked=masked)))
    assert len(found[0]["lines"]) == ROWS  # type: ignore[arg-type]
    taken += seconds(partial(renderer.render, code, found[0]))
    return Figure(f"{code} of {ROWS:,} complaints", taken, "s", aim="<= 5 s")
