"""What was taken out at the end of practice stays named in the trail, so that attempts.log is explained."""

from models.rules.upkeep.sample_data import DEED
from models.tables import Audit


def removed_replies() -> set[str]:
    """Give the keys of the replies that were taken out; attempts.log still names them."""
    rows = Audit.select(Audit.before).where((Audit.deed == DEED) & Audit.subject.startswith("outbox:")).tuples()
    return {key for (key,) in rows}
