"""A change of the calendar is weighed without being stored, and stored only over the rows it was made on."""

from datetime import date, time
from typing import Any

import pytest

from models.actions.clocks.calendar_rows import (
    RowChange,
    calendar_with,
    change_of,
    read,
    store_rows,
    taken_out,
    written,
)
from models.actions.core.office_facts import office_calendar
from models.rules.clocks.past_time import ChangeNotAllowed
from models.tables import Holiday, WorkingBlock

DAY = date(2026, 12, 7)


def changes() -> list[RowChange]:
    """A holiday more, a block changed, a block taken out."""
    first, second = WorkingBlock.select().order_by(WorkingBlock.id).limit(2)
    first.starts = time(9)
    return [change_of(Holiday(day=DAY, name="Libur", active=True)), change_of(first), taken_out(second)]


def test_weighing_stores_nothing_and_storing_makes_what_was_weighed(account: Any) -> None:
    before, weighed = office_calendar(), calendar_with(changes())
    assert office_calendar() == before
    kept = read(written(changes()))
    assert kept == changes()
    after = store_rows(kept)
    assert set(after.blocks) == set(weighed.blocks) != set(before.blocks)
    assert after.holidays == weighed.holidays == before.holidays | {DAY}


def test_a_row_that_is_no_longer_as_it_was_is_not_overwritten(account: Any) -> None:
    made = changes()
    WorkingBlock.update(ends=time(13)).where(WorkingBlock.id == made[1].row).execute()
    with pytest.raises(ChangeNotAllowed, match="sudah diubah"):
        store_rows(made[1:])


def test_hours_that_overlap_others_by_now_are_not_stored(account: Any) -> None:
    first = WorkingBlock.get()
    later: dict[str, Any] = {"weekday": first.weekday, "starts": time(20), "ends": time(21)}
    waits, added = WorkingBlock.create(**later), WorkingBlock(**later | {"starts": time(21), "ends": time(22)})
    waits.ends = time(22)
    edited = change_of(waits)
    added.save()
    with pytest.raises(ChangeNotAllowed, match="sudah tercatat"):
        store_rows([edited])
