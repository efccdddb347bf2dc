"""The real archive, installed without network by each Python of this machine, as far as its sign-in page.

Needs the wheels of the lock: ADUAN_TEST_WHEELS names the folder in which `start.py release` keeps them.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from models.tables.upkeep.release import VERSION, schema_number
from releases.building import build
from releases.installer.checking import NOTE
from releases.platforms import PLATFORMS
from releases.sources import read_commit
from tests.releases.no_network import without_network
from tests.releases.toy import KEY, unpacked
from tests.tools import ROOT

LINUX = PLATFORMS["linux-x86_64"]
# Starts a program, asks for a page of it until it answers, prints the page, and ends the program as systemd does.
ASK = """
import subprocess, sys, time, urllib.request
address, *command = sys.argv[1:]
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
    page = ""
    while not page and program.poll() is None:
        try:
            page = opener.open(address, timeout=5).read().decode()
        except OSError:
            time.sleep(0.2)
    program.terminate()
print(page, program.wait())
"""


@cache
def here() -> tuple[str, ...]:
    """Name the Pythons that this machine has and that start."""
    found = [python for python in LINUX.pythons if shutil.which(f"python{python}")]
    return tuple(
        python
        for python in found
        if not subprocess.run([f"python{python}", "-c", ""], capture_output=True).returncode
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of this commit, unpacked, for the Pythons of this machine."""
    wheels = os.environ.get("ADUAN_TEST_WHEELS")
    if not wheels:
        pytest.skip("ADUAN_TEST_WHEELS names no folder with the wheels of the lock, which a registry alone has")
    folder = tmp_path_factory.mktemp("real")
    made = build(read_commit(ROOT), replace(LINUX, pythons=here()), KEY, Path(wheels).resolve(), folder, offline=True)
    return unpacked(made, folder)


@pytest.mark.parametrize("python", LINUX.pythons)
def test_installed_without_network_it_migrates_and_shows_its_sign_in_page(
    archive: Path, tmp_path: Path, python: str
) -> None:
    if python not in here():
        pytest.skip(f"python{python} is not on this machine")
    target = tmp_path / "opt" / "aduan"

    def run(*command: str, given: str = "") -> str:
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ADUAN_DATA_DIR": str(tmp_path / "data")}
        done = subprocess.run(
            without_network(*command), env=env, cwd=tmp_path, input=given, capture_output=True, text=True
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    assert f"Aduan {VERSION} is installed" in run(f"python{python}", str(archive / "install.py"), str(target))
    admin = str(target / "run_admin")
    told = (
        f"Aduan {VERSION}, schema {schema_number()}, commit {json.loads((archive / NOTE).read_text())['commit'][:10]}"
    )
    for program in (admin, str(target / "run_agent")):
        assert run(program, "--version") == f"{told}\n"
    assert "0027_release_1_0" in run(admin, "migrate")
    run(admin, "user", "add", "admin", "--role", "administrator", "--password-stdin", given="kata sandi panjang\n")
    found = run(admin, "doctor")
    assert f"ok       program: {told}." in found
    assert "ok       schema" in found
    page = run(sys.executable, "-c", ASK, "http://127.0.0.1:8080/login", admin, "serve")
    assert f"<span>Aduan {VERSION}</span>" in page
    assert page.endswith(" 0\n")
