"""What is said of a destruction: that the file was rewritten, what lies beside it cleared, and no case back."""

from collections.abc import Iterator
from datetime import timedelta

from peewee import fn

from models.actions.replies.keep_lines import forgotten_replies
from models.actions.retention.destruction.beside import DOSSIERS, in_database
from models.actions.retention.destruction.repeat import returned
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.retention.erasing import Why
from models.tables import Complaint, Erasure
from models.tables.replies import attempts_log
from models.tables.retention import ledger

# Several nights; after them somebody has to see why.
_PATIENCE = timedelta(days=7)
# The agent clears what lies beside the database once a minute, if whoever destroyed was killed before he did.
_CLEARING = timedelta(hours=1)
_UNORDERED = """SELECT i.number FROM destruction_item i WHERE i.destroyed_at IS NOT NULL AND NOT EXISTS (
 SELECT 1 FROM erasure e WHERE e.asked_at >= i.destroyed_at AND (e.list_id = i.list_id OR e.why = ?))"""


def orders(office: Office) -> Iterator[str]:
    """Yield emptied cases without an order to erase, orders ended without a rewriting, and those that wait long."""
    for (number,) in rows(_UNORDERED, str(Why.VERSI_LAMA)):
        yield f"{number} was emptied, but nothing orders the file to be rewritten."
    for row in Erasure.select().order_by(Erasure.id):
        if row.ended_at is not None and (row.rewritten_at is None or row.rewritten_at < row.asked_at):
            yield f"erasure {row.id} is said to be done, but the file was not rewritten since."
        if row.ended_at is None and row.asked_at < office.now - _PATIENCE:
            why = f" ({row.problem})" if row.problem else ""
            yield f"erasure {row.id} has waited since {row.asked_at:%Y-%m-%d}{why}. Run 'run_admin.py erase'."


def beside(office: Office) -> Iterator[str]:
    """Yield lines of attempts.log and finished dossiers that still name a destroyed person or case."""
    newest = Complaint.select(fn.MAX(Complaint.destroyed_at)).scalar()
    if newest is None or newest > office.now - _CLEARING:
        return
    replies = forgotten_replies()
    for attempt in attempts_log.entries(office.attempts_log):
        if attempt.reply_key in replies and (attempt.thread or attempt.client_ref):
            yield f"attempt {attempt.attempt} of reply {attempt.reply_key} still says where it went."
    gone = {line.public_id for line in in_database(office.now).lines}
    for path in sorted((office.attempts_log.parent / DOSSIERS).glob("*")):
        if path.name[:36] in gone:
            yield f"{path} is the dossier of a destroyed case: delete it."


def returned_cases(office: Office) -> Iterator[str]:
    """Yield cases of the ledger whose contents are back; note a ledger that lacks what the database knows."""
    known = ledger.read(office.attempts_log.with_name(ledger.NAME))
    for case, line in returned(known):
        yield f"{case.number} was destroyed at {line.destroyed_at}, but its contents are back. Restore again."
    unknown = in_database(office.now).lines - known.lines
    if unknown:
        office.notes.append(f"{len(unknown)} destroyed cases are not in {ledger.NAME} yet; the agent adds them.")
