"""The types bite: what is wrong about a table or a row is, once planted, an error of mypy, and nothing else is."""

import re
import subprocess
import sys

import pytest
from mypy.main import process_options
from mypy.options import PER_MODULE_OPTIONS

from tests.tools import ROOT

_HEAD = """
from datetime import datetime
from typing import TypeVar

from peewee import Field, ForeignKeyField, TextField

from models.actions.core.case import touch
from models.tables import BaseTable, Complaint, ComplaintMessage, OpenThread, Staff
from models.tables.core.bulk import insert_rows


Column = TypeVar("Column", bound=Field)


def said(column: Column) -> Column:
    return column


class Note(BaseTable):
    text = said(TextField())
    why = said(TextField(null=True))
    parent = ForeignKeyField("self", null=True)


def planted(case: Complaint, now: datetime) -> None:
"""
# a line of code, the kind of error it must be
WRONG = [
    ("case.no_such_column = 3", "attr-defined"),
    ("print(case.stagee)", "attr-defined"),
    ("print(case.thread.handle.valeu)", "attr-defined"),
    ("print(Complaint.select(Complaint.stagee))", "attr-defined"),
    ("print(case.threadid)", "attr-defined"),
    ("case.stage = 5", "assignment"),
    ("case.stage = None", "assignment"),
    ("case.due_at = '2026-11-27'", "assignment"),
    ("case.thread = 3", "assignment"),
    ("case.thread_id = 'utas'", "assignment"),
    ("print(case.section.upper())", "union-attr"),
    ("print(case.assignee.name)", "union-attr"),
    ("print(case.lead.number)", "union-attr"),
    ("Complaint.update(stagee='selesai')", "call-arg"),
    ("Complaint.update(stage=5)", "arg-type"),
    ("Complaint.update(stage=None)", "arg-type"),
    ("Complaint.update({'stagee': 'selesai'})", "call-arg"),
    ("OpenThread.create(thread=1, complaint=case, colour='merah')", "call-arg"),
    ("OpenThread.create(thread=1)", "call-arg"),
    ("OpenThread.create(thread=case, complaint=case)", "arg-type"),
    ("OpenThread.insert(thread=1, complaint=2, colour='merah')", "call-arg"),
    ("OpenThread(colour='merah')", "call-arg"),
    ("touch(case, stagee='selesai')", "call-arg"),
    ("touch(case, stage=5)", "arg-type"),
    ("print(~Complaint.open + case.stagee)", "attr-defined"),
    ("OpenThread.insert_many([{'thread': 1, 'complain': 2}])", "call-arg"),
    ("insert_rows(OpenThread, [{'thread': 1, 'complain': one} for one in (1, 2)])", "call-arg"),
    ("Note.create(why='sebab')", "call-arg"),
    ("print(Note.get().why.upper())", "union-attr"),
    ("print(Note.get().parent.text)", "union-attr"),
    ("Complaint.get_or_none(numbr='1')", "call-arg"),
    ("print(Complaint.get_or_none(number='1').number)", "union-attr"),
    ("print(Complaint.select().first().number)", "union-attr"),
    ("print([stage + 1 for (stage,) in Complaint.select(Complaint.stage).tuples()])", "operator"),
    ("print([one.upper() for (one,) in Complaint.select(Complaint.section).where(True).tuples()])", "union-attr"),
    ("print([one.number for one in Complaint.select().where(Complaint.open) if one.nmber])", "attr-defined"),
    ("print(Complaint.alias().numbr)", "attr-defined"),
    ("print(Complaint.select(Complaint, Staff.name).join(Staff))", "call-arg"),
]
RIGHT = [
    "Note.create(text='isi').parent_id = 3",
    "case.stage = 'selesai'",
    "case.section, case.assignee, case.thread_id = None, None, 3",
    "print(case.id + 1, case.thread.handle.value.upper(), case.lead.number if case.lead else '')",
    "Complaint.update(version=Complaint.version + 1, assignee=3, section=None).where(Complaint.id == 1).execute()",
    "Complaint.update({Complaint.stage: 'selesai'}).execute()",
    "OpenThread.create(thread_id=1, complaint=case)",
    "OpenThread.insert(thread=1, complaint=2).on_conflict_ignore().execute()",
    "ComplaintMessage.create(complaint=case, message=1, linked_at=now)",
    "insert_rows(OpenThread, [{'thread': 1, 'complaint': one} for one in (1, 2)])",
    "touch(case, stage='selesai', lead=3)",
    "print([key + len(stage) for key, stage in Complaint.select(Complaint.id, Complaint.stage).tuples()])",
    "print(Complaint.select(Complaint, Staff.id, Staff.name).join(Staff))",
    "print(Staff.alias().name, Complaint.select(Complaint.id).where(Complaint.thread == 1).count() + 1)",
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What mypy says of every planted line, asked once."""
    lines = [*(line for line, _ in WRONG), *RIGHT]
    head = _HEAD.lstrip()
    module = tmp_path_factory.mktemp("planted") / "planted.py"
    module.write_text(head + "".join(f"    {line}\n" for line in lines), "utf-8")
    asked = ["--config-file", "pyproject.toml", "--cache-dir", str(module.parent / "cache"), str(module)]
    done = subprocess.run([sys.executable, "-m", "mypy", *asked], cwd=ROOT, capture_output=True, text=True)
    errors: dict[str, list[str]] = {line: [] for line in lines}
    for number, kind in re.findall(r"planted\.py:(\d+): error: .*\[([\w-]+)\]$", done.stdout, re.MULTILINE):
        errors[lines[int(number) - len(head.splitlines()) - 1]].append(kind)
    assert f"Found {len(WRONG)} errors in 1 file" in done.stdout, done.stdout + done.stderr
    return errors


@pytest.mark.parametrize(("line", "kind"), WRONG)
def test_what_is_wrong_about_a_table_is_an_error(found: dict[str, list[str]], line: str, kind: str) -> None:
    assert found[line] == [kind]


@pytest.mark.parametrize("line", RIGHT)
def test_what_is_right_is_none(found: dict[str, list[str]], line: str) -> None:
    assert found[line] == []


@pytest.mark.parametrize(
    "module", ["models.rules.cases.sop", "models.tables.cases.complaint", "models.actions.core.case"]
)
def test_the_models_are_checked_by_all_that_mypy_calls_strict(module: str) -> None:
    usual, strict = (process_options(["--config-file=", *more, "-c", ""])[1] for more in ([], ["--strict"]))
    meant = {name for name in PER_MODULE_OPTIONS if getattr(usual, name) != getattr(strict, name)}
    ours = process_options(["--config-file", str(ROOT / "pyproject.toml")])[1].clone_for_module(module)
    assert len(meant) > 10
    assert [name for name in meant if getattr(ours, name) != getattr(strict, name)] == []
