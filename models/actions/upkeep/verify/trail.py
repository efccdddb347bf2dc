"""The audit trail: unbroken, signed, as its checkpoints noted it, and every move of a case is in it (I-16)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from models.actions.upkeep.trail_checkpoints import NAME, seals_of
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.cases.links import LinkMove
from models.rules.cases.sop import Move
from models.rules.core.moments import iso
from models.rules.core.signed_trail import GENESIS, Checkpoint, End, seal_of
from models.rules.upkeep.clock_readings import CLOCK_TOLD
from models.rules.upkeep.sample_data import EVENT
from models.rules.upkeep.trail_proof import Chain, compare, signature_faults
from models.tables import Audit, TrailWriter
from models.tables.core.keys.trail_key import is_signed

_OPENED_BY, _COMPLAINT = "buka", "complaint:"
_MADE = "SELECT complaint_id, COUNT(*) FROM history WHERE move <> 'terima' GROUP BY complaint_id"
_OPENED = """SELECT c.number FROM complaint c WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.deed = 'buka'
 AND a.subject = 'complaint:' || c.id)"""
_OF_COMPLAINTS = """SELECT deed, subject FROM audit WHERE SUBSTR(subject, 1, 10) = 'complaint:' AND
 SUBSTR(chain, 1, 4) <> 'baca' ORDER BY id"""
_MOVES = {str(move) for move in (*Move, *LinkMove)}


def chains(office: Office) -> Iterator[str]:
    """Yield the first bad row of each chain: changed, missing, inserted, or out of order; note clocks turned back."""
    for chain in _named():
        fault = _first_fault(chain, office)
        if fault:
            yield fault


def _named() -> list[str]:
    return [chain for (chain,) in rows("SELECT DISTINCT chain FROM audit ORDER BY chain")]


def _first_fault(chain: str, office: Office) -> str:
    previous, before, back = GENESIS, None, None
    chained = Audit.select().where(Audit.chain == chain).order_by(Audit.seq).dicts().iterator()
    for seq, row in enumerate(chained, 1):
        if row["seq"] != seq:
            return f"chain {chain}: row {seq} is missing (next is {row['seq']})."
        if row["prev_hash"] != previous:
            return f"chain {chain}: row {seq} does not follow the row before it."
        if seal_of(row) != row["hash"]:
            return f"chain {chain}: row {seq} was changed after it was written."
        if before is not None and back is None and row["at"] < before - CLOCK_TOLD:
            back = f"chain {chain}: row {seq} says {iso(row['at'])}, the row before it {iso(before)}"
        previous, before = row["hash"], row["at"]
    if back:
        office.notes.append(f"{back}: the clock of that program was turned back there for the first time.")
    return ""


def signatures(office: Office) -> Iterator[str]:
    """Yield chains whose end nobody signed, or somebody whose key is not accepted."""
    found = {chain: _chain(chain) for chain in _named()}
    yield from signature_faults(found, office.evidence.known)


def _chain(name: str) -> Chain:
    last = Audit.select().where(Audit.chain == name).order_by(Audit.seq.desc()).get()
    end, writer = End(name, last.seq, last.hash), TrailWriter.get_or_none(TrailWriter.chain == name)
    if writer is None:
        return Chain(end)
    signed = is_signed(writer.public, end.signed_words, last.signature)
    return Chain(end, writer.public, writer.begun_seq, signed)


def checkpoints(office: Office) -> Iterator[str]:
    """Yield what contradicts the checkpoints, and note how far they prove the trail."""
    known = office.evidence.known
    yield from office.evidence.faults
    writers = {one.public for one in TrailWriter.select(TrailWriter.public)}
    if known.public in writers and known.trusted is None:
        yield f"{NAME} is gone: this machine's programs sign the trail, and note there where it ends."
    for one in (*office.evidence.carried, *office.evidence.given_up):
        if one.signer not in writers:
            yield f"the checkpoint of {one.at} that was carried here was signed by no program of this office."
    office.notes.extend(
        f"a backup was put back: what the trail held after that is not proved before {one.at} UTC."
        for one in known.checkpoints[:1]
        if one.restored
    )
    office.notes.extend(_given_up(office.evidence.given_up))
    for checkpoints_of, where in ((known.checkpoints, "of this machine"), (office.evidence.carried, "carried here")):
        yield from _compared(checkpoints_of, where, office)


def _given_up(noted: Sequence[Checkpoint]) -> Iterator[str]:
    """Yield that checkpoints carried here are older than a restore, and what they say of what is there now.

    Whoever can sign here can call any state restored: a person who knows of no restore must read it.
    """
    if noted:
        told = " ".join(compare(noted, seals_of).faults) or "they agree with the trail all the same."
        yield (
            f"checkpoints carried here, up to {noted[-1].at} UTC, are from before a backup was put back on this "
            f"machine, so what they say is no fault; look whether that was lawful: {told}"
        )


def _compared(noted: Sequence[Checkpoint], where: str, office: Office) -> Iterator[str]:
    proof = compare(noted, seals_of)
    yield from proof.faults
    if proof.agrees is not None:
        span = f"from {noted[0].at} up to {proof.agrees.at} UTC"
        office.notes.append(f"the audit trail agrees with the signed checkpoints {where} {span}.")
    elif noted:
        office.notes.append(f"no checkpoint {where} agrees with the audit trail: nothing of it is proved by them.")


def removed(office: Office) -> Iterator[str]:
    """Yield complaints that were opened and are not there any more; only sample data goes as a whole."""
    gone: dict[str, None] = {}
    told = Audit.select(Audit.event, Audit.subject).where(Audit.event.in_((_OPENED_BY, EVENT))).order_by(Audit.id)
    for event, subject in told.tuples().iterator():
        if event == EVENT:
            gone.pop(subject, None)
        elif subject.startswith(_COMPLAINT):
            gone[subject] = None
    for (number,) in rows("SELECT id FROM complaint"):
        gone.pop(f"{_COMPLAINT}{number}", None)
    for subject in gone:
        yield f"complaint {subject.removeprefix(_COMPLAINT)} was opened, and is not there any more."


def traces(office: Office) -> Iterator[str]:
    """Yield complaints opened or moved without an audit row, or with audit rows of moves that never happened."""
    for (number,) in rows(_OPENED):
        yield f"{number} was opened without a trace."
    traced: Counter[int] = Counter()
    for event, subject in rows(_OF_COMPLAINTS):
        if event == EVENT:
            traced.pop(int(subject.removeprefix("complaint:")), None)  # practice that went; its id may be given anew
        elif event in _MOVES:
            traced[int(subject.removeprefix("complaint:"))] += 1
    made = Counter(dict(rows(_MADE)))
    for complaint in sorted(made.keys() | traced.keys()):
        if made[complaint] != traced[complaint]:
            yield f"complaint {complaint} made {made[complaint]} moves and left {traced[complaint]} traces of them."
