"""Every file of the table is judged in the worker, without network, as its row says."""

import base64
from collections.abc import Iterator
from datetime import datetime

import pytest

from docgen.errors import DocumentError
from docgen.render import EXAMINE_LIMIT, Renderer
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Examined, Verdict, judge_copy
from models.rules.papers.same_words import compare_words
from tests.admin_app.papers.signed_pdfs import Look, pdf
from tests.docgen.returned.authority import STAMPED, Holder, authority
from tests.docgen.returned.files import FILES, SIGNER, Maker

NOW = datetime(2026, 11, 2, 2, 0)
WORDS = "NOTA DINAS NOMOR WIM.32.IMI.5-UM.01.01-1\nSehubungan dengan pengaduan masyarakat"


@pytest.fixture(scope="module")
def worker() -> Iterator[Renderer]:
    """One worker for all files."""
    with Renderer(EXAMINE_LIMIT) as renderer:
        yield renderer


def judged(worker: Renderer, content: bytes, issued: bytes, *roots: Holder) -> Verdict:
    found = worker.examine(content, [base64.b64encode(root.der).decode() for root in roots], NOW)
    ours, pictured = worker.all_words(issued)
    words = compare_words(ours, found.text)
    return judge_copy(Examined(found, words.sameness, SIGNER, bool(roots), pictured), words.difference)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_its_row_says(worker: Renderer, name: str) -> None:
    state, make = FILES[name]
    issued = pdf(WORDS)
    content = make(Maker(issued, WORDS))
    if state is None:
        with pytest.raises((DocumentError, DocumentNotAllowed)):
            judged(worker, content, issued, authority().root)
    else:
        assert judged(worker, content, issued, authority().root).state is state


def test_a_verdict_names_signer_moment_and_the_roots_it_rests_on(worker: Renderer) -> None:
    issued = pdf(WORDS)
    verdict = judged(worker, FILES["B-T"][1](Maker(issued, WORDS)), issued, authority().root)
    assert (verdict.signer, verdict.signed_at) == (SIGNER, STAMPED.replace(tzinfo=None))
    assert verdict.roots == (authority().root.asn1.sha256.hex(),)
    differs = judged(worker, FILES["other words"][1](Maker(issued, WORDS)), issued, authority().root)
    assert "tidak" in differs.difference


def test_without_roots_nobody_is_trusted_and_the_state_says_why(worker: Renderer) -> None:
    issued = pdf(WORDS)
    for name in ("B-B", "B-T", "B-LT by CRL", "two signers", "unknown root"):
        assert judged(worker, FILES[name][1](Maker(issued, WORDS)), issued).state is CopyState.TANPA_AKAR
    assert judged(worker, FILES["self-made"][1](Maker(issued, WORDS)), issued).state is CopyState.BUATAN_SENDIRI


def test_four_hundred_pages_are_judged_within_the_workers_limits(worker: Renderer) -> None:
    issued = pdf("\n".join(f"{WORDS} baris {line}" for line in range(40)), Look(pages=400))
    maker = Maker(issued, WORDS)
    assert judged(worker, maker.stamped(), issued, authority().root).state is CopyState.DIPERCAYA
