"""The tables of a report show every figure that is counted of a group, and none that is not."""

from typing import Any

from admin_app.figures.report_tables import TABLES
from models.actions.figures.period_figures import period_figures
from models.rules.figures.periods import own_period
from tests.actions.busy_office import BusyOffice
from tests.office import NOW


class Watched(dict[str, Any]):
    """A row that notes which of its figures are read, and has no figure that was never counted."""

    def __init__(self, row: Any) -> None:
        super().__init__((key, Watched(value) if isinstance(value, dict) else value) for key, value in row.items())
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        return self[name]


def test_every_figure_of_a_group_has_its_column_and_every_column_its_figure(sqlite_account: Any) -> None:
    office = BusyOffice(sqlite_account, 5).work(6)
    figures = period_figures(own_period(NOW.date(), office.now.date()), office.now)
    for one in TABLES:
        rows = [Watched(row) for row in one.rows(figures)]
        assert rows, one.key
        for row in rows:
            for cell in one.cells:
                cell.read(row)
        if "received" in rows[0] and "steps" in rows[0]:
            assert rows[0].read == set(rows[0]) - {"steps"}, one.key  # it has step 1; kept for who reads the JSON
