"""Every word typed into a form of a case, on the way of either branch, stands in its dossier's PDF and archive."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdf
import pytest

from admin_app.forms.fields import TYPED
from admin_app.papers import pdf_copies
from admin_app.papers.dossiers import ask_for, dossier_of
from tests.admin_app.browsing import Clock, back_office
from tests.admin_app.one_case import furnish
from tests.admin_app.papers.filled_case import BRANCHES, NO_WORDS, Case, Pen, first_steps, last_steps
from tests.office import office
from tests.tools import needs

# Papers of the office itself have these; no case does.
OF_THE_OFFICE = {"cause", "done", "impact", "annex", "notes"}
# Forms met on the way whose words are looked for in another test, or are not the case's.
ELSEWHERE = {
    "gabung.why": "is about two cases: tests/actions/papers/dossier/test_dossier_records.py",
    "simpan.nama": "names a view of the queue",
}


@dataclass
class Said:
    """What was typed in a branch, and all the words of its dossier and its archive."""

    pen: Pen
    pdf: str
    archive: str


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Said]]:
    """Both branches, each walked once to the archive, with its dossier."""
    needs("libreoffice")
    folder = tmp_path_factory.mktemp("kata")
    with office(f"sqlite:///{folder}/office.db") as account:
        furnish()
        clock = Clock()
        app, found = back_office(folder, clock), {}
        for place, (name, branch) in enumerate(BRANCHES.items()):
            case = Case(app, account, clock, Pen(), f"62811000000{place}")
            first_steps(case)
            branch(case)
            last_steps(case)
            found[name] = said(case)
        yield found


def said(case: Case) -> Said:
    """Have the dossier made and read it whole; spaces are dropped, as lines break anywhere."""
    settings = case.app.config["ADUAN"]
    dossier = dossier_of(case.row, settings)
    ask_for(dossier, settings)
    pdf_copies.queue_of(settings.data_dir).wait(dossier.key, 240)
    pages = [page.extract_text() for page in pypdf.PdfReader(dossier.pdf).pages]
    return Said(case.pen, _packed("".join(pages)), _packed(_archive(dossier.archive)))


def _archive(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith((".json", ".txt"))]
        papers = [docx.Document(io.BytesIO(archive.read(name))) for name in archive.namelist() if ".docx" in name]
        cells = [cell.text for paper in papers for table in paper.tables for row in table.rows for cell in row.cells]
        lines = [line.text for paper in papers for line in paper.paragraphs]
        return " ".join([*(part.decode() for part in parts), *cells, *lines])


def _packed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("branch", list(BRANCHES))
def test_every_word_typed_stands_in_the_pdf_and_in_the_archive(branches: dict[str, Said], branch: str) -> None:
    found = branches[branch]
    typed = found.pen.words
    assert len(typed) > 50
    assert sorted(where for word, where in typed.items() if word not in found.pdf) == []
    assert sorted(where for word, where in typed.items() if word not in found.archive) == []


def test_no_form_on_the_way_was_left_out(branches: dict[str, Said]) -> None:
    seen = set().union(*(found.pen.seen for found in branches.values()))
    filled = set().union(*(found.pen.filled for found in branches.values()))
    assert " ".join(sorted(seen - filled - set(ELSEWHERE))) == ""


def test_every_field_the_program_knows_was_filled(branches: dict[str, Said]) -> None:
    names = set().union(*(found.pen.names for found in branches.values()))
    assert set(TYPED) - set(NO_WORDS) - OF_THE_OFFICE - names == set(), names
