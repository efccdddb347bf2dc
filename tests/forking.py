"""The process beside the tests that has imported run_admin.py and run_agent.py, and forks whichever is asked for."""

import atexit
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from models.tables.core.database import close_database, database

ROOT = Path(__file__).resolve().parent.parent
# What the programs import, also where they put it off: then nothing is left to be read.
_IMPORTED = (
    "admin_app.app",
    "admin_app.cli.commands",
    "models.actions.upkeep.sample_data",
    "sync_agent.commands",
    "sync_agent.simulator.serve",
)
_LONGEST = 1 << 20


class Told:
    """What was asked for: which program, with which words, where, with which settings and streams."""

    def __init__(self, said: socket.socket) -> None:
        words, self.streams, _, _ = socket.recv_fds(said, _LONGEST, 3)
        self.said, told = said, json.loads(words)
        self.program, self.words, self.env, self.cwd = (told[key] for key in ("program", "words", "env", "cwd"))

    def become(self) -> str:
        """Make this process the program: its streams, its settings, its folder; return the path to run."""
        for number, stream in enumerate(self.streams):
            os.dup2(stream, number)
            os.close(stream)
        os.environ.clear()
        os.environ.update(self.env)
        tempfile.tempdir = None
        os.chdir(self.cwd)
        path = str(ROOT / self.program)
        sys.argv = [path, *self.words]
        assert self.said.recv(2) == b"go"
        self.said.close()
        return path


class Forking:
    """Waits for whoever wants a program, and tells him when it has ended."""

    def __init__(self, address: str) -> None:
        self.running: dict[int, socket.socket] = {}
        self.woken, self.wakes = socket.socketpair()
        self.wakes.setblocking(False)
        self.listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.listening.bind(address)
        self.listening.listen(64)

    def next_program(self) -> Told:
        """Fork until told to end; in the forked process, return what it is to become."""
        signal.set_wakeup_fd(self.wakes.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with selectors.DefaultSelector() as events:
            for each in (self.listening, self.woken, sys.stdin):
                events.register(each, selectors.EVENT_READ)
            print("ready", flush=True)
            while True:
                happened = [key.fileobj for key, _ in events.select()]
                if sys.stdin in happened:
                    sys.exit()
                if self.woken in happened:
                    self.woken.recv(_LONGEST)
                    self.tell_the_ends()
                told = self.fork() if self.listening in happened else None
                if told is not None:
                    return told

    def fork(self) -> Told | None:
        """Fork a process for the next in line: it gets what was asked for, we get None."""
        told = Told(self.listening.accept()[0])
        pid = os.fork()
        if not pid:
            self.forget()
            told.said.send(str(os.getpid()).encode())
            return told
        for stream in told.streams:
            os.close(stream)
        self.running[pid] = told.said
        return None

    def forget(self) -> None:
        """Drop in the forked process what is ours."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in (self.listening, self.woken, self.wakes, *self.running.values()):
            each.close()

    def tell_the_ends(self) -> None:
        """Tell who waits for a program that it has ended, and how."""
        while self.running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            with self.running.pop(pid) as said:
                with suppress(BlockingIOError):  # killed before it read this, it would seem a broken line
                    said.recv(2, socket.MSG_DONTWAIT)
                with suppress(ConnectionError):  # nobody may wait any more
                    said.send(str(os.waitstatus_to_exitcode(status)).encode())


def main() -> None:
    """Import the programs, then be whichever is asked for."""
    sys.path.insert(0, str(ROOT))
    for name in _IMPORTED:
        importlib.import_module(name)
    gc.freeze()
    told = Forking(sys.argv[1]).next_program()
    path = told.become()
    try:
        runpy.run_path(path, run_name="__main__")
    except SystemExit as end:
        if not isinstance(end.code, int | None):  # words to be said
            raise
        leave(end.code or 0)
    leave(0)


def leave(code: int) -> NoReturn:
    """End as Python does, but take no module apart: that would copy every page shared with whoever forked us."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    if database.obj is not None:
        close_database()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
