"""Whatever Aduan asserts stands in the register, with the query that decides it and the test that tried to refute it.

`python -m tests.assertions write` enters new literals; CONTRIBUTING says how.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.assertions import collecting
from tests.assertions.collecting import collected
from tests.assertions.rows import (
    KINDS,
    REASONS,
    Assertion,
    asserted,
    assertions,
    needs_reason,
    no_assertions,
    reason_by_place,
    still_said,
)
from tests.tools import ROOT

# Rows without a test that tried to make them false. It may only fall: write the test, then the smaller number.
UNTRIED = 2


@pytest.fixture(scope="module", autouse=True)
def _parsed_files() -> Iterator[None]:
    yield
    collecting.tree.cache_clear()
    said.cache_clear()


@cache
def said() -> dict[tuple[str, str], str]:
    """Every literal there is."""
    return collected()


def names(path: Path) -> set[str]:
    """The names a module gives at its top."""
    found: set[str] = set()
    for node in collecting.tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def test_everything_said_is_asserted_or_listed_as_no_assertion() -> None:
    known = asserted(assertions()) | no_assertions().keys()
    assert sorted(f"{place}: {words}" for place, words in said() if (place, words) not in known) == []


def test_no_list_names_what_nobody_says_or_what_a_row_asserts() -> None:
    rows = asserted(assertions())
    gone = [key for key in no_assertions() if key not in said() or key in rows]
    assert sorted(f"{place}: {words}" for place, words in gone) == []


def test_words_of_a_state_assert_nothing_only_for_a_reason() -> None:
    bare = [key for key, why in no_assertions().items() if needs_reason(*key) and why not in REASONS]
    assert sorted(f"{place}: {words}" for place, words in bare) == []


def test_a_tick_and_a_green_mark_are_assertions_whatever_reason_is_given() -> None:
    marked = [key for key in no_assertions() if re.search(r"✓|✔|‹\w+[-›]", key[1])]
    assert sorted(f"{place}: {words}" for place, words in marked) == []


def test_the_words_of_a_row_stand_where_it_says() -> None:
    astray = []
    for row in assertions():
        astray += [
            f"{row.name}: {words}" for words in row.says if not {(at, words) for at in row.where} & said().keys()
        ]
        astray += [f"{row.name}: {at}" for at in row.where if not {(at, words) for words in row.says} & said().keys()]
    assert astray == []


def test_the_evidence_of_a_row_is_there() -> None:
    lost = []
    for row in assertions():
        module, _, name = row.evidence.partition(":")
        path = ROOT / f"{module.replace('.', '/')}.py"
        path = path if path.exists() else path.with_suffix("") / "__init__.py"
        if not path.exists() or name not in names(path):
            lost.append(f"{row.name}: {row.evidence}")
    assert lost == []


def test_the_test_of_a_row_is_there() -> None:
    lost = []
    for row in assertions():
        path, _, name = row.test.partition("::")
        if row.test and (not (ROOT / path).is_file() or f"\ndef {name}(" not in (ROOT / path).read_text("utf-8")):
            lost.append(f"{row.name}: {row.test}")
    assert lost == []


def test_a_row_has_a_name_of_its_own_and_a_known_kind() -> None:
    rows = assertions()
    assert len({(row.subject, row.name) for row in rows}) == len(rows)
    assert [row.name for row in rows if row.kind not in KINDS] == []


def test_fewer_and_fewer_assertions_were_never_tried() -> None:
    assert len([row for row in assertions() if not row.test]) == UNTRIED


def test_what_is_said_nowhere_leaves_its_row_and_a_row_without_words_goes() -> None:
    row = Assertion("sent", "badge", ("terkirim", "sampai"), ("a.py", "b.html"), "a:b", "tests/t.py::test_x")
    assert still_said(row, [("a.py", "sampai"), ("b.html", "lain")]) == replace(
        row, says=("sampai",), where=("a.py",)
    )
    assert still_said(row, [("c.py", "sampai")]) is None


@pytest.mark.parametrize(
    ("place", "words", "role", "reason"),
    [
        ("admin_app/x.py", "Jawaban sudah sampai.", "", "?"),
        ("admin_app/x.py", "Sudah dijawab?", "", "asks"),
        ("admin_app/x.py", "Kasus ini sudah ditutup.", "refusal", "refusal"),
        ("admin_app/x.py", "Nama jabatan", "", "-"),
        ("admin_app/templates/x.html", "‹pill-good› {}", "", "?"),
        ("admin_app/figures/report_tiles.py", "Menit kerja", "", "?"),
    ],
)
def test_a_new_assertion_waits_for_its_author(place: str, words: str, role: str, reason: str) -> None:
    assert reason_by_place(place, words, role) == reason
