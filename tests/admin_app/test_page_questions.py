"""What a page asks of the database: how many queries, and that none scans rows which an index would give."""

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.staff.roles import Role, Section
from models.tables import ConflictParty, Staff
from tests.admin_app.asked import Question, listening, plan_of
from tests.admin_app.browsing import Browser
from tests.admin_app.samples import complaint_in
from tests.office import NOW

Open = Callable[[Role | str], Browser]


def asked_by(browser: Browser, path: str) -> list[Question]:
    """Return what a page asks when it is opened again."""
    assert browser.get(path).status_code == 200
    with listening() as asked:
        assert browser.get(path).status_code == 200
    return asked


def test_a_case_page_asks_a_bounded_number_of_questions_and_once_whose_posts_are_passed_over(
    signed_in: Open, sqlite_account: Any
) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    asked = asked_by(signed_in(Role.KASI_LALINTALKIM), f"/meja/kasus/{case.public_id}?tab=terbuka")
    assert len(asked) <= 65
    passed_over = [sql for sql, _ in asked if sql.startswith('SELECT 1 FROM "conflict_party"')]
    assert len(passed_over) == 1  # of all open cases; of this one its page knows that it names nobody


@pytest.mark.parametrize("role", Role)
def test_the_frame_of_a_page_asks_for_all_its_numbers_as_one(
    role: Role, signed_in: Open, sqlite_account: Any
) -> None:
    complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    asked = asked_by(signed_in(role), "/akun")
    # One is for the gateways' PCs.
    # The last two: whether he sits on the panel of appraisers, for the menu; and of this page, what signs for him.
    assert len(asked) <= 24
    counts = [sql for sql, _ in asked if "COUNT(1) FROM (SELECT 1" in sql or "COUNT(DISTINCT" in sql]
    assert len(counts) == 1


def test_a_section_whose_officer_no_case_names_asks_of_no_message_whether_it_hides_him(
    signed_in: Open, sqlite_account: Any
) -> None:
    complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    for path in ("/pesan/", "/pesan/?search=paspor"):
        asked = asked_by(signed_in(Role.KASI_LALINTALKIM), path)
        assert any('FROM "message"' in sql for sql, _ in asked)
        assert not [sql for sql, _ in asked if 'FROM "message"' in sql and "conflict_party" in sql]


def test_whom_a_case_names_is_kept_from_its_messages_along_the_index(signed_in: Open, sqlite_account: Any) -> None:
    hidden = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    staff = Staff.get(Staff.username == str(Role.KASI_LALINTALKIM))
    ConflictParty.create(complaint=hidden.id, staff=staff, named_at=NOW)
    asked = asked_by(signed_in(Role.KASI_LALINTALKIM), "/pesan/")
    plans = [plan_of(question) for question in asked if 'FROM "message"' in question[0] and "NOT IN" in question[0]]
    assert plans
    assert all("complaint_lead_id (lead_id=?)" in plan for plan in plans)


def test_a_file_of_ours_asks_nothing_not_even_who_wants_it(signed_in: Open) -> None:
    assert asked_by(signed_in(Role.PENGELOLA), "/static/aduan.css") == []


def test_the_page_of_handing_over_counts_along_the_index(signed_in: Open, sqlite_account: Any) -> None:
    asked = asked_by(signed_in(Role.KEPALA_KANTOR), "/serah-tugas/")
    counts = 'SELECT COUNT(1) FROM (SELECT 1 FROM "complaint"'
    plans = [plan_of(question) for question in asked if question[0].startswith(counts)]
    assert len(plans) > 5
    assert not [plan for plan in plans if "SCAN t1" in plan]


def test_the_queue_s_search_looks_for_the_words_of_cases_once_and_of_messages_once(
    signed_in: Open, sqlite_account: Any
) -> None:
    complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    asked = asked_by(signed_in(Role.PENGELOLA), "/meja/?tab=terbuka&cari=paspor")
    [question] = [(sql, params) for sql, params in asked if "MATCH" in sql]
    assert plan_of(question).count("VIRTUAL TABLE") == 2
