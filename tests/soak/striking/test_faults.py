"""The table of faults and of the officers' work: every row whole, what is missing here said with its reason."""

from dataclasses import replace
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest
from psycopg.errors import DeadlockDetected

from models.rules.cases.sop import STAGES, Stage
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from tests.soak.desk_work import REPLIES, WORK
from tests.soak.drills import DRILLS, changed, repeated
from tests.soak.judge.snapshot import Snapshot, Telling, Written
from tests.soak.judge.test_invariants import sound
from tests.soak.office import OfficeRun, find_faketime
from tests.soak.platforms import KINDS, Platforms
from tests.soak.striking.faults import FAULTS
from tests.soak.striking.platform_faults import Strike

ISSUE = ("kill", "lock", "disk", "clock", "database server", "gateway", "token")
ON_THE_WIRE = (
    *("telephone unlinked", "old gateway", "platform slow"),
    *("platform answers wrongly", "sends cut", "network cut"),
)


def test_every_fault_has_its_beginning_and_its_end_and_lasts_a_while() -> None:
    for row in FAULTS:
        assert callable(row.begin) and callable(row.end), row.kind
        assert 0 < row.lasts[0] < row.lasts[1] <= 120, row.kind
    kinds = [row.kind for row in FAULTS]
    assert len(set(kinds)) == len(kinds)
    assert all(any(word in kind for kind in kinds) for word in ISSUE)


def test_what_cannot_be_had_here_is_left_out_with_its_reason(tmp_path: Path) -> None:
    bare = SimpleNamespace(disk=SimpleNamespace(why_not="no tmpfs may be mounted here"), faketime=None, server=None)
    reasons = {row.kind: why for row in FAULTS if (why := row.why_not(cast(OfficeRun, bare)))}
    assert set(reasons) == {
        "disk full",
        "clock jump",
        "clock jump of the back office",
        "database server stopped",
    }
    assert "apt: faketime" in reasons["clock jump"]
    assert find_faketime(str(tmp_path / "none.so")) is None


def test_locking_the_tables_goes_on_after_a_deadlock_with_the_office() -> None:
    said: list[str] = []

    def execute(words: str) -> None:
        said.append(words.split()[0])
        if said.count("LOCK") == 1 and said[-1] == "LOCK":
            raise DeadlockDetected

    kept: dict[str, Any] = {}
    office = SimpleNamespace(
        kind="postgresql", reader=SimpleNamespace(connect=lambda writes: SimpleNamespace(execute=execute))
    )
    row = next(one for one in FAULTS if one.kind == "database locked")
    row.begin(cast(Strike, SimpleNamespace(office=office, kept=kept, words="")))
    assert said == ["BEGIN", "LOCK", "ROLLBACK", "BEGIN", "LOCK"]
    assert "connection" in kept


@pytest.mark.parametrize("kind", ON_THE_WIRE)
def test_a_fault_of_the_platforms_is_gone_after_its_end(kind: str) -> None:
    row = next(one for one in FAULTS if one.kind == kind)
    with start(build(seed=1)) as running:
        platforms = Platforms(running.url)
        before = [platforms.behaviour(name) for name in KINDS]
        strike = Strike(cast(Any, SimpleNamespace(platforms=platforms)), Random(3))
        row.begin(strike)
        struck = [platforms.behaviour(name) for name in KINDS], platforms.ask("GET", "/state")
        assert strike.words
        row.end(strike)
        ended = [platforms.behaviour(name) for name in KINDS], platforms.ask("GET", "/state")
    assert struck[0] != before or struck[1]["faults"] or struck[1]["session"] == "SCAN_QR_CODE"
    assert (ended[0], ended[1]["faults"], ended[1]["session"]) == (before, [], "WORKING")


def test_the_judges_truth_is_what_citizens_wrote_and_see() -> None:
    with start(build(seed=1)) as running:
        platforms = Platforms(running.url)
        for kind in KINDS[1:]:
            said = {"username": "6281300000001", "text": "Halo"}
            platforms.ask("POST", f"/{kind}/messages", said)
            platforms.ask("POST", f"/{kind}/messages", {**said, "from_office": True, "source": "api"})
        platforms.ask("POST", "/messages", {"chat": "6281200000001@c.us", "text": "Halo"})
        platforms.ask("POST", "/messages", {"chat": "120363000000000001@g.us", "text": "grup"})
        written, shown = platforms.truth()
    assert {one.channel for one in written} == set(KINDS)
    assert len(written) == len(KINDS)
    assert {one.channel for one in shown} == set(KINDS[1:])


def test_every_open_stage_on_the_officers_way_has_somebody_who_brings_it_on() -> None:
    stages = {row.stage for row in WORK}
    others = {Stage.DISPOSISI, Stage.JAWABAN_KEPALA}  # the way over the head of the office is not walked here
    assert stages | others == {stage for stage, row in STAGES.items() if row.open}
    assert all(len(text) <= 120 for text in REPLIES)


def test_what_the_office_says_is_well_only_where_nothing_is_said() -> None:
    assert Telling().well
    for told in (Telling(reached=False), Telling(ready=False), Telling(checks=("disk_media",))):
        assert not told.well and told.alarms(1)


def test_the_drills_see_what_came_anew_and_what_went_out_again() -> None:
    before = sound()
    more = sound(shown=(*before.shown, before.shown[0].__class__("waha", "o3", "warga0", "Halo")))
    assert list(changed(before, before)) == []
    assert any("citizens see 3" in line for line in changed(before, more))
    anew = replace(before, office=replace(before.office, stored=before.office.stored[:-1]))
    name = before.office.stored[-1].id
    assert list(changed(anew, before)) == [f"waha {name} (out) was stored anew"]
    assert list(changed(anew, before, frozenset({("waha", name)}))) == []  # a poll need not have read it
    assert list(changed(anew, before, frozenset({("waha", "another")})))
    assert list(repeated(before, before, frozenset({"k1", "k2"}))) == []
    lost = Snapshot(0, tuple(Written(kind, "w9", 0) for kind in ("waha", "whatsapp_cloud")), (), office=before.office)
    assert len(list(repeated(before, lost, frozenset()))) == 2
    told = list(repeated(before, lost, frozenset(), frozenset({"waha", "whatsapp_cloud"})))
    assert told == ["waha w9 is not stored any more after the restore"]  # that one can be read again
    assert list(repeated(before, more, frozenset({"k1", "k2"}))) == ["waha o3 was sent again after the restore"]
    assert [row.code for row in DRILLS] == ["I-10", "I-12"]


@pytest.mark.parametrize("kind", ["facebook", "instagram", "tiktok"])
def test_what_its_platform_shows_no_more_after_a_restore_is_lost_only_where_the_office_tells_of_it(kind: str) -> None:
    before = sound()
    newest, hidden = Written(kind, "w7", 0, newer=19), Written(kind, "w8", 0, newer=20)
    chat = Snapshot(0, (newest, hidden), (), office=before.office)
    assert len(list(repeated(before, chat, frozenset()))) == 2  # nobody was told to look at the phone
    told = list(repeated(before, chat, frozenset(), frozenset({kind})))
    assert told == [f"{kind} w7 is not stored any more after the restore"]  # the list shows it still
