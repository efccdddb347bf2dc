"""A signing from its press to the stored file, and a paper's first PDF, each beside what it cannot do without.

Who signs has looked at the paper, as in an office: its pages stand beside the button.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from admin_app.papers import papers
from admin_app.papers.pdf_queue import PdfQueue, Wanted
from docgen.documents.examples import examples
from docgen.pdf import Converter, find_soffice
from docgen.render import Renderer
from models.actions.papers.draft_document import draft_document
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.benchmarks.figures import Figure, percentiles, seconds
from tests.office import NOW, actor, office

SIGNINGS, FIRST = 20, 10
FORM = "ttd-nd-terus"


def signings(folder: Path) -> Figure:
    """Measure the press on the case's page, nothing to take back: number, date, audit trail and the file kept."""
    with _drafted(folder) as (app, cases):
        browser = Browser(app)
        browser.sign_in(Role.KASUBSI_INFOKIM)
        files, taken, alone = app.config["ADUAN"].files, list[float](), list[float]()
        for walk, paper in cases:
            alone.append(seconds(partial(papers.issued, paper, app.config["ADUAN"], NOW)) * 1000)  # the look
            form = forms_on(case_page(browser, walk.case))[FORM]
            taken.append(seconds(partial(send, browser, form)) * 1000)
            assert files.read(str(Document.get_by_id(paper.id).sha256))
    least = statistics.median(alone[1:])  # the first starts the worker
    what = f"signing, from the press to the stored file, {len(taken)} of them"
    return Figure(what, statistics.median(taken), "ms", least, "making the same papers alone", "p50 <= 120 ms")


@contextmanager
def _drafted(folder: Path) -> Iterator[tuple[Flask, list[tuple[Walk, Any]]]]:
    """Open an office whose Kasubsi has drafts to sign."""
    with office(f"sqlite:///{folder / 'signings.db'}", NOW) as account:
        clock = Clock()
        app = back_office(folder / "signings", clock)
        cases = []
        for place in range(SIGNINGS):
            walk = Walk(account, who=f"6281100001{place:02}").at_kasubsi()
            cases.append((walk, draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())))
        yield app, cases


def first_pdfs(folder: Path) -> list[Figure]:
    """Measure papers that come one by one, each wanted as PDF for the first time; nothing without LibreOffice."""
    if find_soffice() is None:
        return []
    with Renderer() as renderer:
        facts = examples("ND-TERUS")[0]
        memos = [renderer.render("ND-TERUS", facts | {"hal": f"Penerusan {place}"}) for place in range(FIRST)]
    converter = Converter(folder / "first")
    whole = seconds(lambda: converter.convert(memos[:1]))
    queue, one_by_one = PdfQueue(converter), iter(enumerate(memos))

    def make() -> None:
        place, memo = next(one_by_one)
        queue.want(Wanted(str(place), memo))
        queue.wait(str(place), 600)
        assert queue.get(str(place))

    median, _ = percentiles(make, FIRST)
    each = seconds(lambda: converter.convert(memos)) / FIRST * 1000
    alone = f"LibreOffice alone, each of {FIRST} in one call"
    return [
        Figure(f"first PDF of a paper, {FIRST} one by one", median, "ms", each, alone, "p50 <= 1,200 ms"),
        Figure("first PDF of an installation, which makes the profile", whole * 1000, "ms", each, alone),
    ]
