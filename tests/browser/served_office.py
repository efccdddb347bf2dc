"""A back office alone, as a real process over a furnished database: quick to begin, and stopped and begun at will."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.actions.staff.passwords import hashed
from models.tables import Complaint, Staff, database
from models.tables.core.database import open_database
from tests.actions.walking import Walk
from tests.browser.practice import answers
from tests.journeys.programs import Programs
from tests.office import office
from tests.running.ports import free_port

PASSWORD = "sandi-lampion-1"
START = 180  # seconds until a program surely runs, on a machine busy with other things


@dataclass
class ServedOffice:
    """Where the back office answers, and its cases at the field check."""

    programs: Programs
    port: int
    cases: list[str]
    running: ExitStack = field(default_factory=ExitStack)

    @property
    def office(self) -> str:
        """The address of the back office."""
        return f"http://127.0.0.1:{self.port}"

    def login(self, role: str) -> tuple[str, str]:
        """Return username and password of a role."""
        return role, PASSWORD

    def begin(self) -> None:
        """Start the program and wait until it answers."""
        self.running.enter_context(self.programs.started("run_admin.py", "serve", "--port", str(self.port)))
        answers(f"{self.office}/healthz", START)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Let the test itself act on the office's database, beside the running program."""
        open_database(f"sqlite:///{self.programs.data_dir / 'aduan.db'}")
        with database.connection_context():
            yield

    def stop(self) -> None:
        """Stop the program."""
        self.running.close()


@contextmanager
def served_office(folder: Path, checks: int, settings: Mapping[str, str] | None = None) -> Iterator[ServedOffice]:
    """Serve an office with so many cases at the field check of Lalintalkim; `settings` are beside the usual ones."""
    with office(f"sqlite:///{folder / 'aduan.db'}") as account:
        Staff.update(password_hash=hashed(PASSWORD)).execute()
        cases = [_case(account, number) for number in range(checks)]
    programs = Programs(folder)
    programs.env |= settings or {}
    programs.admin("migrate")
    served = ServedOffice(programs, free_port(), cases)
    try:
        served.begin()
        yield served
    finally:
        served.stop()


def _case(account: Any, number: int) -> str:
    walk = Walk(account, who=f"62811000{number:04d}").at_fieldwork()
    words = {"incident_place": "Loket 3, rak serah paspor", "subject": f"Paspor hilang di rak {number}"}
    Complaint.update(words).where(Complaint.id == walk.id).execute()
    return str(walk.case.public_id)
