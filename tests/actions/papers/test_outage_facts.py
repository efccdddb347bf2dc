"""What the record of a channel's outage says, from the trail of its states."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from docgen.documents import content_of
from models.actions.channels.serve_account import record_failure, record_success
from models.actions.papers.draft_document import draft_office_paper
from models.actions.papers.outage_facts import Outage, days_with_outages, outage_facts, outages_on
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from tests.office import NOW, actor

DAY = date(2026, 11, 25)
HOUR = timedelta(hours=1)


def broken(account: Any) -> str:
    """The channel fails at 9, needs a person at 10, works from 11 on; gives what the record is about."""
    record_success(account.id, NOW - 2 * HOUR)
    record_failure(account.id, "terganggu", "Kanal sedang terganggu.", NOW)
    record_failure(account.id, "terganggu", "Kanal sedang terganggu.", NOW + HOUR / 2)
    record_failure(account.id, "jeda", "Sesi berakhir.", NOW + HOUR)
    record_success(account.id, NOW + 2 * HOUR)
    return f"kanal:{account.id}:{DAY}"


def test_every_stretch_of_the_day_is_told_with_its_state(account: Any) -> None:
    about = broken(account)
    assert outages_on(account.id, DAY) == [
        Outage(NOW, NOW + HOUR, "terganggu"),
        Outage(NOW + HOUR, NOW + 2 * HOUR, "jeda"),
    ]
    facts = outage_facts(about, "BA-GANGGUAN", NOW + 3 * HOUR)
    assert [row["minutes"] for row in facts["outages"]] == [60, 60]
    assert content_of("BA-GANGGUAN", facts).words["hari"] == "Rabu, 25 November 2026"


def test_an_outage_over_midnight_belongs_to_both_days_and_one_that_lasts_has_no_end(account: Any) -> None:
    record_failure(account.id, "jeda", "Sesi berakhir.", NOW)
    now = NOW + timedelta(days=2)
    assert days_with_outages(account.id, NOW - timedelta(days=30), now) == [
        date(2026, 11, 27),
        date(2026, 11, 26),
        DAY,
    ]
    facts = outage_facts(f"kanal:{account.id}:2026-11-26", "BA-GANGGUAN", now)
    assert facts["outages"] == [
        {"start": "2026-11-25T02:00:00+00:00", "end": None, "minutes": None, "state": "Berhenti menunggu petugas"}
    ]
    assert facts["cause"] == "Sesi berakhir."


def test_a_day_without_outage_and_a_text_that_names_none_are_refused(account: Any) -> None:
    broken(account)
    with pytest.raises(DocumentNotAllowed, match="tidak ada gangguan"):
        outage_facts(f"kanal:{account.id}:2026-11-24", "BA-GANGGUAN", NOW)
    for about in ("", "kanal:99:2026-11-25", f"kanal:{account.id}:2026-13-40", "2026-11"):
        with pytest.raises(DocumentNotAllowed, match="Pilih kanal"):
            outage_facts(about, "BA-GANGGUAN", NOW)


def test_the_record_takes_a_number_of_its_own_series_when_it_is_signed(account: Any) -> None:
    about, kasubsi = broken(account), actor(Role.KASUBSI_INFOKIM)
    now = datetime(2026, 11, 25, 6, 0)
    draft = draft_office_paper(
        "BA-GANGGUAN", about, actor(Role.PENGELOLA), now, changes={"cause": "Listrik padam.", "done": "Menunggu."}
    )
    signed = sign_document(draft.id, kasubsi, now)
    assert signed.number == "1/2026"
    assert "Listrik padam." in signed.facts


def test_an_outage_that_is_over_does_not_get_the_cause_of_the_one_of_today(account: Any) -> None:
    about = broken(account)
    record_failure(account.id, "jeda", "Kata sandi kanal ditolak.", NOW + 48 * HOUR)
    assert outage_facts(about, "BA-GANGGUAN", NOW + 49 * HOUR)["cause"] == ""
