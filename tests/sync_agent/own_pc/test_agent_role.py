"""The agent on another machine: all of its work by a role that owns nothing, on PostgreSQL."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.figures.close_month import close_month
from models.actions.papers.draft_document import draft_document
from models.actions.papers.pending_signatures import carry_out_due, submit_signature
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.doctor import diagnose
from models.actions.upkeep.prove_numbers import prove_numbers
from models.rules.cases.sop import Move, Stage
from models.rules.channels.messages import StoredFile
from models.rules.channels.reply_files import PDF
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.rules.upkeep.agent_jobs import AgentJob
from models.tables import Attachment, Audit, ChannelAccount, JobPass, PendingSignature
from models.tables.core.files.database_store import DatabaseStore
from sync_agent.agent import Agent
from sync_agent.clock import utc_now
from sync_agent.delivering import deliver
from sync_agent.fetching_media import fetch_media
from sync_agent.keeping_time import TickJobs, clock_jobs
from tests.actions.busy_office import BusyOffice
from tests.actions.walking import Walk
from tests.connectors.stage import PNG
from tests.office import NOW, actor, new_complaint
from tests.sync_agent.desk import Desk, receive
from tests.tables.upkeep.entering import entered

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
LETTER = b"%PDF-1.7 surat jawaban"


@pytest.fixture
def apart(desk: Desk) -> Iterator[Desk]:
    """A desk whose files are kept in the database, as with two machines."""
    desk.settings = replace(desk.settings, file_store="database")
    desk.environ |= {"ADUAN_FILE_STORE": "database"}
    yield desk


def test_a_photo_comes_in_and_a_letter_goes_out(apart: Desk) -> None:
    apart.photo(PNG)
    with entered(apart.database_url):
        service = apart.service()
        receive(service)
        fetch_media(service)
    assert DatabaseStore().read(Attachment.get().sha256) == PNG
    sha256 = DatabaseStore().keep(LETTER)
    key = apart.answer("Terlampir surat.", files=[StoredFile(sha256, PDF, "surat.pdf", len(LETTER))])
    with entered(apart.database_url):
        deliver(service)
        deliver(service)
    assert apart.reply(key).state == ReplyState.SENT
    assert apart.visible() == ["Terlampir surat.", "surat.pdf"]


def test_a_whole_pass_of_the_agent_works(apart: Desk) -> None:
    apart.happen("Paspor saya belum selesai")
    with entered(apart.database_url):
        assert Agent(apart.settings, apart.key, utc_now).once() == 0
    assert ChannelAccount.get_by_id(apart.row.id).state == "ok"


def test_every_job_by_the_clock_goes_through(account: Any, database_url: str, tmp_path: Path, caplog: Any) -> None:
    office = BusyOffice(account, seed=4).work(8)
    store = DatabaseStore()
    with entered(database_url), caplog.at_level(logging.WARNING):
        ticks = TickJobs()
        for hours in (1, 2, 24 * 20):
            now = office.now + timedelta(hours=hours)
            for job in clock_jobs(store, tmp_path, "agen-1-a"):
                job(now)
            ticks.look(now, may_stamp=True)
    assert not [line for line in caplog.messages if "again" in line]
    assert {row.job for row in JobPass.select()} == {str(job) for job in AgentJob}


def test_a_closed_month_is_proven_every_day(account: Any, database_url: str) -> None:
    new_complaint(account)
    later = NOW + timedelta(days=40)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), later)
    with entered(database_url):
        assert prove_numbers(later)
    assert Audit.get(Audit.event == "periksa_nomor").after == "utuh"


def test_a_paper_whose_time_is_over_is_signed_and_moved_with(account: Any, database_url: str) -> None:
    walk = Walk(account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())
    move = Move.TERUSKAN_KE_SEKSI
    submit_signature(draft.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), 1.0, way="basah", move=move)
    with entered(database_url):
        carry_out_due(walk.now + timedelta(seconds=2))
    row = PendingSignature.get()
    assert (row.state, row.why, walk.stage) == ("berlaku", "", Stage.ANALISA_SEKSI)


def test_doctor_looks_at_all_as_that_role_and_says_whose_it_is(apart: Desk) -> None:
    with entered(apart.database_url):
        found = diagnose(apart.settings, utc_now())
    (role,) = [row for row in found if row.name == "database role"]
    assert role.level is Level.OK and "gerbang1, which does not own the tables" in role.sentence
    assert not [row.sentence for row in found if row.name in ("database", "schema") and row.level is Level.UNSAFE]
