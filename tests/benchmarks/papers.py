"""Papers: through the guarded worker, a recap of 2,000, a signing, PDFs, a dossier, a scan, each beside its limit.

What a paper says changes each time, so that nothing made before can answer. On a machine that others use too, the
shares are the column to read.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

import docx

from docgen.documents.examples import examples
from docgen.render import Renderer, shipped_template
from models.actions.papers.list_facts import recap_facts
from models.tables import Complaint
from tests.benchmarks import dossier, scans
from tests.benchmarks.figures import Figure, seconds
from tests.benchmarks.load import load
from tests.benchmarks.signings import first_pdfs, signings
from tests.office import NOW, office

COUNT = 200
MONTH, ROWS = "2026-11", 2_000
_OVER = datetime(2026, 12, 1, 2, 0)
_AIMS = dict.fromkeys(("ND-TERUS", "ND-ESKAL", "ND-JAWAB", "ND-TERUSJWB", "ND-REKAP"), ">= 150/s")


def _bare(template: bytes) -> None:
    docx.Document(BytesIO(template)).save(BytesIO())


def _per_second(work: Callable[[], object]) -> float:
    work()  # the worker and its template are warm, as after the first paper of a day
    return COUNT / seconds(lambda: [work() for _ in range(COUNT)])


def _changing(renderer: Renderer, code: str) -> Callable[[], bytes]:
    """Return what makes a paper with a subject of its own each time."""
    facts: Mapping[str, object] = examples(code)[0]
    numbers = count()
    # Sent through the worker whole: it keeps prepared templates, and nothing of what was said.
    return lambda: renderer.render(code, {**facts, "hal": f"Perihal ke-{next(numbers)}"})


def measure(folder: Path) -> list[Figure]:
    """Measure memos, the sheet of a case, the recap of a month, signings, PDFs, a dossier and a scan."""
    return [*_papers(folder), signings(folder), *first_pdfs(folder), *dossier.measure(folder), *scans.measure(folder)]


def _papers(folder: Path) -> list[Figure]:
    figures = []
    with Renderer() as renderer:
        for code, aim in (_AIMS | {"SURAT": "", "LEMBAR": ""}).items():
            made = _per_second(_changing(renderer, code))
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
    made: list[bytes] = []
    taken += seconds(lambda: made.append(renderer.render(code, found[0])))
    bare = seconds(partial(_bare, made[0]))
    limit = "bare python-docx open and save of the same list"
    return Figure(f"{code} of {ROWS:,} complaints", taken, "s", bare, limit, "<= 4 s")
