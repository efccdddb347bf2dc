"""Numbers given in practice: a series with no others begins again; otherwise they stay, cancelled."""

from models.actions.upkeep.sample_data.reach import Rows, in_parts
from models.rules.upkeep.sample_data import CANCELLED, FORMER
from models.tables import Complaint, Document, ExternalNumber, IssuedNumber, NumberBlock, NumberSeries


def release_numbers(found: Rows, staff_id: int | None) -> None:
    """Free or cancel the numbers of these cases and papers, leaving every series without gaps."""
    holders = {f"document:{key}" for key in found[Document]} | {f"external:{key}" for key in found[ExternalNumber]}
    cases: set[str] = set()
    for some in in_parts(found[Complaint]):
        cases |= {text for (text,) in Complaint.select(Complaint.number).where(Complaint.id.in_(some)).tuples()}
    mine: dict[int, list[IssuedNumber]] = {}
    others: set[int] = set()
    for row in IssuedNumber.select().iterator():
        if row.holder in holders or row.text in cases or row.holder.startswith(FORMER):
            mine.setdefault(row.series_id, []).append(row)
        else:
            others.add(row.series_id)
    others |= {series for (series,) in NumberBlock.select(NumberBlock.series).tuples()}
    for series, rows in mine.items():
        if series in others:
            _cancel(rows, staff_id)
        else:
            IssuedNumber.delete().where(IssuedNumber.series == series).execute()
            NumberSeries.delete().where(NumberSeries.id == series).execute()


def _cancel(rows: list[IssuedNumber], staff_id: int | None) -> None:
    for row in rows:
        if row.holder.startswith((FORMER, "external:")):
            continue  # cancelled already
        row.holder, row.cancelled, row.cancelled_by_id = f"{FORMER}{row.holder}", True, staff_id
        row.cancel_reason = row.cancel_reason or CANCELLED
        row.save()
