"""Closed cases, in time nearly all of them, are walked in their order: none is fetched only to be sorted away."""

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.staff.roles import Role
from tests.admin_app.asked import listening, plan_of
from tests.admin_app.browsing import Browser

Open = Callable[[Role | str], Browser]


@pytest.mark.parametrize(
    ("role", "index"),
    [
        (Role.PENGELOLA, "complaint_open_closed_at"),
        (Role.KEPALA_KANTOR, "complaint_open_closed_at"),
        (Role.KASI_LALINTALKIM, "complaint_section_closed"),
        (Role.PETUGAS_SEKSI, "complaint_section_closed"),
    ],
)
def test_closed_cases_are_read_along_their_index(
    role: Role, index: str, signed_in: Open, sqlite_account: Any
) -> None:
    browser = signed_in(role)
    with listening() as asked:
        assert browser.get("/meja/?tab=selesai").status_code == 200
    [question] = [(sql, params) for sql, params in asked if '"closed_at" DESC' in sql]
    plan = plan_of(question)
    assert index in plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("role", [Role.PENGELOLA, Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI])
def test_open_cases_are_counted_by_an_index_of_open_ones(role: Role, signed_in: Open, sqlite_account: Any) -> None:
    browser = signed_in(role)
    with listening() as asked:
        assert browser.get("/meja/?tab=terbuka").status_code == 200
    counts = [(sql, params) for sql, params in asked if sql.startswith("SELECT (SELECT COUNT(?)")]
    plans = [plan_of(question) for question in counts]
    assert counts
    assert not [plan for plan in plans if "SCAN t1" in plan or "section_closed" in plan or "kept" in plan], plans
