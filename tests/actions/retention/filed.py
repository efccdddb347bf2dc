"""An archive of many closed cases, and how many of them a list reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.tables import Complaint
from models.tables.core.bulk import insert_rows
from tests.office import NOW, new_complaint


def file_many(account: Any, rows: list[dict[str, object]]) -> list[int]:
    """File a closed case for each of these rows of columns, beside one that stays open; return their ids in order."""
    kept = dict(Complaint.select().where(Complaint.id == new_complaint(account).id).dicts().get())
    del kept["id"]
    closed = kept | {"open": False, "stage": "ditutup", "closed_at": NOW, "kind": "pengaduan"}
    named = [
        {**closed, **row, "public_id": f"arsip-{place}", "number": f"ADU-2020-{place:06d}"}
        for place, row in enumerate(rows)
    ]
    insert_rows(Complaint, named)
    filed = Complaint.select(Complaint.id).where(Complaint.public_id.startswith("arsip-"))
    return [key for (key,) in filed.order_by(Complaint.number).tuples()]


@contextmanager
def cases_read() -> Iterator[list[int]]:
    """Collect the id of each row of a case that is read inside."""
    read, real = list[int](), Complaint.__init__

    def counted(case: Complaint, *given: Any, **columns: Any) -> None:
        read.append(columns.get("id", 0))
        real(case, *given, **columns)

    Complaint.__init__ = counted  # type: ignore[method-assign]
    try:
        yield read
    finally:
        Complaint.__init__ = real  # type: ignore[method-assign]
