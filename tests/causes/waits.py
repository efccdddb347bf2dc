"""Programs of an older version than the office's: one that runs, and a gateway's PC whose agent was last of one."""

from datetime import timedelta

from models.tables import AgentHeartbeat, AgentMachine, RunningProgram
from models.tables.core.keys.machine_key import new_machine_key
from tests.causes.faces import Faces


def runs_older(faces: Faces) -> None:
    """Let a program of an older version stand in the register."""
    now = faces.stage.rhythm.now()
    named = {"mark": "older", "kind": "agent", "version": "0.9.0", "host": "pc-kanal", "folder": "/srv", "process": 1}
    RunningProgram.create(**named, by_hand=False, began_at=now, seen_at=now + timedelta(seconds=60))


def runs_no_more(faces: Faces) -> None:
    """Let it be struck out."""
    RunningProgram.delete().where(RunningProgram.mark == "older").execute()


def behind(faces: Faces) -> None:
    """Let a machine be known whose agent ended in an older version."""
    now = faces.stage.rhythm.now()
    row = AgentMachine.create(name="gerbang1", public=new_machine_key().public, vouch="-", made_at=now)
    AgentHeartbeat.create(
        owner="behind", started_at=now, seen_at=now, stopped_at=now, version="0.9.0", of_machine=row.id
    )


def updated(faces: Faces) -> None:
    """Let it be heard of in a version that is not older."""
    AgentHeartbeat.update(version="99.0.0").where(AgentHeartbeat.owner == "behind").execute()
