"""What a process uses, as the system tells it."""

import os
from pathlib import Path

import pytest

from admin_app.upkeep.process_figures import of_process
from admin_app.upkeep.prometheus import Figure


def values(figures: list[Figure]) -> dict[str, float]:
    """Return the one number of each figure."""
    return {one.name: one.values[0][1] for one in figures}


def _proc(folder: Path, limit: str) -> Path:
    own = folder / "self"
    (own / "fd").mkdir(parents=True)
    for name in ("0", "1", "2"):
        (own / "fd" / name).touch()
    (own / "statm").write_text("300 20 5 1 0 7 0\n")
    (own / "stat").write_text("7 (a ) b) S " + " ".join(["0"] * 18) + " 500 0\n")
    (folder / "stat").write_text("cpu 1 2\nbtime 1700000000\n")
    (own / "limits").write_text(f"Limit Soft Hard Units\nMax open files {limit} 4096 files\n")
    return folder


@pytest.mark.skipif(os.name != "posix", reason="the page size of POSIX")
def test_what_the_system_says_is_told_in_base_units(tmp_path: Path) -> None:
    found = values(of_process(_proc(tmp_path, "1024")))
    page, ticks = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
    assert found["process_virtual_memory_bytes"] == 300 * page
    assert found["process_resident_memory_bytes"] == 20 * page
    assert found["process_start_time_seconds"] == 1_700_000_000 + 500 / ticks
    assert (found["process_open_fds"], found["process_max_fds"]) == (3, 1024)


@pytest.mark.skipif(os.name != "posix", reason="the page size of POSIX")
def test_no_limit_is_endless(tmp_path: Path) -> None:
    assert values(of_process(_proc(tmp_path, "unlimited")))["process_max_fds"] == float("inf")


def test_a_system_without_proc_tells_its_processor_time_alone(tmp_path: Path) -> None:
    assert list(values(of_process(tmp_path))) == ["process_cpu_seconds_total"]


def test_this_process_is_there() -> None:
    found = values(of_process())
    assert found["process_cpu_seconds_total"] > 0
    assert ("process_resident_memory_bytes" in found) is Path("/proc/self/statm").exists()
    assert found.get("process_resident_memory_bytes", 2_000_000) > 1_000_000
