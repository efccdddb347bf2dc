"""Fifty papers signed at once by several programs that are killed in between: numbers 1…50, none twice, none lost."""

import subprocess
import sys
import uuid
from typing import Any

from peewee import Model

from models.actions.core import give_number
from models.actions.core.actor import OPERATOR
from models.tables import Document, IssuedNumber, NumberSeries, StepOutput
from tests.actions.drafting import draft, nothing_wrong
from tests.actions.walking import Walk
from tests.tools import ROOT

PAPERS = 50


def copied(row: Model, **changes: object) -> Any:
    """Add a row like this one."""
    values = {name: value for name, value in row.__data__.items() if name != "id"}
    return type(row).create(**{**values, "public_id": str(uuid.uuid4()), **changes})


def fifty_drafts(account: Any) -> None:
    """Put fifty cases at Kasubsi Infokim's desk, each with its draft; all but the first are copies of one."""
    walk = Walk(account).at_kasubsi()
    paper = draft(walk)
    holders = [f"message:copy-{place}" for place in range(1, PAPERS)]
    taken = give_number.take("ADU", 2026, "registrasi", holders, "ADU-{year}-{urut:06d}", OPERATOR, walk.now)
    for number in taken:
        copied(paper, complaint=copied(walk.case, number=number).id)


class Signer:
    """One program that signs; what it says it has was committed."""

    def __init__(self, url: str, seed: int) -> None:
        words = [sys.executable, "-m", "tests.actions.papers.numbers.paper_signer", url, str(seed)]
        self.process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def hear(self, count: int) -> list[str]:
        """Wait for so many signatures, or for its end."""
        assert self.process.stdout is not None
        return [line for line in (self.process.stdout.readline() for _ in range(count)) if line]

    def kill(self) -> list[str]:
        """End it as a power cut would, and return what it still had to say."""
        self.process.kill()
        said, _ = self.process.communicate()
        return [line for line in said.splitlines(keepends=True) if line.endswith("\n")]


def test_fifty_parallel_signings_killed_in_between_use_every_number_once(account: Any, database_url: str) -> None:
    fifty_drafts(account)
    said: list[str] = []
    for round_ in range(3):
        signers = [Signer(database_url, round_ * 10 + place) for place in range(3)]
        said += signers[0].hear(4)
        for signer in signers:
            said += signer.kill()
    last = Signer(database_url, 99)
    said += last.hear(PAPERS)
    assert last.process.wait(60) == 0
    signed = {row.id: row.number for row in Document.select().where(Document.state == "ditandatangani")}
    assert sorted(int(str(number).rsplit("-", 1)[1]) for number in signed.values()) == list(range(1, PAPERS + 1))
    assert NumberSeries.get(NumberSeries.series == "kantor").last == PAPERS
    assert IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count() == PAPERS
    assert StepOutput.select().where(StepOutput.reference.startswith("document:")).count() == PAPERS
    assert len(said) == len(set(said))
    assert {line.strip() for line in said} <= {f"{key} {number}" for key, number in signed.items()}
    assert nothing_wrong()
