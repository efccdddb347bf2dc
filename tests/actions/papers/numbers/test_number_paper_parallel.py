"""Fifty papers signed at once by several programs that are killed in between: numbers 1…50, none twice, none lost."""

import uuid
from typing import Any

from peewee import Model

from models.actions.core import give_number
from models.actions.core.actor import OPERATOR
from models.tables import Document, IssuedNumber, NumberSeries, StepOutput
from tests.actions.drafting import draft, nothing_wrong
from tests.actions.walking import Walk
from tests.ready_programs import Heard

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


def signer(url: str, seed: int) -> Heard:
    """Start one program that signs; what it says it has was committed."""
    return Heard("tests/actions/papers/numbers/paper_signer.py", url, str(seed))


def test_fifty_parallel_signings_killed_in_between_use_every_number_once(account: Any, database_url: str) -> None:
    fifty_drafts(account)
    said: list[str] = []
    for round_ in range(3):
        signers = [signer(database_url, round_ * 10 + place) for place in range(3)]
        said += signers[0].hear(4)
        for one in signers:
            said += one.kill()
    last = signer(database_url, 99)
    said += last.hear(PAPERS)
    assert last.process.wait(60) == 0
    said += last.kill()
    signed = {row.id: row.number for row in Document.select().where(Document.state == "ditandatangani")}
    assert sorted(int(str(number).rsplit("-", 1)[1]) for number in signed.values()) == list(range(1, PAPERS + 1))
    assert NumberSeries.get(NumberSeries.series == "kantor").last == PAPERS
    assert IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count() == PAPERS
    assert StepOutput.select().where(StepOutput.reference.startswith("document:")).count() == PAPERS
    assert len(said) == len(set(said))
    assert {line.strip() for line in said} <= {f"{key} {number}" for key, number in signed.items()}
    assert nothing_wrong()
