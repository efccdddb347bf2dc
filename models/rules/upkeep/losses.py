"""What can lack of a stored file, and who may record that it stays lost: two people, the second after the first."""

from enum import StrEnum

from models.rules.core.errors import RuleBroken


class Fault(StrEnum):
    """Why a file that a row names cannot be had."""

    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


FAULT_WORDS: dict[Fault, str] = {
    Fault.MISSING: "tidak ada",
    Fault.CHANGED: "isinya berubah",
    Fault.UNREADABLE: "tidak terbaca",
}
# The same for the operator at the command line.
FAULT_SENTENCES: dict[Fault, str] = {
    Fault.MISSING: "is missing",
    Fault.CHANGED: "was changed",
    Fault.UNREADABLE: "cannot be read",
}


class LossNotAllowed(RuleBroken):
    """Kehilangan ini tidak dapat disetujui."""


def check_second(reported: bool, same_person: bool) -> None:
    """Raise LossNotAllowed unless a first person recorded the loss and this is another one."""
    if not reported:
        raise LossNotAllowed("Kehilangan ini belum dicatat. Catat dahulu sebabnya.")
    if same_person:
        raise LossNotAllowed("Yang mencatat tidak boleh menyetujui. Minta pejabat lain menyetujuinya.")
