"""Each command of the program on Windows, under wine, in the order in which an office comes to them.

One file, since the disk, the installed archive and the office on it are made once. Each test is a row of
tests/windows/shown.py, and so of docs/windows.md.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import requests

from models.tables.upkeep.release import VERSION, schema_number
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Draft
from tests.journeys.programs import API_KEY
from tests.running.ports import free_port
from tests.windows import papers_there
from tests.windows.rig import PROGRAM, Windows

PASSWORD = "gajah ungu memakan 7 wortel"
COMPLAINT = "Paspor saya belum jadi, sudah tiga minggu"
PAPERS = ("ND-TERUS", "ND-ESKAL", "DISPOSISI", "LAPORAN", "ND-JAWAB", "SURAT")
_TOKEN = re.compile(r'name="csrf[_-]token" (?:value|content)="([^"]+)"')


@dataclass
class Office:
    """An office on that Windows, made by the commands of README; what each of them said."""

    there: Windows
    said: dict[str, CompletedProcess[str]]


@pytest.fixture(scope="module")
def gateway() -> Iterator[Running]:
    """Let a simulated WhatsApp run on this machine, where one citizen has written."""
    with start() as running:
        running.practice.gateway.receive(Draft("6281200000001@c.us", COMPLAINT, name="Ani Wijaya"))
        yield running


@pytest.fixture(scope="module")
def office(there: Windows, gateway: Running) -> Office:
    """Install the archive by its own command, and make the office."""
    said = {"install": there.run("cmd", "/c", "C:\\arsip\\install.cmd", PROGRAM)}
    assert said["install"].returncode == 0, said["install"]
    said["migrate"] = there.program("run_admin", "migrate")
    for name, role in (("rani", "pengelola"), ("admin", "administrator")):
        words = ("user", "add", name, "--role", role, "--password-stdin")
        said["user add"] = there.program("run_admin", *words, given=f"{PASSWORD}\n")
    settings = ("--set", f"base_url={gateway.waha_url}", "--set", "session=default")
    words = ("channel", "add", "waha", "--label", "WhatsApp kantor", *settings, "--secret-stdin")
    said["channel add"] = there.program("run_admin", *words, given=f"{API_KEY}\n")
    return Office(there, said)


def test_the_archive_installs_by_its_own_command_and_names_its_version(office: Office) -> None:
    said = office.said["install"].stdout
    assert f"Aduan {VERSION} is installed in {PROGRAM}\\{VERSION}-" in said
    for program in ("run_admin", "run_agent"):
        shown = office.there.program(program, "--version").stdout
        assert shown.startswith(f"Aduan {VERSION}, schema {schema_number()}, commit ")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("migrate", "The database is up to date."),
        ("user add", "Added admin (administrator)."),
        ("channel add", "WhatsApp kantor"),
    ],
)
def test_the_commands_that_make_an_office_go_through(office: Office, command: str, words: str) -> None:
    done = office.said[command]
    assert (done.returncode, words in done.stdout) == (0, True), done


def test_the_agent_takes_a_message_in_and_tells_of_it(office: Office) -> None:
    done = office.there.program("run_agent", "--once")
    assert (done.returncode, "channel works" in done.stderr) == (0, True), done
    state = json.loads(office.there.program("run_agent", "status", "--json").stdout)
    assert [(row["label"], row["state"]) for row in state["channels"]] == [("WhatsApp kantor", "ok")]


def test_doctor_says_what_is_safe(office: Office) -> None:
    done = office.there.program("run_admin", "doctor")
    assert "ok       local disk: C:\\kantor lies on C:" in done.stdout, done
    assert "ok       secrets: secret.key opens all 1 kept secrets." in done.stdout
    assert "Traceback" not in done.stderr


def test_staff_sign_in_find_the_case_and_the_back_office_ends_when_told(office: Office) -> None:
    port = free_port()
    with office.there.started("run_admin", "serve", "--port", str(port)) as serving, requests.Session() as line:
        line.trust_env = False
        url = f"http://127.0.0.1:{port}"
        token = _TOKEN.search(_answered(line, serving.poll, f"{url}/login"))
        assert token is not None
        fields = {"csrf_token": token[1], "username": "rani", "password": PASSWORD}
        signed = line.post(f"{url}/login", data=fields, allow_redirects=False)
        assert signed.status_code == 302
        queue = line.get(f"{url}/meja/?tab=terbuka").text
        case = re.search(r"/meja/kasus/([0-9a-f-]{36})", queue)
        assert case is not None, queue[-2000:]
        assert COMPLAINT in line.get(f"{url}/meja/kasus/{case[1]}?tab=terbuka").text
        assert f"/meja/kasus/{case[1]}" in line.get(f"{url}/cari/?q=paspor").text
        assert line.get(f"{url}/readyz").status_code in (200, 503)
        drained = office.there.program("run_admin", "drain", "--seconds", "60")
        assert (drained.returncode, "Ended: " in drained.stdout) == (0, True), drained
        serving.wait(60)


def _answered(line: requests.Session, ended: Callable[[], int | None], address: str) -> str:
    """Return a page once the program answers."""
    while True:
        assert ended() is None, "it ended by itself"
        try:
            return line.get(address, timeout=60).text
        except requests.ConnectionError:
            continue


def test_six_papers_are_the_same_as_on_this_machine(office: Office) -> None:
    shutil.copy(Path(papers_there.__file__), office.there.disk / "papers_there.py")
    done = office.there.python("C:\\papers_there.py", *PAPERS)
    assert done.returncode == 0, done
    assert json.loads(done.stdout) == papers_there.told(list(PAPERS))


def test_a_backup_is_whole_and_nothing_is_wrong_with_the_office(office: Office) -> None:
    done = office.there.program("run_admin", "backup", "C:\\cadangan.zip")
    assert (done.returncode, "read back and whole" in done.stdout) == (0, True), done
    verified = office.there.program("run_admin", "verify")
    assert (verified.returncode, "all well" in verified.stdout) == (0, True), verified


def test_what_is_not_there_on_windows_says_so_in_a_sentence(office: Office) -> None:
    for program, *words in (("run_admin", "service", "status"), ("run_agent", "service", "status")):
        done = office.there.program(program, *words)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done
        assert "NSSM" in done.stderr
    done = office.there.program("run_admin", "update", "C:\\cadangan.zip")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done


def test_a_dry_run_says_how_each_program_becomes_a_service(office: Office) -> None:
    for program, name, *words in (
        ("run_admin", "aduan-back-office", "service"),
        ("run_agent", "aduan-agent", "service"),
        ("run_agent", "aduan-watcher", "watch", "service"),
    ):
        done = office.there.program(program, *words, "install", "--dry-run")
        assert (done.returncode, "Nothing was written or registered." in done.stdout) == (0, True), done
        assert f'nssm install {name} "C:\\' in done.stdout and f"{program}.py" in done.stdout, done
        assert f'ObjectName "NT SERVICE\\{name}"' in done.stdout and "/inheritance:r" in done.stdout
    looked = office.there.run("sc.exe", "query", "aduan-agent")
    assert looked.returncode != 0
