"""Compares what stands in the rows with their seals, and the seals with the roots that the audit trail holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from models.actions.core.trail.sealed_rows import contents, table_of
from models.actions.upkeep.seals.openers import Openers, openers
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.seals.where_it_stands import place_of
from models.rules.core.moments import iso
from models.rules.core.sealed_contents import GONE, SEAL_EVENT, SEALED, Root, batch_of, digest_of
from models.tables import Audit, RowSeal, SealBatch, TrailWriter

_PIECE = 5_000  # rows and their seals that are held at once
_LINES = """SELECT b.number, s.kind, s.ref, s.digest, s.was FROM row_seal s JOIN seal_batch b ON b.id = s.batch_id
 ORDER BY b.number, s.id"""


@dataclass(frozen=True)
class _Seal:
    batch: int
    at: datetime
    salt: str
    digest: str
    moved: str


def batches(office: Office) -> Iterator[str]:
    """Yield batches that the trail knows otherwise, or not, and those that it knows and that are gone."""
    noted, made = _noted(_openers(office)), _roots()
    for number, at in SealBatch.select(SealBatch.number, SealBatch.at).order_by(SealBatch.number).tuples():
        if number not in noted:
            yield f"batch {number} of seals ({iso(at)}) stands in no row of the trail: no program made it."
        elif made.get(number) != noted[number]:
            yield f"batch {number} of seals ({iso(at)}) was changed after it was made, or something taken from it."
    there = {number for (number,) in SealBatch.select(SealBatch.number).tuples()}
    for number in sorted(noted.keys() - there):
        yield f"batch {number} of seals is in the trail and not there any more."


def _openers(office: Office) -> Openers:
    known = office.evidence.known
    return openers(known.trusted, known.public)


def _noted(whose: Openers) -> dict[int, str]:
    """Return the roots of batches by number, of those chains that count; an agent seals nothing."""
    told = Audit.select(Audit.chain, Audit.subject, Audit.after).where(Audit.event == SEAL_EVENT).order_by(Audit.id)
    return {batch_of(subject): root for chain, subject, root in told.tuples() if whose.may_seal(chain)}


def _roots() -> dict[int, str]:
    roots: dict[int, Root] = {}
    for number, kind, ref, digest, was in rows(_LINES):
        roots.setdefault(number, Root()).add(kind, ref, digest, was)
    return {number: root.said() for number, root in roots.items()}


def altered(office: Office) -> Iterator[str]:
    """Yield rows that are not as they were sealed, with their case and batch; note since when that is sure."""
    first, last = (SealBatch.select(end(SealBatch.at)).scalar() for end in (fn.MIN, fn.MAX))
    if first is None:
        if TrailWriter.select().exists():  # where nobody signs, nobody seals
            office.notes.append("no row is sealed yet: whether what stands there was altered cannot be told.")
        return
    waiting, whose = 0, _openers(office)
    for kind in SEALED:
        for start, end in _pieces(kind):
            seals, there = _newest(kind, start, end), _there(kind, start, end)
            for ref in sorted(seals.keys() | there.keys()):
                seal = seals.get(ref)
                if seal is None or (seal.digest == GONE and ref in there):
                    waiting += 1
                elif fault := _fault(kind, ref, seal, there.get(ref), whose):
                    yield f"{place_of(kind, ref)} {fault}; its seal is of batch {seal.batch} ({iso(seal.at)})."
                else:
                    waiting += bool(seal.moved)
    office.notes.append(
        f"what the rows say is sealed since {iso(first)}, the newest seals are of {iso(last)}. Not told is what was"
        f" altered before the first, or between its writing and its seal (a minute while 'serve' runs); {waiting}"
        " wait for theirs."
    )


def _fault(kind: str, ref: int, seal: _Seal, values: Sequence[object] | None, whose: Openers) -> str:
    """Return what is wrong with a row; empty where it is as sealed, or a program moved it on."""
    if seal.digest == GONE:
        return ""
    if not seal.salt:
        if whose.signed(kind, ref, seal.digest, seal.moved):
            return ""
        if seal.moved:
            return "was moved on by a key that is not accepted for it (see 'run_admin.py trail'), or by no program"
        return "was altered before a program moved it on, or lost its seal by none"
    if values is None:
        return "was taken away after it was sealed, by no program"
    same = digest_of(kind, ref, seal.salt, values) == seal.digest
    return "" if same else "was altered after it was sealed, by no program"


def _pieces(kind: str) -> Iterator[tuple[int, int]]:
    key: Any = table_of(kind)._meta.primary_key
    ends = (
        table_of(kind).select(fn.MAX(key)).scalar() or 0,
        RowSeal.select(fn.MAX(RowSeal.ref)).where(RowSeal.kind == kind).scalar() or 0,
    )
    for start in range(0, max(ends) + 1, _PIECE):
        yield start, start + _PIECE


def _newest(kind: str, start: int, end: int) -> Mapping[int, _Seal]:
    row = RowSeal
    columns = (row.ref, SealBatch.number, SealBatch.at, row.salt, row.digest, row.moved)
    mine = (row.kind == kind) & (row.ref >= start) & (row.ref < end)
    query = row.select(*columns).join(SealBatch).where(mine).order_by(row.ref, row.id)
    return {ref: _Seal(*said) for ref, *said in query.tuples()}


def _there(kind: str, start: int, end: int) -> Mapping[int, Sequence[object]]:
    key: Any = table_of(kind)._meta.primary_key
    return dict(contents(kind, (key >= start) & (key < end)))
