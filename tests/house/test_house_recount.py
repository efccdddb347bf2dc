"""What is shown is recounted independently: the recount imports tables, and nothing that decides, acts or shows."""

import ast

import pytest

from tests.house.test_house import ROOMS, imports
from tests.tools import ROOT

MODULES = sorted((ROOT / "tests" / "recount").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_recount_reads_tables_and_shares_no_code_with_what_it_judges(path: object) -> None:
    ours = {name for name in imports(path) if name.split(".")[0] in (*ROOMS, "tests")}  # type: ignore[arg-type]
    assert {name for name in ours if name != "models.tables" and not name.startswith("tests.recount")} == set()


def test_no_cache_is_read_that_a_recount_has_to_judge() -> None:
    kept = {"met_at", "undone", "late", "net_minutes", "due_at", "due_plain", "due_asked", "there_at", "stands"}
    read = [
        f"{path.name}:{node.lineno} {ast.unparse(node)}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in kept and ast.unparse(node.value).endswith(TABLES)
    ]
    assert read == []


# What a recount calls a row of the table that keeps such a cache, or the table itself.
TABLES = ("clock", "paper", "StatutoryClock", "StepRecord", "StepOutput", "course.case", "Outbox", "DeliveryProof")
