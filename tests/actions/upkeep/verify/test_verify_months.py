"""The proof of closed months: whatever is changed by hand afterwards is named."""

from datetime import datetime
from pathlib import Path
from typing import Any

from models.actions.figures.close_month import close_month, correct_line
from models.actions.upkeep.verify import months
from models.actions.upkeep.verify.office import Office
from models.rules.staff.roles import Role
from models.tables import MonthClose, RegisterLine, database
from tests.actions.drafting import month_whole
from tests.office import NOW, actor, new_complaint

OVER = datetime(2026, 12, 1, 1, 0)
DAMAGES = {
    "does not exist any more": ("never closed", "DELETE FROM month_close"),
    "figures made nicer": ("changed after", "UPDATE month_close SET figures = '{}'"),
    "a line made nicer": ("changed after", "UPDATE register_line SET facts = '{}' WHERE position = 1"),
    "a line taken out": ("do not run", "DELETE FROM register_line WHERE position = 2"),
    "a line put in": ("there already", "UPDATE register_line SET corrects_id = NULL"),
    "a correction of itself": ("corrects no earlier", "UPDATE register_line SET corrects_id = id WHERE position = 3"),
    "a correction without a reason": ("without a reason", "UPDATE register_line SET reason = ' '"),
    "a correction that says something else": (
        "words of line 3 were changed",
        "UPDATE register_line SET facts = REPLACE(facts, 'Putri', 'Dewi') WHERE position = 3",
    ),
    "a status corrected by hand": (
        "line 3 was changed after",
        "UPDATE register_line SET facts = REPLACE(facts, 'Dalam proses', 'Selesai') WHERE position = 3",
    ),
    "another reason": ("words of line 3", "UPDATE register_line SET reason = 'Lain' WHERE position = 3"),
    "another day": (
        "line 3 was changed after",
        "UPDATE register_line SET made_at = '2026-12-01 02:00:00' WHERE position = 3",
    ),
    "the last correction taken out": ("not the one in the audit", "DELETE FROM register_line WHERE position = 3"),
    "words without their salt": ("lacks its salt", "UPDATE register_line SET salt = '' WHERE position = 1"),
    "other facts under the figures": ("changed after", "UPDATE month_facts SET hidden = '{}'"),
    "no facts": ("changed after", "DELETE FROM month_facts"),
    "no seal": ("changed after", "UPDATE month_close SET seal = ''"),
    "two lines changed places": (
        "changed after",
        "UPDATE register_line SET position = 9 WHERE position = 1;"
        "UPDATE register_line SET position = 1 WHERE position = 2;"
        "UPDATE register_line SET position = 2 WHERE position = 9",
    ),
}


def look() -> list[str]:
    return list(months.lines(Office(Path(), Path(), NOW)))


def test_every_damage_to_a_closed_month_is_named(account: Any) -> None:
    new_complaint(account, who="628110000001")
    new_complaint(account, "Antre lama", who="628110000002")
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    close_month("2026-11", kasubsi, OVER)
    correct_line(RegisterLine.get().id, {"name": "Sari Contoh Putri"}, "Salah eja", kasubsi, OVER)
    assert month_whole()
    unnoticed = []
    for name, (says, sql) in DAMAGES.items():
        with database.atomic() as transaction:
            for statement in sql.split(";"):
                database.execute_sql(statement)
            if not any(says in line for line in look()):
                unnoticed.append(name)
            transaction.rollback()
    assert unnoticed == []
    assert MonthClose.select().count() == 1
    assert month_whole()
