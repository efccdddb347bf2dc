"""Writes the memos of forwarded cases as rows: paper, letter number and place in its series; all share one file."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from models.rules.cases.sop import Move
from models.rules.core.moments import to_wib
from models.rules.papers.numbering import OFFICE_SERIES
from models.rules.staff.roles import Role
from models.tables import Complaint, Document, History, IssuedNumber, NumberSeries, Staff
from models.tables.core.files.store import FileStore
from tests.benchmarks.bulk import Bulk

UNIT = "WIM.32.IMI.5"
_FORWARDED = str(Move.TERUSKAN_KE_SEKSI)


def add_memos(bulk: Bulk, files: FileStore) -> int:
    """Return every case that was forwarded its signed memo, numbered in the order of signing; tells how many."""
    content, head = files.keep(b"nota dinas contoh"), Staff.get(Staff.role == str(Role.KASUBSI_INFOKIM))
    last: dict[int, int] = defaultdict(int)
    series: dict[int, int] = {}
    moves = History.select(History.at, Complaint.id, Complaint.number, Complaint.subject).join(Complaint)
    rows = list(moves.where(History.move == _FORWARDED).order_by(History.at, History.id).tuples())
    for count, (at, case, number, subject) in enumerate(rows, start=1):
        day = to_wib(at).date()
        if day.year not in series:
            series[day.year] = NumberSeries.create(unit=UNIT, year=day.year, series=OFFICE_SERIES).id
        last[day.year] += 1
        text = f"{UNIT}-UM.01.01-{last[day.year]}"
        said = {"number": text, "subject": f"Penerusan pengaduan {number}: {subject}", "recipient": "Kepala Seksi"}
        made = {"drafted_by": head.id, "drafted_at": at - timedelta(minutes=4), "signed_by": head.id, "signed_at": at}
        paper = bulk.add(
            Document, public_id=str(UUID(int=count, version=4)), complaint=case, type="ND-TERUS",
            state="ditandatangani", date=day, sha256=content, **said, **made,
        )  # fmt: skip
        bulk.add(
            IssuedNumber, series=series[day.year], urut=last[day.year], text=text, holder=f"document:{paper}",
            given_at=at, given_by=head.id,
        )  # fmt: skip
        if count % 5000 == 0:
            bulk.write()
    for year, key in series.items():
        NumberSeries.update(last=last[year]).where(NumberSeries.id == key).execute()
    return len(rows)
