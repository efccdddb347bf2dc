"""An account that officers fill themselves, in the agent's hands: served without a network like any other."""

from pathlib import Path
from typing import Any

from models.actions.intake.file_by_hand import KIND, Filing, file_by_hand
from models.rules.intake.filing import Origin
from models.rules.staff.roles import Role
from models.tables import ChannelAccount
from tests.office import actor
from tests.simulator.caller import until
from tests.sync_agent.desk import Desk
from tests.sync_agent.processes import agent, run

PATIENCE = 40


def filed(desk: Desk) -> None:
    """Let an officer file something now."""
    made = file_by_hand(
        Filing(Origin.LOKET, "Paspor hilang", desk.now()),
        (),
        "kunci-formulir-000001",
        actor(Role.PENGELOLA),
        desk.now(),
    )
    assert made is not None


def desk_row() -> Any:
    """Return the account, None while there is none."""
    return ChannelAccount.get_or_none(ChannelAccount.kind == KIND)


def test_the_first_filing_makes_an_account_the_running_agent_takes_up(desk: Desk, tmp_path: Path) -> None:
    with agent(desk.environ, tmp_path / "agent.log") as running:
        until(lambda: ChannelAccount.get_by_id(desk.row.id).state == "ok", PATIENCE)
        filed(desk)
        until(lambda: desk_row().state == "ok", PATIENCE)
        assert desk_row().lease_owner == ChannelAccount.get_by_id(desk.row.id).lease_owner
        assert running.terminate() == 0


def test_an_office_with_nothing_but_its_desk_has_one_agent_and_no_second(desk: Desk, tmp_path: Path) -> None:
    ChannelAccount.update(enabled=False).execute()
    filed(desk)
    assert run(desk.environ, "--once").returncode == 0
    with agent(desk.environ, tmp_path / "agent.log") as running:
        until(lambda: desk_row().lease_owner, PATIENCE)
        assert run(desk.environ, "--once").returncode == 3
        assert running.terminate() == 0
