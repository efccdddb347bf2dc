"""How a field check of SOP step 6 stands: to be done, handed in, or given back to be mended."""

from datetime import datetime
from enum import StrEnum


class CheckState(StrEnum):
    """Where a field check stands, as its officer reads it."""

    TO_DO = "Harus diperiksa"
    RETURNED = "Dikembalikan"
    HANDED_IN = "Diserahkan"


def check_state(reported_at: datetime | None, counts: bool, returned_at: datetime | None) -> CheckState:
    """Return how a check stands by its newest report, whether that still counts, and when it was last given back."""
    if reported_at is None:
        return CheckState.TO_DO
    if not counts or (returned_at is not None and returned_at > reported_at):
        return CheckState.RETURNED
    return CheckState.HANDED_IN
