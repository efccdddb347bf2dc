"""F46, F47: another machine takes a dead agent's accounts over; a living agent outlives its database server."""

import shutil
from pathlib import Path

from models.rules.upkeep.trail_proof import fingerprint
from models.tables import Message, database
from models.tables.core.keys.trail_key import public_here
from tests.kills.findings import check
from tests.kills.scene import POLL, QUICK, SEND, Scene, fill, scene, until
from tests.postgres import crashed, make_database, postgres_server

SECOND_AGENT = 3
_RECONNECTS = 30  # seconds, reliability F47


def test_F46_another_machine_takes_over_what_a_killed_agent_was_sending(office: Scene, tmp_path: Path) -> None:
    office.citizen(1)
    assert office.once() == 0
    text = office.answer(1)
    other = Scene(tmp_path / "other", office.url, office.simulator)
    other.folder.mkdir()
    shutil.copyfile(office.folder / "secret.key", other.folder / "secret.key")
    office.kill_at("kill_after", SEND)
    assert other.once() == SECOND_AGENT
    until(lambda: other.once() != SECOND_AGENT, "the takeover", float(QUICK["ADUAN_LEASE_SECONDS"]) + 10)
    office.settle()
    assert office.reply(text).attempts == 1
    office.programs.admin("trail", "accept", "agen-2", fingerprint(public_here(other.folder)))
    check(office)


def test_F46_a_second_agent_is_gone_in_a_moment(office: Scene) -> None:
    with office.running():
        until(lambda: office.answered(POLL), "the first poll")
        assert office.begin().wait(60) == SECOND_AGENT


def test_F47_an_agent_outlives_its_database_server(tmp_path: Path) -> None:
    with postgres_server() as server, scene(tmp_path, fill(make_database(server, "aduan"))) as office:
        office.citizen(1, photo=True)
        assert office.once() == 0
        office.answer(1)
        with office.running() as process:
            office.wait_for_a_request(process)
            database.obj.close_all()
            with crashed(server):
                office.citizen(2, photo=True)
                until(
                    lambda: office.log().count("(OperationalError); trying again") > 3,
                    "the agent trying again and again",
                )
            database.connect(reuse_if_open=True)
            until(lambda: Message.select().where(Message.text == "pesan 3").exists(), "the reconnection", _RECONNECTS)
            assert process.poll() is None
            office.answer(2)
            office.wait_until_quiet(process)
        check(office)
