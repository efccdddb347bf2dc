"""What docs/keamanan/logging.md states is logged, and nothing beside it."""

import ast
import re

from models.rules.privacy.looks import Look
from models.rules.staff.permissions import Permission
from models.tables import TABLES
from models.tables.core.settings import DEFAULTS
from tests.security.calls import events, importing, modules
from tests.security.papers import FOLDER, rows
from tests.tools import ROOT

PAPER = "logging.md"


def test_every_event_is_stated_with_the_module_that_writes_it() -> None:
    stated = {module: set(names.split()) for module, names in rows(PAPER, "All events")}
    assert stated == events()


def test_the_events_of_security_are_events() -> None:
    words = {
        str(node.value) for root in modules().values() for node in ast.walk(root) if isinstance(node, ast.Constant)
    }
    named = {name for _, cell in rows(PAPER, "Events of security") for name in cell.split(" · ")}
    assert sorted(named - words) == []
    assert {str(look) for look in Look} <= named


def test_every_record_is_there_and_bounded_as_the_list_of_what_grows_says() -> None:
    growth = (ROOT / "docs" / "growth.md").read_text("utf-8")
    tables = {table._meta.table_name for table in TABLES}
    for record, where, *_ in rows(PAPER, "Records"):
        for name in re.findall(r"(?:table|tables) ([a-z_, ]+?)(?:, chain|$)", where):
            assert set(name.split(", ")) <= tables, record
        for file in re.findall(r"[\w-]+\.(?:log|latest|jsonl|json|heard)\b", where):
            assert file in growth or f"logs/{file}" in where, record
    used = set(re.findall(r"ADUAN_[A-Z_]+", (FOLDER / PAPER).read_text("utf-8")))
    assert used <= set(DEFAULTS)
    assert "SEE_AUDIT" in Permission.__members__


def test_no_log_goes_anywhere_else() -> None:
    senders = importing("logging.handlers", "syslog", "sentry_sdk", "loguru", "logging_loki")
    assert set(senders) <= {"models/tables/core/kept_log.py"}
    kept = ast.unparse(modules()["models/tables/core/kept_log.py"])
    assert not re.search(r"SysLog|HTTPHandler|SMTPHandler|SocketHandler|DatagramHandler", kept)
