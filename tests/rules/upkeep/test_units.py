"""The units as text: nothing that is put into them reads as something else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.upkeep.units import (
    HOMES,
    Program,
    Service,
    settings_text,
    started_by,
    timer_text,
    unit_name,
    unit_text,
)

SERVICE = Service(
    Program.BACK_OFFICE,
    "/opt/aduan/.venv/bin/python",
    "/opt/aduan",
    ("/var/lib/aduan",),
    ("/usr/bin",),
    "aduan",
    "/etc/aduan/settings.env",
    ("run_admin.py", "serve", "--port", "8080"),
)


def lines(service: Service = SERVICE) -> list[str]:
    return unit_text(service).splitlines()


def test_it_runs_as_an_account_without_rights_and_comes_back() -> None:
    text = lines()
    assert 'ExecStart="/opt/aduan/.venv/bin/python" "run_admin.py" "serve" "--port" "8080"' in text
    assert {
        "User=aduan",
        "Restart=on-failure",
        "KillMode=mixed",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
    } <= set(text)
    assert {"ProtectSystem=strict", 'ReadWritePaths="/var/lib/aduan"', "ProtectHome=yes"} <= set(text)
    assert unit_name(Program.AGENT) == "aduan-agent.service"
    names = {unit_text(replace(SERVICE, program=program)).splitlines()[2] for program in Program}
    told = ("back office", "sync agent", "watcher", "planned backups")
    assert names == {f"Description=Aduan {name}" for name in told}


def test_what_root_does_before_each_start_is_in_nobodys_way_and_has_its_time() -> None:
    text = lines(replace(SERVICE, before=("run_agent.py", "update", "--by-itself")))
    at = text.index('ExecStartPre=-+"/opt/aduan/.venv/bin/python" "run_agent.py" "update" "--by-itself"')
    assert text[at + 1] == "TimeoutStartSec=1800" and text[at + 2].startswith("ExecStart=")
    assert not [line for line in lines() if line.startswith(("ExecStartPre", "TimeoutStartSec"))]


def test_what_does_a_turn_and_ends_is_begun_by_a_timer_and_may_write_where_a_share_may_be_away() -> None:
    backup = replace(SERVICE, program=Program.BACKUP, outside=("/mnt/cadangan",))
    text = lines(backup)
    assert {"Type=oneshot", "IOSchedulingClass=idle", 'ReadWritePaths="/var/lib/aduan" "-/mnt/cadangan"'} <= set(text)
    assert not [line for line in text if line.startswith(("Restart=", "WantedBy="))]
    assert (started_by(Program.BACKUP), started_by(Program.AGENT)) == ("aduan-backup.timer", "aduan-agent.service")
    timer = timer_text(Program.BACKUP).splitlines()
    assert {"OnUnitInactiveSec=10min", "WantedBy=timers.target"} <= set(timer)
    assert "ProtectHome=read-only" in lines(replace(backup, outside=(f"{HOMES[0]}/kantor/cadangan",)))


@pytest.mark.parametrize("path", [f"{HOMES[0]}/kantor/aduan", f"{HOMES[1]}/aduan"])
@pytest.mark.parametrize("what", ["folder", "writes", "needs"])
def test_what_lies_in_a_home_can_be_read(what: str, path: str) -> None:
    changed: dict[str, Any] = {what: path if what == "folder" else (path,)}
    assert "ProtectHome=read-only" in lines(replace(SERVICE, **changed))


@pytest.mark.parametrize("path", ["/srv/a $b", '/srv/"a"', "/srv/a\\", "srv/a", "/srv/a "])
def test_a_path_that_systemd_would_read_otherwise_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a unit"):
        unit_text(replace(SERVICE, writes=(path,)))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_no_word_begins_a_line_or_is_a_specifier(word: str) -> None:
    service = replace(SERVICE, words=("run_admin.py", word), account=word)
    try:
        text = unit_text(service)
    except ValueError:
        assert not word.isprintable()
        return
    assert len(text.splitlines()) == len(lines())
    assert "%" not in text.replace("%%", "")
    command = next(line for line in text.splitlines() if line.startswith("ExecStart="))
    assert "$" not in command.replace("$$", "")


@given(st.dictionaries(st.sampled_from(["ADUAN_DATA_DIR", "ADUAN_HOSTS"]), st.text(max_size=20), max_size=2))
def test_settings_are_a_line_each(settings: dict[str, str]) -> None:
    try:
        text = settings_text(settings)
    except ValueError:
        assert not all(value.isprintable() for value in settings.values())
        return
    assert [line.partition("=")[0] for line in text.splitlines()] == sorted(settings)
    for line, value in zip(text.splitlines(), (settings[name] for name in sorted(settings)), strict=True):
        assert line.partition("=")[2][1:-1].replace('\\"', '"').replace("\\\\", "\\") == value
