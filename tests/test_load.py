"""The data set of the benchmarks is one the actions could have left: numbers, chains, clocks and links agree."""

from itertools import pairwise
from pathlib import Path

from peewee import fn

from models.actions.intake.receive_messages import receive_page
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.messages import Page
from models.rules.core.signed_trail import GENESIS, seal_of
from models.tables import (
    Audit,
    ChannelAccount,
    Complaint,
    Document,
    IssuedNumber,
    Message,
    NumberSeries,
    OpenThread,
    StepRecord,
)
from models.tables.core.files.folder_store import FolderStore
from tests.benchmarks.bulk import Bulk
from tests.benchmarks.load import load
from tests.benchmarks.memo_rows import add_memos
from tests.office import NOW, citizen_message


def test_the_data_set_is_whole_and_work_goes_on_in_it(account: ChannelAccount, tmp_path: Path) -> None:
    load(120, NOW)
    bulk = Bulk()
    memos = add_memos(bulk, FolderStore(tmp_path / "files"))
    bulk.finish()
    assert memos == Document.select().count() > 100
    assert verify(FolderStore(tmp_path / "files"), tmp_path / "attempts.log", NOW).failures == []
    assert Complaint.select().count() == 120
    for series in NumberSeries.select():
        urut = [
            row.urut for row in IssuedNumber.select().where(IssuedNumber.series == series).order_by(IssuedNumber.urut)
        ]
        assert urut == list(range(1, series.last + 1))
    for case in Complaint.select():
        running = StepRecord.select().where((StepRecord.complaint == case) & StepRecord.finished_at.is_null()).count()
        assert (
            running
            == STAGES[Stage(case.stage)].open
            == OpenThread.select().where(OpenThread.complaint == case).count()
        )
    receive_page(account.id, "dm", Page(messages=(citizen_message(),)), NOW)
    assert Complaint.select().count() == 121


def test_the_chains_of_the_data_set_hold(sqlite_account: ChannelAccount) -> None:
    load(30, NOW)
    for chain in ("web", "agen"):
        rows = list(Audit.select().where(Audit.chain == chain).order_by(Audit.seq).dicts())
        assert rows[0]["prev_hash"] == GENESIS
        assert all(row["hash"] == seal_of(row) for row in rows)
        assert all(after["prev_hash"] == before["hash"] for before, after in pairwise(rows))


def test_a_case_has_about_ten_messages_each_with_its_raw_item(sqlite_account: ChannelAccount) -> None:
    load(50, NOW)
    assert 8 <= Message.select().count() / 50 <= 10
    assert Message.select(fn.COUNT(fn.DISTINCT(Message.envelope))).scalar() == Message.select().count()
