"""Who of this machine's agents is alive."""

from pathlib import Path

from sync_agent.locks import AgentLock, dead_owners


def test_a_living_agent_is_never_called_dead(tmp_path: Path) -> None:
    lock = AgentLock(tmp_path / "agents", "satu")
    assert list(dead_owners(tmp_path / "agents")) == []
    lock.end()
    assert list(dead_owners(tmp_path / "agents")) == []


def test_an_agent_that_ended_without_a_word_is_named_once(tmp_path: Path) -> None:
    lock = AgentLock(tmp_path, "dua")
    lock._file.close()  # as the system does for a killed process
    assert list(dead_owners(tmp_path)) == ["dua"]
    assert list(dead_owners(tmp_path)) == []


def test_where_no_agent_ever_ran_nobody_is_dead(tmp_path: Path) -> None:
    assert list(dead_owners(tmp_path / "nowhere")) == []
