"""Chart, journal and report of a soak, and the words of its command."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from xml.etree import ElementTree

import pytest

from tests.soak import report
from tests.soak.__main__ import asked, summary
from tests.soak.chart import draw
from tests.soak.course import Course
from tests.soak.journal import Journal
from tests.soak.judge.limits import Limits
from tests.soak.judge.snapshot import Ended
from tests.soak.judge.test_invariants import sound
from tests.soak.judging import Judging
from tests.soak.machine import STARVED, Pulse, probe
from tests.soak.programs import Kept
from tests.soak.striking.faults import FAULTS, UNUSABLE
from tests.soak.telling import read


def course(folder: Path) -> Any:
    """Return a made-up soak with one fault and one breach."""
    journal = Journal(folder / "events.jsonl", seed=5, began=1000.0)
    struck = journal.strike("kill agent", "SIGKILL to the agent, for 20 s")
    journal.end(struck)
    struck.told_after, struck.well_after = 61.0, 8.0
    for number in (1, 22):
        journal.breach("I-1", "what a citizen wrote is stored", f"waha m{number} is not stored after 300 s")
    courses = {"memory of agent": [(0.0, 8e7), (60.0, 9e7)], "rows of message": [(0.0, 1.0), (60.0, 9.0)]}
    figures = SimpleNamespace(course=courses)
    figures.begin_and_end = lambda: {name: (rows[0][1], rows[-1][1], 9e7) for name, rows in figures.course.items()}
    judging = SimpleNamespace(last=sound(), looks=12, errors_in_faults=3, figures=figures, pulse=Pulse())
    office = SimpleNamespace(kind="sqlite", seed=5, out=folder, programs=())
    people = SimpleNamespace(counts={})
    return SimpleNamespace(
        journal=journal, judging=judging, office=office, officers=[], traffic=people,
        skipped={"clock jump": "libfaketime is not on this machine"}, limits=Limits(),
        told={"kill agent": 1}, rehearsed=2,
    )  # fmt: skip


def test_the_report_names_breaches_with_the_last_fault_and_what_was_left_out(tmp_path: Path) -> None:
    facts = report.write(cast(Course, course(tmp_path)), ended=True)
    (breach,) = facts["breaches"]  # the same again is one kind, counted
    assert (breach["code"], breach["times"], len(breach["examples"])) == ("I-1", 2, 2)
    assert breach["last_fault"].startswith("kill agent: SIGKILL")
    text = (tmp_path / "report.md").read_text("utf-8")
    for words in (
        "1 kinds of breach",
        "| kill agent | 1 | 1 | 61–61 | 75 | 8–8 |",
        "not here: libfaketime",
        "90,000,000",
    ):
        assert words in text
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["counts"]["written by citizens"] == 3
    lines = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text("utf-8").splitlines()]
    assert [line["what"] for line in lines] == ["fault", "end", "BREACH"]
    assert "seed 5" in lines[2]["words"]


def test_the_chart_is_a_picture_with_every_figure_and_every_fault() -> None:
    courses = {"memory <of> agent": [(0.0, 1.0), (30.0, 3.0), (60.0, 2.0)], "one sample": [(0.0, 1.0)]}
    drawn = ElementTree.fromstring(draw("sqlite & more", courses, [(10.0, 20.0), (90.0, 95.0)]))  # noqa: S314 - our own
    name = "{http://www.w3.org/2000/svg}"
    (line,) = drawn.iter(f"{name}polyline")
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    assert heights[1] < heights[2] < heights[0]  # what is more stands higher
    texts = [one.text or "" for one in drawn.iter(f"{name}text")]
    assert any(text.startswith("memory <of> agent: 1 → 2, highest 3") for text in texts)
    bands = [one for one in drawn.iter(f"{name}rect") if one.attrib["fill"] == "#e9e2d0"]
    assert len(bands) == 1  # the second is later than the last sample


def test_nothing_measured_is_an_empty_chart() -> None:
    assert ElementTree.fromstring(draw("empty", {})).tag.endswith("svg")  # noqa: S314 - our own


def test_what_the_office_says_is_read_with_its_figures() -> None:
    gauges = (
        'aduan_channel_replies_held{account="2",kind="x"} 3.0\n'
        'aduan_channel_last_success_age_seconds{account="2",kind="x"} 12.5\n'
        'aduan_channel_unreadable{account="2",kind="x"} 1.0\naduan_agent_up 1.0\n'
    )
    body = {"agent": "ok", "database": "ok", "checks": [{"check": "locked"}], "degraded": ["channel 2 (x): late"]}
    told = read(503, body, gauges)
    assert (told.ready, told.checks, told.degraded) == (False, ("locked",), ("channel 2 (x): late",))
    assert (told.held, told.unreadable, told.unread) == ({2: 3}, {2: 1}, {"x": 12.5})


def test_errors_of_a_log_are_found_once_and_whole(tmp_path: Path) -> None:
    log = tmp_path / "agent.log"
    kept = Kept("agent", (), {}, log)
    log.write_text("2026-11-28T07:00:00.000+00:00 info waha-1: fine\n2026-11-28T07:00:01.000+00:00 error x-5: Value")
    assert list(kept.errors()) == []
    with log.open("a") as file:
        file.write(
            "Error\n2026-11-28 07:00:02,000 ERROR admin_app: a page failed\nTraceback (most recent call last):\n"
        )
    found = list(kept.errors())
    assert [line.split()[-1] for line in found] == ["ValueError", "failed", "last):"]
    assert list(kept.errors()) == []


def test_a_program_that_ends_by_itself_is_begun_again_and_named(tmp_path: Path) -> None:
    kept = Kept("agent", ("-c", "print('old words')"), {}, tmp_path / "log")
    for words in (kept.words, ("-c", "raise SystemExit('so ends it')")):
        kept.words = words
        kept.kill()
        kept.begin()
        assert kept.process is not None
        kept.process.wait(60)
    assert kept.look_after() == Ended("agent", 1, "so ends it\n")  # of this life alone
    assert kept.lives == 3
    kept.kill()
    assert kept.look_after() is None


def test_hours_are_needed_and_both_databases_are_the_default() -> None:
    wanted = asked(["--hours", "2"])
    assert (wanted.hours, wanted.database) == (2.0, "both")
    with pytest.raises(SystemExit):
        asked([])


def test_the_end_of_both_is_told_beside_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "sqlite"
    folder.mkdir()
    report.write(cast(Course, course(folder)), ended=True)
    said = summary(tmp_path).splitlines()
    assert "3 in, 2 out, 1 faults, 1 kinds of breach" in said[0]
    assert said[1] == "postgresql: no report"


def test_only_the_fault_that_is_on_makes_an_end_lawful_and_a_starving_machine_an_announced_one() -> None:
    judging = Judging.__new__(Judging)
    judging.pulse, judging.fault = Pulse(), None
    assert judging._lawful() == ()
    judging.fault = next(row for row in FAULTS if row.kind == "kill agent at a request")
    assert [one.code for one in judging._lawful()] == [-9]
    judging.fault = next(row for row in FAULTS if row.kind == "sends cut")
    assert judging._lawful() == ()
    judging.pulse._probes.extend([STARVED + 1] * 5)
    assert judging._lawful() == (UNUSABLE,)


def test_limits_grow_with_a_slow_machine_and_only_those_of_time() -> None:
    alone, slow = Limits(), Limits().on(8.0)
    assert Limits().on(1.0) == alone
    assert (slow.well, slow.stored, slow.memory, slow.late) == (
        alone.well * 4,
        alone.stored * 4,
        alone.memory,
        alone.late,
    )
    assert probe() >= 1.0
