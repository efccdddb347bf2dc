"""The machine of the clock jobs: they look at few cases, and do what a look at every clock would do, and no more.

Whatever is done in the office; and beside that its clock jumps, its settings change, and it goes back to an old copy.
"""

from collections import Counter
from contextlib import closing
from datetime import date, datetime
from itertools import count
from pathlib import Path

import peewee

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.clocks.warning_clocks import running_clocks
from models.actions.core.law.recount_limits import recounted
from models.actions.core.office_facts import office_settings
from models.actions.core.statutory_clocks import start_clocks
from models.rules.clocks.warnings import reached
from models.tables import Complaint, OfficeSetting, SopStep, StatutoryRule, database
from models.tables import Warning as WarningGiven
from models.tables.core.database import is_sqlite
from models.tables.privacy.visible import in_lane
from tests.machines.acting import act, after, always
from tests.machines.truth import PICK, Truth
from tests.postgres import drop_database


def due_of_all(now: datetime) -> set[str]:
    """Return by a look at every clock which warnings are due on cases that are open."""
    settings = office_settings()
    opened = {row for (row,) in Complaint.select(Complaint.id).where(Complaint.open).tuples()}
    lane = {case for (case,) in Complaint.select(Complaint.id).where(in_lane()).tuples()}
    return {
        f"{clock.key}:{row.grade}"
        for clock in running_clocks(now)
        if clock.complaint in opened
        for row in reached(clock.sort, clock.share, clock.over, settings, clock.complaint in lane)
    }


def given() -> set[str]:
    """Return which warnings were given."""
    return {key for (key,) in WarningGiven.select(WarningGiven.key).tuples()}


class Warned(Truth):
    """The office of the machine of true assertions, whose clock job runs after each act."""

    done: Counter[str] = Counter()

    @act(minutes=[-1441, -30, 0.5, 1, 2, 7, 15, 60, 450])
    def the_clock_jumps(self, minutes: float) -> None:
        self.office.tick(minutes)

    @act(setting=["eskalasi_kasi_menit", "eskalasi_kepala_menit"], value=["0", "5", "30", "450", "x"])
    def when_it_escalates_is_changed(self, setting: str, value: str) -> None:
        OfficeSetting.insert(key=setting, value=value).on_conflict(
            conflict_target=[OfficeSetting.key], update={OfficeSetting.value: value}
        ).execute()

    @act(step=range(2, 10), amount=[1, 3, 30])
    def a_standard_in_force_is_put_right(self, step: int, amount: int) -> None:
        SopStep.update(amount=amount).where(SopStep.step == step).execute()

    @act(number=PICK)
    def a_warning_is_gone(self, number: int) -> None:
        rows = [row for (row,) in WarningGiven.select(WarningGiven.id).order_by(WarningGiven.id).tuples()]
        if rows:
            WarningGiven.delete().where(WarningGiven.id == rows[number % len(rows)]).execute()

    @act()
    def a_copy_is_made(self) -> None:
        if is_sqlite():
            with closing(vars(peewee)["sqlite3"].connect(self._copy)) as copy:
                database.connection().backup(copy)
            self.here.add("copy")

    @after("copy")
    @act()
    def the_copy_is_put_back(self) -> None:
        with closing(vars(peewee)["sqlite3"].connect(self._copy)) as copy:
            copy.backup(database.connection())

    @property
    def _copy(self) -> Path:
        return Path(self.folder.name, "copy.db")

    @act(amount=[1, 14], unit=["jam", "hari_kerja"], source=["", "lapor"])
    def a_limit_is_entered(self, amount: int, unit: str, source: str) -> None:
        words = {"label": "Batas baru", "action": "menanggapi", "basis": "Aturan", "valid_from": date(2020, 1, 1)}
        key = f"baru_{StatutoryRule.select().count()}"
        StatutoryRule.create(key=key, amount=amount, unit=unit, source=source, **words)

    @always
    def every_limit_is_kept(self) -> None:
        """Keep the limits of few cases; then one over all finds nothing to start, to end or to count anew."""
        self.done["kept"] += keep_clocks(self.office.now)
        opened = [row for (row,) in Complaint.select(Complaint.id).where(Complaint.open).tuples()]
        otherwise = [(one.clock.complaint_id, one.clock.rule.key) for one in recounted(opened) if one.differs]
        assert (start_clocks(opened), otherwise) == (0, [])

    @always
    def what_is_shown_is_what_a_recount_says(self) -> None:
        """Leave that to the other machine; here what is warned of is what a look at every clock says."""
        before, due = given(), due_of_all(self.office.now)
        give_warnings(self.office.now)
        told, wanted = given() - before, due - before
        self.done["warned"] += len(told)
        assert told == wanted, f"missing {sorted(wanted - told)}, too many {sorted(told - wanted)}"


def warned_on_postgresql(server: str) -> type[Warned]:
    """Return the machine whose offices are databases of a PostgreSQL server."""
    numbers = count(1)

    class OnPostgresql(Warned):
        """The same office beside a server."""

        url = staticmethod(lambda _folder: f"{server}/warned_{next(numbers)}")
        drop = staticmethod(drop_database)

    return OnPostgresql
