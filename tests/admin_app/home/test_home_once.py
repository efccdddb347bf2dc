"""A case stands once on a home, and what a hidden card would say stands beside its line."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.tables import Complaint, Staff
from tests.actions.busy_office import BusyOffice
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock, text
from tests.admin_app.home.test_home import Open, home_of
from tests.admin_app.samples import reply_of
from tests.office import actor


@pytest.mark.parametrize("seed", [3, 8])
def test_a_case_stands_once_on_a_home_and_every_count_is_of_all_its_cases(
    seed: int, sqlite_account: Any, app: Flask, clock: Clock
) -> None:
    office = BusyOffice(sqlite_account, seed).work(16)
    clock.now = office.now + timedelta(days=3)
    Complaint.update(unread=1, assignee=Staff.get(Staff.username == "pengelola")).execute()
    repeated = 0
    for role in Role:
        shown = home_of(app, actor(role))
        lines = [case for content in shown.values() for case in content.cases]
        assert len(lines) == len(set(lines)), role
        for content in shown.values():
            assert set(content.elsewhere) <= set(lines)
            if content.cases or content.elsewhere:
                left = content.count - len(content.elsewhere)
                assert len(content.cases) == min(left, 12 if role is Role.PETUGAS_SEKSI else 5)
            repeated += len(content.elsewhere)
    assert repeated > 5  # of before: each of them stood twice


def test_what_a_hidden_card_says_stands_beside_the_line_and_its_counter_leads_to_the_list(
    sqlite_account: Any, signed_in: Open
) -> None:
    case = Walk(sqlite_account).with_answer().handed_back().case
    reply_of(case, ReplyState.HOLD)
    page = text(signed_in(Role.PENGELOLA).get("/"))
    cards = page.split('class="home-cards"')[1]
    assert cards.count(case.public_id) == 2  # the address and the key of one line
    assert '<span class="pill pill-bad">Jawaban tertahan/terlambat</span>' in cards and 'id="tertahan"' not in cards
    counters = page.split('class="home-counters')[1].split("</nav>")[0]
    assert 'href="/kotak-keluar/" class="home-counter is-bad"' in counters
