"""Practice mode (three programs started, watched and stopped), and the way from a word to the command it names."""

import argparse
import json
import os
import signal
import socket
import subprocess
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

from start_tests import bench, check, release, soak, test
from start_venv import LOCKS, PYTHON, ROOT, WINDOWS, Stop, environment, prepare_venv, say

ANSWER_SECONDS = 90
STOP_SECONDS = 12  # both programs promise to end within 10
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP") if hasattr(signal, name)]
LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # an office proxy must not see localhost


class Child:
    """One program of practice mode; its output goes to a log file beside the data, begun anew at each start."""

    def __init__(self, name: str, logs: Path, *words: str) -> None:
        self.name, self.log = name, logs / f"{name.replace(' ', '-')}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [PYTHON, *words],
                cwd=ROOT,
                env=environment() | {"ADUAN_LOG_MEGABYTES": "0"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches only us, and we stop them in order
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )

    def check(self) -> None:
        """Raise Stop with the end of its log when the program has ended by itself."""
        code = self.process.poll()
        if code is not None:
            end = "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
            raise Stop(
                f"{end}\nThe {self.name} ended by itself (exit {code}). Its whole log: {self.log}",
                f"Program {self.name} berhenti sendiri (kode {code}); catatannya di atas. Jalankan start.py lagi.",
            )

    def wait_until_it_answers(self, url: str) -> None:
        """Wait until a page of the program answers; raises Stop when it dies or stays silent."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < deadline:
            self.check()
            try:
                LOCAL.open(url, timeout=5).close()
            except (OSError, urllib.error.URLError):
                time.sleep(0.1)
            else:
                return
        raise Stop(f"The {self.name} does not answer at {url}. Its log: {self.log}", f"{self.name} tidak menjawab.")

    def ask_to_stop(self) -> None:
        """Tell the program to end; nothing happens when it has ended."""
        if self.process.poll() is None:
            self.process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM))

    def end_by(self, deadline: float) -> None:
        """Wait for the end until a monotonic moment, then force it."""
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"The {self.name} did not stop in time and was ended.")
            self.process.kill()
            self.process.wait()


def stop_all(children: list[Child]) -> None:
    """Stop every program, the last started first; a second Ctrl-C must not leave half of them running."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    for child in reversed(children):
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS
    for child in reversed(children):
        child.end_by(deadline)


def check_port(port: int, option: str, program: str) -> None:
    """Raise Stop when a port is taken, naming it and the option that chooses another."""
    with socket.socket() as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left counts as free
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:
            other = f"{option} {port + 1 if port < 65535 else 8765}"
            raise Stop(
                f"Port {port} for the {program} cannot be used ({problem}). Is Aduan running already? Else: {other}",
                f"Port {port} tidak dapat dipakai. Mungkin Aduan sudah berjalan; bila tidak, pilih: {other}",
            ) from None


def check_database(data: Path) -> None:
    """Raise Stop where the settings name a database outside the folder: it may be an office's, full of its cases."""
    try:
        kept = tomllib.loads((ROOT / "aduan.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none, or one that the programs will speak of
        kept = {}
    lower = {name.lower().removeprefix("aduan_"): str(value) for name, value in kept.items()}
    named = os.environ.get("ADUAN_DATABASE_URL") or lower.get("database_url", "")
    if named and named != f"sqlite:///{data / 'aduan.db'}":
        raise Stop(
            "ADUAN_DATABASE_URL (or database_url in aduan.toml) names a database of its own. Practice mode would "
            "fill it with sample staff, whose passwords are known: unset it, then start again.",
            "ADUAN_DATABASE_URL menunjuk basis data lain. Latihan hanya memakai basis data di foldernya sendiri: "
            "hapus pengaturan itu, lalu mulai lagi.",
        )


def data_folder() -> Path:
    """Return the folder of the practice data; raises Stop where an office's real data lie."""
    data = Path(os.environ.get("ADUAN_DATA_DIR") or ROOT / "data").resolve()
    os.environ["ADUAN_DATA_DIR"] = str(data)
    check_database(data)
    mark = data / "PRACTICE"
    if (data / "aduan.db").exists() and not mark.exists():
        raise Stop(
            f"{data} holds an office's real data. For practice choose another folder: set ADUAN_DATA_DIR.",
            f"{data} berisi data kantor yang sebenarnya. Untuk latihan, pilih folder lain lewat ADUAN_DATA_DIR.",
        )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / "logs").mkdir(exist_ok=True)
    mark.write_text("Practice data: sample staff with known passwords. Never use this folder for real work.\n")
    return data


def admin(*words: str, stdin: str = "") -> str:
    """Run one command of run_admin.py to its end and return what it printed; raises Stop with its words."""
    done = subprocess.run(
        [PYTHON, "run_admin.py", *words],
        cwd=ROOT,
        env=environment(),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise Stop(f"{done.stdout}{done.stderr}\nrun_admin.py {words[0]} failed.", "Data latihan gagal disiapkan.")
    return done.stdout


def practice(words: list[str]) -> int:
    """Run practice mode until Ctrl-C or SIGTERM (which is its good end), or until a program of it dies."""
    parser = argparse.ArgumentParser(
        prog="start.py", description="Other commands: setup, test [pytest args], check, bench, soak, release."
    )
    parser.add_argument("--port", type=int, default=8080, help="port of the back office (default 8080)")
    parser.add_argument(
        "--simulator-port", type=int, default=8090, help="port of the citizens' phones (default 8090)"
    )
    ports = parser.parse_args(words)
    check_port(ports.port, "--port", "back office")
    check_port(ports.simulator_port, "--simulator-port", "simulator")
    prepare_venv(LOCKS[:1])
    children: list[Child] = []
    try:
        start_programs(children, data_folder() / "logs", ports.port, ports.simulator_port)
        watch(children)
    except KeyboardInterrupt:
        say("Stopping ...")
    finally:
        stop_all(children)
    say("Stopped; the data stay. / Berhenti; data tetap ada.")
    return 0


def watch(children: list[Child]) -> None:
    """Look after the programs for ever; raises Stop when one of them ends by itself."""
    while True:
        time.sleep(0.5)
        for child in children:
            child.check()


def start_programs(children: list[Child], logs: Path, port: int, simulator_port: int) -> None:
    """Prepare the data, start the three programs one after the other, and print where to go."""
    office, phones = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{simulator_port}"
    say("Preparing the practice data ...")
    # Other citizens write at every start: the same ones would repeat themselves into complaints still open.
    simulate = ("simulate", "--port", str(simulator_port), "--seed", str(int(time.time())))
    children.append(Child("simulator", logs, "run_agent.py", *simulate))
    admin("migrate")
    children[0].wait_until_it_answers(phones)
    with LOCAL.open(f"{phones}/_control/accounts", timeout=10) as handed_out:
        accounts = handed_out.read().decode("utf-8")
    words = ("prepare-practice", "--simulator-url", phones, "--accounts-stdin")
    made = json.loads(admin(*words, stdin=accounts))
    children.append(Child("agent", logs, "run_agent.py"))
    children.append(Child("back office", logs, "run_admin.py", "serve", "--port", str(port)))
    children[2].wait_until_it_answers(f"{office}/login")
    say(f"\nBack office (kantor)      {office}/\nCitizens' phones (warga)  {phones}/\n")
    for login in made["logins"]:
        say("  {label:<27} {username:<12} {password}".format(**login))
    say("\nRunning. Ctrl-C stops everything; the data stay. / Ctrl-C menghentikan semuanya; data tetap ada.")


def setup(words: list[str]) -> int:
    """Make the .venv and nothing else."""
    prepare_venv(LOCKS[:1])
    say(f"Ready: {PYTHON}")
    return 0


COMMANDS = {"setup": setup, "test": test, "check": check, "bench": bench, "soak": soak, "release": release}


def interrupt(number: int, frame: object) -> None:
    """Turn any wish to stop into the one Python knows."""
    raise KeyboardInterrupt


def main(words: list[str]) -> int:
    """Run one command, or practice mode without one; gives the exit code."""
    for number in SIGNALS:
        signal.signal(number, interrupt)
    named = bool(words) and words[0] in COMMANDS
    try:
        return COMMANDS[words[0]](words[1:]) if named else practice(words)
    except Stop as stop:
        say("\n".join(str(sentence) for sentence in stop.args))
    except KeyboardInterrupt:
        say("Stopped. / Berhenti.")
        return 130
    except OSError as problem:
        say(f"{problem}\nAduan must read and write in {ROOT}. / Aduan perlu izin membaca dan menulis di folder itu.")
    return 1
