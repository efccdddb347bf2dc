"""From the answer to the figure: the real agent asks how satisfied the citizen is, and reads her number back."""

from collections.abc import Callable, Hashable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.trail.trail_signing import sign_with
from models.actions.core.write_output import choose_section
from models.actions.figures.period_figures import period_figures
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Move, Output, Stage
from models.rules.channels.messages import Kind
from models.rules.figures.periods import Span, now_in
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, OfficeSetting, Survey
from models.tables.core.database import connected, open_database
from models.tables.core.keys.trail_key import trail_key
from sync_agent.clock import utc_now
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Settings
from tests.actions.walking import Walk
from tests.journeys.citizen import Citizen, Place, add_channels
from tests.journeys.programs import API_KEY, Programs
from tests.office import actor, add_staff

WHATSAPP, FACEBOOK, COMMENT = Place("waha", Kind.DM), Place("facebook", Kind.DM), Place("facebook", Kind.COMMENT)


@pytest.fixture
def running() -> Iterator[Running]:
    with start(build(seed=5, settings=Settings(api_key=API_KEY))) as simulator:
        yield simulator


class RealWalk(Walk):
    """A complaint that came by the agent, walked on by officers; what they send leaves with the agent too."""

    def __init__(self, case: Complaint) -> None:
        self.id, self.section = case.id, Section.LALINTALKIM

    def once(self, act: Callable[..., object], *given: Hashable) -> "RealWalk":
        """Go on: the agent acts in this office as well, so nothing is put back."""
        act(self, *given)
        return self

    def tick(self) -> datetime:
        self.now = utc_now()
        return self.now

    def answer(self, purpose: Purpose, text: str = "Yth. Saudara, terima kasih.") -> str:
        queue_reply(self.id, text, purpose, f"{purpose}-{self.id}", actor(Role.PENGELOLA), self.tick())
        return ""

    def answered_by_section(self) -> None:
        choose_section(self.id, self.section, actor(Role.PENGELOLA), self.tick())
        self.move(Move.AJUKAN_PENERUSAN)
        self.paper("ND-TERUS")
        self.move(Move.TERUSKAN_KE_SEKSI)
        self.write(Output.IDENTIFIKASI_SEKSI)
        self.move(Move.DAPAT_DITANGANI)
        self.fieldwork_done()
        self.handed_back()
        self.answer(Purpose.JAWABAN, "Paspor Saudara dapat diambil besok.")


def on_all(action: Callable[[RealWalk], object]) -> None:
    """Let the officers do one action on every complaint."""
    with connected():
        for case in Complaint.select().order_by(Complaint.id):
            action(RealWalk(case))


@pytest.fixture
def programs(tmp_path: Path, database_url: str, running: Running) -> Programs:
    """An office with staff, all channels, and the question switched on."""
    made = Programs(tmp_path, database_url)
    made.admin("migrate")
    add_channels(made, running)
    open_database(database_url)
    sign_with(partial(trail_key, made.data_dir))  # as the programs do that write beside this test
    with connected():
        for role in Role:
            add_staff(role, now=utc_now())
        for key, value in {"survei": "ya", "survei_jeda_menit": "0", "mode_nomor": "mandiri"}.items():
            OfficeSetting.update(value=value).where(OfficeSetting.key == key).execute()
    return made


def passes(programs: Programs, count: int = 1) -> None:
    """Let the agent make so many passes."""
    for _ in range(count):
        programs.run("run_agent.py", "--once")


def passes_until(programs: Programs, is_so: Callable[[], bool]) -> None:
    """Let the agent pass until this is so: when a platform tells of its tick is the platform's own affair."""
    for _ in range(30):
        passes(programs)
        with connected():
            if is_so():
                return
    raise AssertionError("thirty passes, and it is not so")


def all_at(stage: Stage) -> bool:
    """Whether every complaint stands at this stage."""
    return {at for (at,) in Complaint.select(Complaint.stage).tuples()} == {str(stage)}


def test_a_citizen_is_asked_once_on_her_channel_and_her_number_becomes_a_figure(
    programs: Programs, running: Running
) -> None:
    ani, asked_on = Citizen(running), (WHATSAPP, FACEBOOK)
    for place in (WHATSAPP, FACEBOOK, COMMENT):
        ani.write(place)
    passes(programs)
    on_all(lambda walk: walk.identified().answer(Purpose.TANGGAPAN_AWAL))
    passes_until(programs, lambda: all_at(Stage.PENERUSAN_PENGELOLA))
    on_all(RealWalk.answered_by_section)
    passes_until(
        programs, lambda: sum("Seberapa puas" in said for place in asked_on for said in ani.sees(place)) == 2
    )
    passes(programs, 2)  # nobody is asked again
    asked = {place: [said for said in ani.sees(place) if "Seberapa puas" in said] for place in asked_on}
    assert {place: len(said) for place, said in asked.items()} == {WHATSAPP: 1, FACEBOOK: 1}
    assert not any("Seberapa puas" in said for said in ani.sees(COMMENT))
    ani.write(WHATSAPP, "4 terima kasih")
    ani.write(FACEBOOK, "2")
    passes_until(programs, lambda: Survey.select().where(Survey.answer.is_null(False)).count() == 2)
    with connected():
        assert {row.complaint.account.kind: row.answer for row in Survey.select()} == {"waha": 4, "facebook": 2}
        assert Complaint.select().count() == 3
        satisfied: Any = period_figures(now_in(Span.TAHUN, utc_now()), utc_now())["satisfaction"]
    assert (satisfied["asked"], satisfied["answered"], satisfied["index"]) == (2, 2, 75.0)
    done = programs.admin("verify", check=False)
    assert done.returncode == 0, done.stdout
