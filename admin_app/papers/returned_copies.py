"""Looks at a returned PDF in the worker and has it judged by the office's roots and the issued paper."""

import json
from dataclasses import dataclass
from datetime import datetime

from admin_app.papers.papers import as_it_went
from admin_app.papers.pdf_copies import converted
from docgen.errors import DocumentError, RenderLimit
from docgen.render import shared_examiner
from models.actions.papers.signed.attach_signed_copy import Returned
from models.actions.papers.signed.keep_roots import roots_in_use
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.papers.judge_copy import Examined, Verdict, check_harmless, judge_copy
from models.rules.papers.same_words import Comparison, Sameness, as_later, compare_words
from models.rules.papers.signature_place import Stamp
from models.rules.papers.signatures import ReturnedPdf
from models.rules.papers.signing_service import TAG
from models.rules.papers.unfinished import UNSIGNED
from models.tables import Document
from models.tables.core.settings import Settings

_Compared = tuple[Comparison, tuple[int, ...]]
_FIRST_PAGES = 5  # the number of a paper stands on its first page


@dataclass(frozen=True)
class Seen:
    """A look at a returned PDF: the words of its first pages, how they compare with the paper's, the verdict."""

    first: str
    rest: str  # the words of the pages after those
    compared: Comparison
    verdict: Verdict
    drawn: tuple[Stamp, ...] = ()  # where its signatures are seen


def look_at(
    paper: Document, content: bytes, settings: Settings, now: datetime, *, typed: str = "", reason: str = ""
) -> Returned:
    """Return a returned PDF as an action files it. Raises DocumentNotAllowed where it is no signed copy at all."""
    seen = examined(paper, content, settings, now)
    return Returned(seen.first, typed, reason, seen.verdict)


def examined(
    paper: Document,
    content: bytes,
    settings: Settings,
    now: datetime,
    ours: bytes | None = None,
    number: str | None = None,
) -> Seen:
    """Return what a PDF is beside its paper, issued or a draft; `ours`: the PDF that was signed, where it is known.

    `number`: under which a draft went that was put back from a backup, so that it may be older than what was signed.
    Raises DocumentNotAllowed as look_at does.
    """
    roots = [row.der for row in roots_in_use()]
    found = _found(content, roots, now)
    check_harmless(found.acts)
    compared, pictured = _compared(paper, found, ours, settings, now)
    compared = as_later(compared, found.text, number) if number is not None else compared
    seen = Examined(found, compared.sameness, _signer(paper), bool(roots), pictured)
    pages = found.text.split("\f")
    first, rest = "\n".join(pages[:_FIRST_PAGES]), "\n".join(pages[_FIRST_PAGES:])
    return Seen(first, rest, compared, judge_copy(seen, compared.difference), found.drawn)


def look_again(paper: Document, settings: Settings, now: datetime) -> Returned:
    """Return what the kept copy of a paper is by now. Raises DocumentNotAllowed, also where its file is gone."""
    try:
        content = settings.files.read(paper.signed_copy or "")
    except OSError as err:
        raise DocumentNotAllowed(
            "Salinan bertanda tangan naskah ini tidak ada di penyimpanan, jadi tidak dapat diperiksa. Beri tahu "
            "Administrator."
        ) from err
    return look_at(paper, content, settings, now)


def _found(content: bytes, roots: list[str], now: datetime) -> ReturnedPdf:
    try:
        return shared_examiner().examine(content, roots, now)
    except RenderLimit as err:
        raise DocumentNotAllowed(
            "PDF ini tidak selesai diperiksa karena terlalu rumit. Cetak lalu pindai lembarnya, lalu unggah PDF itu."
        ) from err
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err


def _compared(
    paper: Document, found: ReturnedPdf, ours: bytes | None, settings: Settings, now: datetime
) -> _Compared:
    """Compare the signed words with those of the issued paper and tell its pictures; unknown where no PDF is made."""
    if not found.signatures:
        return Comparison(Sameness.UNKNOWN), ()
    try:
        kept = paper.state not in UNSIGNED
        made = ours or converted(as_it_went(paper, settings, now), settings, now, issued_paper=kept)
        words, pictured = shared_examiner().all_words(made)
        mark = _mark_of(paper)
        return compare_words(_with_anchor(mark, words), found.text, TAG if mark else ""), pictured
    except (RuleBroken, DocumentError):
        return Comparison(Sameness.UNKNOWN), ()


def _signer(paper: Document) -> str:
    signer = json.loads(paper.facts).get("signer")
    return str(signer.get("name") or "") if isinstance(signer, dict) else ""


def _mark_of(paper: Document) -> str:
    """Return the mark at which the office's own service draws; empty for a paper that does not go there."""
    return str(json.loads(paper.facts).get("anchor") or "")


def _with_anchor(mark: str, words: str) -> str:
    """Return a paper's words in which the mark of the office's own service is a known anchor: it may print there."""
    together = "".join(words.split())
    return together.replace(mark, TAG) if mark and together.count(mark) == 1 else words
