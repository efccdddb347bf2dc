"""What a draft lacks to be signed as it stands: initials, its address, what it encloses, words put right since."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.actions.core.case import outputs_of
from models.actions.core.identities import mask_of
from models.actions.core.trail_order import acts_on, last_act
from models.actions.papers.document_facts import replaced_paper
from models.actions.papers.initials.given import missing_parafs, returned
from models.actions.papers.outdated_words import corrections_of, fallen_papers, outdated_papers
from models.actions.papers.own.own_words import unsaid_on
from models.actions.papers.paper_facts import Subject, gather_address
from models.actions.papers.paper_rights import document_row, signing_role
from models.rules.cases.sop import Output
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.documents import DocumentRow
from models.rules.papers.own.own_type import OLD_ANSWERS, READDRESSED, asked_in, declared_in
from models.rules.papers.unfinished import missing_enclosures
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, Document, MonthClose

_AGAIN = "Simpan konsepnya sekali lagi."


@dataclass(frozen=True)
class Shortfall:
    """One thing a draft lacks, and what to do about it while its words can still be changed here."""

    what: str
    advice: str = ""


def check_ready(
    document: Document, case: Complaint | None, row: DocumentRow, signs_as: Role, settings: Mapping[str, str]
) -> None:
    """Raise DocumentNotAllowed where a draft is not as it has to be when it is signed, whoever signs it."""
    lacks = next(shortfalls(document, case, row, signs_as, settings), None)
    if lacks is not None:
        raise DocumentNotAllowed(f"{lacks.what} {lacks.advice}".strip())


def shortfalls(
    document: Document, case: Complaint | None, row: DocumentRow, signs_as: Role, settings: Mapping[str, str]
) -> Iterator[Shortfall]:
    """Yield what a draft lacks to be signed, what is put right first before what follows from it."""
    if returned(document) is not None:
        yield Shortfall("Konsep ini dikembalikan untuk diperbaiki.", "Simpan konsepnya lagi lebih dahulu.")
    missing = missing_parafs(document, row, signs_as) if settings.get("paraf_wajib") == "ya" else ()
    if missing:
        yield Shortfall(f"{row.title} belum diparaf {ROLES[missing[0]].label}.")
    if unsaid := unsaid_on(document):
        yield Shortfall(f"Belum diisi: {', '.join(unsaid)}.", "Lengkapi konsepnya, simpan, lalu ulangi.")
    yield from _old_answers(document)
    yield from _address(document, case)
    yield from _replaced(document)
    yield from _month(document)
    if case is None:
        return
    yield from _enclosed(row, case, settings)
    yield from _answer(document, case)
    if fallen_papers([document], case):
        yield Shortfall("Jawaban yang disebut konsep ini kemudian tidak sampai.", _AGAIN)
    if outdated_papers([document], corrections_of(case.id), mask_of(case)):
        yield Shortfall("Uraian kasus dibetulkan setelah konsep ini dibuat.", _AGAIN)


def _enclosed(row: DocumentRow, case: Complaint, settings: Mapping[str, str]) -> Iterator[Shortfall]:
    """Yield what this paper encloses and is not issued, with who issues it."""
    if not row.encloses:
        return
    for enclosed in missing_enclosures(row, outputs_of(case)):
        yield Shortfall(
            f"{row.title} melampirkan {enclosed.title}, yang belum terbit.",
            f"{ROLES[signing_role(case, enclosed.code, settings)].label} menerbitkannya lebih dahulu.",
        )


def _old_answers(document: Document) -> Iterator[Shortfall]:
    """Yield a shortfall of answers with words put right since, which saving the draft again leaves as they are."""
    facts = json.loads(document.facts)
    old = [f"“{one.label}”" for one in asked_in(facts) if one.tag in facts.get(OLD_ANSWERS, [])]
    if old:
        yield Shortfall(
            f"Uraian kasus dibetulkan setelah konsep ini dibuat; {', '.join(old)} masih memakai yang lama.",
            "Tulis ulang isiannya, simpan konsepnya, lalu ulangi.",
        )


def _address(document: Document, case: Complaint | None) -> Iterator[Shortfall]:
    """Yield a shortfall where the case moved to another section since the draft: its addressee is wrong."""
    drafted = json.loads(document.facts)
    if "yth" not in drafted:
        return
    current = gather_address(Subject(document.type, case, document.about, document.own_version), document.drafted_at)
    if declared_in(drafted) is not None:
        written = drafted.get(READDRESSED, []) if READDRESSED in current else ("yth", "address")
        if any(
            drafted.get(name) != current[name]
            for name in ("yth", "address")
            if name in current and name not in written
        ):
            yield Shortfall("Nama atau alamat pelapor di kasus berubah setelah konsep ini dibuat.", _AGAIN)
        current["yth"] = drafted["yth"]  # what is left to compare is who sends it
    if any(drafted.get(name) != current[name] for name in ("yth", "dari") if name in current):
        yield Shortfall(
            f"Konsep ini dari {drafted.get('dari')} kepada {drafted.get('yth')}; kini seharusnya dari "
            f"{current['dari']} kepada {current['yth']}.",
            "Simpan konsepnya sekali lagi, lalu tanda tangani.",
        )


def _replaced(document: Document) -> Iterator[Shortfall]:
    """Yield a shortfall where the draft does not name the withdrawn memo in whose place it comes."""
    withdrawn = replaced_paper(document.complaint_id, document.type) if document.complaint_id else None
    if json.loads(document.facts).get("replaced") != withdrawn:
        yield Shortfall("Konsep ini belum menyebut nota dinas yang digantikannya.", "Simpan lagi konsepnya.")


def _month(document: Document) -> Iterator[Shortfall]:
    """Yield a shortfall of a list drafted before its month closed: it says that its figures may change."""
    drafted_open = json.loads(document.facts).get("closed") is False
    if drafted_open and MonthClose.select().where(MonthClose.month == document.about).exists():
        yield Shortfall("Bulannya ditutup setelah konsep ini dibuat.", _AGAIN)


def _answer(document: Document, case: Complaint) -> Iterator[Shortfall]:
    """Yield a shortfall where the draft carries an older answer than the citizen will get."""
    if "answer" not in json.loads(document.facts):
        return
    drafted = last_act(f"document:{document.id}", "konsep")
    since = drafted.number if drafted else 0
    # The trail names what was written after the act, what was put right before it.
    worded = acts_on([f"complaint:{case.id}"], ("isi", "betulkan"), since)
    if any(Output.NASKAH_JAWABAN in (act.before, act.after) for act in worded):
        yield Shortfall("Naskah jawaban berubah setelah konsep ini dibuat.", _AGAIN)


def shortfalls_since(
    document: Document, case: Complaint | None, signs_as: Role, settings: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what a draft that was ready when it went away would lack by now: its words stand still."""
    found = shortfalls(document, case, document_row(document.type), signs_as, settings)
    return tuple(each.what for each in found)
