"""What a restore excuses of attempts.log is told by the place of a line: clocks may run ahead. Both databases."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent, write
from models.rules.core.moments import iso
from models.tables import database
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from tests.actions.upkeep.verify.test_verify import busy_office, look


def test_I7_what_was_sent_by_a_fast_clock_before_a_restore_is_no_fault(account: Any, tmp_path: Path) -> None:
    walk, log = busy_office(account, tmp_path), tmp_path / "attempts.log"

    def sent(key: str, hours: float) -> None:
        at = iso(walk.now + timedelta(hours=hours)) or ""
        attempts_log.append(log, Attempt(key, 1, "h", "628@c.us", "DEF", at))

    sent("cepat", 0.5)
    sent("benar", 0)
    with database.atomic():
        write(OPERATOR, walk.tick(), AuditEvent("pulihkan", "database"))
    assert look(tmp_path).failures == []
    sent("asing", 0.5)
    assert ["asing" in line for line in look(tmp_path).failures] == [True]
