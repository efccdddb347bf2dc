"""The table of the ASVS is whole, and what it calls met is shown by tests that are collected and not skipped."""

import ast
import csv
import re
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest

from models.tables.core.settings import DEFAULTS
from tests.tools import ROOT

TABLE = ROOT / "docs" / "keamanan" / "asvs.csv"
COLUMNS = ["id", "level", "asks", "verdict", "proof", "note", "accepted_by"]
MOST_DEVIATIONS = 5
# The requirements of ASVS 5.0.0 that hold for this program: level 1 and 2 as far as they concern it, some of level 3.
ROWS = {
    "V1.1": "1 2",
    "V1.2": "1 2 3 4 5 9 10",
    "V1.3": "1 2 3 4 5 6 7 10 12",
    "V1.5": "1 2",
    "V2.1": "1 2 3",
    "V2.2": "1 2 3",
    "V2.3": "1 2 3 4 5",
    "V2.4": "1",
    "V3.2": "1 2",
    "V3.3": "1 2 3 4",
    "V3.4": "1 2 3 4 5 6",
    "V3.5": "1 3",
    "V3.6": "1",
    "V3.7": "1 2 3",
    "V4.1": "1 3",
    "V4.2": "1",
    "V5.1": "1",
    "V5.2": "1 2 3 4 5 6",
    "V5.3": "1 2 3",
    "V5.4": "1 2 3",
    "V6.1": "1 2 3",
    "V6.2": "1 2 3 4 5 6 7 8 9 10 11 12",
    "V6.3": "1 2 3 4 8",
    "V6.4": "1 2 3 4 6",
    "V6.5": "1 3 5",
    "V7.1": "1 2",
    "V7.2": "1 2 3 4",
    "V7.3": "1 2",
    "V7.4": "1 2 3 4 5",
    "V7.5": "1 2 3",
    "V8.1": "1 2",
    "V8.2": "1 2 3",
    "V8.3": "1 2",
    "V10.1": "1",
    "V11.1": "1 2",
    "V11.2": "1 3",
    "V11.3": "1 2 3",
    "V11.4": "1 2 3",
    "V11.5": "1",
    "V12.1": "1 2",
    "V12.2": "1",
    "V12.3": "1 2 3 4",
    "V13.1": "1",
    "V13.2": "1 2 3 4 5",
    "V13.3": "1 2",
    "V13.4": "1 2 3 4 5",
    "V14.1": "1 2",
    "V14.2": "1 2 3 4 6 7 8",
    "V14.3": "1 2 3",
    "V15.1": "1 2 3 4 5",
    "V15.2": "1 2 3 5",
    "V15.3": "1 2 3 4 5 7",
    "V15.4": "1 2 3",
    "V16.1": "1",
    "V16.2": "1 2 3 4 5",
    "V16.3": "1 2 3 4",
    "V16.4": "1 2 3",
    "V16.5": "1 2 3 4",
}
# Sections in which the ASVS asks for a document.
DOCUMENTS = frozenset({"V2.1", "V5.1", "V6.1", "V7.1", "V8.1", "V11.1", "V13.1", "V14.1", "V15.1", "V16.1"})


@cache
def table() -> dict[str, dict[str, str]]:
    """Return the rows by their id."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        rows = list(reader)
    assert [number for number, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    return {row["id"]: row for row in rows}


def proofs(row: dict[str, str]) -> list[str]:
    """Return what a row names as its proof."""
    return [one for one in row["proof"].split(" | ") if one]


def asks_for_a_document(number: str) -> bool:
    """Whether a requirement asks for something written."""
    return number.rpartition(".")[0] in DOCUMENTS


def test_the_table_has_every_requirement_once() -> None:
    wanted = [f"{section}.{number}" for section, numbers in ROWS.items() for number in numbers.split()]
    assert len(wanted) == 196
    assert list(table()) == wanted


def test_every_verdict_is_one_and_says_what_it_must() -> None:
    for number, row in table().items():
        assert row["verdict"] in ("pass", "fail", "n.a.", "deviation"), number
        assert row["asks"], number
        assert row["level"] in ("1", "2", "3"), number
        # What is not met, does not concern us or is met otherwise says why; what is met needs no words.
        assert (row["verdict"] == "pass") == (row["note"] == ""), number
        assert (row["verdict"] == "deviation") == (row["accepted_by"] != ""), number
        assert bool(proofs(row)) == (row["verdict"] in ("pass", "deviation")), number
        assert row["note"] == "" or row["note"].endswith("."), number


def test_at_most_five_rows_are_met_otherwise_and_each_was_decided() -> None:
    deviations = [row for row in table().values() if row["verdict"] == "deviation"]
    assert len(deviations) <= MOST_DEVIATIONS
    for row in deviations:
        place, _, words = row["accepted_by"].partition(": ")
        assert place == "DECISIONS.md", row["id"]
        assert words and f"**{words}" in (ROOT / place).read_text("utf-8"), row["id"]


def test_a_document_shows_only_that_something_is_written() -> None:
    for number, row in table().items():
        kinds = {proof.partition(":")[0] if "::" not in proof else "test" for proof in proofs(row)}
        assert kinds <= {"test", "doc", "setting"}, number
        if row["verdict"] in ("pass", "deviation"):
            assert ("doc" in kinds) == asks_for_a_document(number), number
            assert asks_for_a_document(number) or "test" in kinds, number


def named(kind: str) -> set[str]:
    """Return all that the table names of a kind."""
    begins = f"{kind}:"
    return {
        proof.removeprefix(begins) for row in table().values() for proof in proofs(row) if proof.startswith(begins)
    }


def test_every_document_and_heading_it_names_is_there() -> None:
    for place in named("doc"):
        paper, _, heading = place.partition("#")
        headings = re.findall(r"(?m)^#+ (.+)$", (ROOT / paper).read_text("utf-8"))
        assert heading in headings, place


def test_every_setting_it_names_is_one() -> None:
    assert named("setting") <= set(DEFAULTS)


def all_tests() -> set[str]:
    """Return every test the table names."""
    return {proof for row in table().values() for proof in proofs(row) if "::" in proof}


def test_every_test_it_names_is_collected() -> None:
    files = sorted({name.partition("::")[0] for name in all_tests()})
    command = [sys.executable, "-m", "pytest", "--collect-only", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    collected = {line.partition("[")[0] for line in done.stdout.splitlines() if "::" in line}
    assert sorted(all_tests() - collected) == []


def test_none_of_them_is_marked_to_be_skipped_or_to_fail() -> None:
    marked = []
    for name in all_tests():
        path, _, function = name.partition("::")
        body = ast.parse((ROOT / path).read_text("utf-8")).body
        (found,) = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == function]
        words = " ".join(ast.unparse(one) for one in found.decorator_list)
        marked += [name] if re.search(r"mark\.(skip\b|xfail)", words) else []
        says = any(isinstance(node, ast.Assert | ast.With) for node in ast.walk(found))
        assert says or "assert_" in ast.unparse(found), f"{name} asserts nothing"
    assert marked == []


@pytest.mark.parametrize(
    ("change", "test"),
    [
        (
            {"verdict": "pass", "note": "", "proof": "doc:README.md#Aduan"},
            test_a_document_shows_only_that_something_is_written,
        ),
        ({"verdict": "pass", "note": "", "proof": ""}, test_every_verdict_is_one_and_says_what_it_must),
        ({"verdict": "fail", "note": ""}, test_every_verdict_is_one_and_says_what_it_must),
        (
            {
                "verdict": "deviation",
                "note": "Because.",
                "proof": "x.py::test_x",
                "accepted_by": "DECISIONS.md: nothing such",
            },
            test_at_most_five_rows_are_met_otherwise_and_each_was_decided,
        ),
        (
            {"verdict": "pass", "note": "", "proof": "doc:README.md#No such heading"},
            test_every_document_and_heading_it_names_is_there,
        ),
        ({"verdict": "pass", "note": "", "proof": "setting:ADUAN_NO_SUCH"}, test_every_setting_it_names_is_one),
        (
            {"verdict": "pass", "note": "", "proof": "tests/security/test_asvs.py::test_no_such"},
            test_every_test_it_names_is_collected,
        ),
    ],
)
def test_an_unearned_tick_is_found(change: dict[str, str], test: object, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"V1.2.4": table()["V1.2.4"] | change}
    monkeypatch.setattr(sys.modules[__name__], "table", lambda: rows)
    with pytest.raises(AssertionError):
        test()  # type: ignore[operator]
