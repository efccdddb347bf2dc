"""One citizen on all five channels: complaints within a pass, answers where she wrote; nobody waits for others."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from models.actions.core.actor import actor_of
from models.actions.core.move_complaint import move_complaint
from models.actions.core.trail.trail_signing import sign_with
from models.actions.core.write_output import identify
from models.actions.replies.queue_reply import queue_reply
from models.actions.upkeep.trail_checkpoints import signing_key
from models.rules.cases.sop import Move, Stage
from models.rules.replies.delivery import Purpose
from models.tables import Complaint, Staff
from models.tables.core.database import connected, open_database
from sync_agent.clock import utc_now
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Settings
from tests.journeys.citizen import PLACES, Citizen, Place, add_channels
from tests.journeys.programs import API_KEY, Programs
from tests.simulator.caller import until


@pytest.fixture
def running() -> Iterator[Running]:
    with start(build(seed=5, settings=Settings(api_key=API_KEY))) as simulator:
        yield simulator


@pytest.fixture
def programs(tmp_path: Path, database_url: str, running: Running) -> Programs:
    made = Programs(tmp_path, database_url)
    made.admin("migrate")
    made.admin("user", "add", "rani", "--role", "pengelola", "--password-stdin", stdin="sandi-contoh-rani")
    add_channels(made, running)
    sign_with(partial(signing_key, made.data_dir))  # as the programs do that write beside this test
    return made


def numbers(programs: Programs) -> dict[Place, str]:
    """Return the number of the complaint each place led to."""
    found = {}
    for row in programs.export("messages"):
        for place in PLACES:
            if row["direction"] == "in" and row["channel"] == place.channel and place.text in str(row["text"]):
                (found[place],) = row["complaint_numbers"]  # type: ignore[misc]
    return found


def identify_all(url: str) -> None:
    """Identify every complaint as Pengelola does on the screen (SOP step 2)."""
    open_database(url)
    with connected():
        rani = actor_of(Staff.get(Staff.username == "rani"))
        for case in Complaint.select().where(Complaint.stage == Stage.IDENTIFIKASI):
            identify(case.id, rani, utc_now(), category="paspor", subject="Paspor belum jadi")
            move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, rani, utc_now())


def answer_all(url: str, cases: dict[Place, str]) -> None:
    """Queue the first answer to every complaint as the button does (SOP step 3)."""
    open_database(url)
    with connected():
        rani = actor_of(Staff.get(Staff.username == "rani"))
        for place, number in cases.items():
            case = Complaint.get(Complaint.number == number)
            text = answer_of(place, number)
            queue_reply(case.id, text, Purpose.TANGGAPAN_AWAL, f"kunci-{number}", rani, utc_now())


def answer_of(place: Place, number: str) -> str:
    return f"Terima kasih. Pengaduan {number} kami terima ({place.channel}, {place.kind})."


def test_one_citizen_on_five_channels_is_heard_within_a_pass_and_answered_where_she_wrote(
    programs: Programs, running: Running, database_url: str
) -> None:
    ani = Citizen(running)
    for place in PLACES:
        ani.write(place)
    programs.run("run_agent.py", "--once")
    cases = numbers(programs)
    assert set(cases) == set(PLACES)
    assert len(set(cases.values())) == len(PLACES) == len(programs.export("complaints"))
    identify_all(database_url)
    answer_all(database_url, cases)
    programs.run("run_agent.py", "--once")
    assert {place: ani.sees(place) for place in PLACES} == {
        place: [answer_of(place, number)] for place, number in cases.items()
    }
    programs.run("run_agent.py", "--once")  # what was sent comes back in the polls, and is known
    assert {row["state"] for row in programs.export("outbox")} == {"sent"}
    assert len(programs.export("complaints")) == len(PLACES)
    assert all(len(ani.sees(place)) == 1 for place in PLACES)
    done = programs.admin("verify", check=False)
    assert done.returncode == 0, done.stdout


def test_a_slow_channel_and_a_failing_one_delay_no_other(
    programs: Programs, running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.env |= {"ADUAN_HTTP_SECONDS": "60", "ADUAN_LEASE_SECONDS": "150"}  # the slow one may be as slow as it is
    ani, board = Citizen(running), running.practice.switchboard
    board.switch_on({"kind": "delay", "platform": "tiktok", "seconds": 30})
    board.switch_on({"kind": "error_before", "platform": "x"})
    others = {place for place in PLACES if place.channel not in ("tiktok", "x")}

    def open_requests() -> int:
        seen = list(running.practice.wire.requests)
        return sum(1 for note in seen if note["path"].startswith("/tiktok/") and note["status"] is None)

    with programs.started("run_agent.py"):
        until(open_requests, 30)  # the slow platform is being asked, and does not answer
        began = time.monotonic()
        for place in PLACES:
            ani.write(place)
        taken = watch(lambda: set(numbers(programs)), others, began)
        assert open_requests() == 1
        cases = numbers(programs)
        assert set(cases) == others
        seen = {place: seconds_to_answer(programs, ani, place, cases[place]) for place in others}
        assert open_requests() == 1  # all this while it was one and the same request
        board.switch_off()
    with capsys.disabled():
        print("\nwhile TikTok needs 30 s per answer and X fails:")
        for place in sorted(others, key=lambda one: (one.channel, one.kind)):
            figures = f"stored after {taken[place]:.1f} s, answered after {seen[place]:.1f} s"
            print(f"  {place.channel} {place.kind}: {figures}")


def seconds_to_answer(programs: Programs, citizen: Citizen, place: Place, number: str) -> float:
    """Answer a complaint and return how long it took until the citizen saw it, the command's own start included."""
    began = time.monotonic()
    programs.admin("reply", number, "--key", f"kunci-{number}", stdin=answer_of(place, number))
    until(lambda: citizen.sees(place), 25)
    return time.monotonic() - began


def watch(look: Callable[[], set[Place]], wanted: set[Place], began: float) -> dict[Place, float]:
    """Wait until all that is wanted is there, and give after how many seconds each was."""
    met: dict[Place, float] = {}

    def all_there() -> bool:
        for place in look() & wanted:
            met.setdefault(place, time.monotonic() - began)
        return set(met) == wanted

    until(all_there, 25)
    return met
