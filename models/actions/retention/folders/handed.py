"""Says which files are with the records centre: handed over on a record, and not come back since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.rules.core.moments import to_wib
from models.tables import Transfer, TransferItem


@dataclass(frozen=True)
class Handed:
    """The record by which a file went to the records centre: its number, who has the file now, and since when."""

    number: str
    receiver: str
    at: datetime

    @property
    def words(self) -> str:
        """Return it as one line."""
        return f"{self.receiver}, diserahkan {to_wib(self.at):%d-%m-%Y} dengan {self.number}"


def handed_over(cases: Iterable[int]) -> dict[int, Handed]:
    """Return by case the last record on which its file was handed over, where it did not come back."""
    rows = TransferItem.select(TransferItem, Transfer).join(Transfer)
    mine = TransferItem.complaint.in_(sorted(set(cases))) & TransferItem.returned_at.is_null()
    return {
        row.complaint_id: Handed(row.transfer.number, row.transfer.receiver, row.transfer.made_at)
        for row in rows.where(mine).order_by(TransferItem.transfer)
    }
