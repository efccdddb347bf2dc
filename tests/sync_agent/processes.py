"""The agent as a process of its own, as the office runs it."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.ready_programs import Program, start
from tests.ready_programs import run as run_program
from tests.tools import ROOT

PATIENCE = 60  # seconds a process may take before a test calls it stuck


@dataclass
class AgentProcess:
    """One running agent."""

    process: Program
    log: Path = field(repr=False)

    def said(self) -> str:
        """Return what it logged so far."""
        return self.log.read_text("utf-8", "replace")

    def wait(self) -> int:
        """Wait for its end and return the exit code."""
        return self.process.wait(PATIENCE)

    def terminate(self) -> int:
        """Ask it to stop, as the system does, and return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self) -> None:
        """Kill it without a word."""
        self.process.kill()
        self.process.wait(PATIENCE)


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the surroundings of the agent: ours, and the settings of the desk."""
    return {**os.environ, **environ, "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def agent(environ: Mapping[str, str], log: Path, *words: str) -> Iterator[AgentProcess]:
    """Run an agent; it is gone when the block ends."""
    with log.open("ab") as file:
        process = start("run_agent.py", *words, env=environment(environ), cwd=log.parent, stderr=file)
    try:
        yield AgentProcess(process, log)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)


def run(environ: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the agent to its end."""
    return run_program("run_agent.py", *words, env=environment(environ), cwd=ROOT, timeout=PATIENCE)
