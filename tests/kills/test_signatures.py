"""A program killed while a signature takes effect: the next one finds it, and it counts once, with one number."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.pending_signatures import carry_out_due, submit_signature, unfiled_signatures
from models.rules.cases.sop import Move, Stage
from models.rules.staff.roles import Role
from models.tables import Document, History, IssuedNumber, Notice, PendingSignature
from tests.actions.drafting import nothing_wrong
from tests.actions.walking import Walk
from tests.office import actor
from tests.tools import ROOT

# The other program: it stops at a place and says so, and is killed there.
_PROGRAM = """
import sys, time
from datetime import datetime
from models.tables.core.database import open_database, database
from models.actions.papers import pending_signatures as pending

url, place, moment = sys.argv[1:]

def stops(function, before):
    def stopping(*given, **named):
        made = None if before else function(*given, **named)
        print("here", flush=True)
        time.sleep(600)
        return made
    return stopping

name, _, when = place.partition(" ")
setattr(pending, name, stops(getattr(pending, name), when == "before"))
open_database(url)
with database.connection_context():
    pending.carry_out_due(datetime.fromisoformat(moment))
"""
PLACES = (
    *("sign_document before", "sign_document after", "move_complaint before", "move_complaint after"),
    "carry_out after",  # everything is stored, only the file is not made
)


@pytest.mark.parametrize("place", PLACES)
def test_killed_anywhere_it_is_neither_lost_nor_done_twice(account: Any, database_url: str, place: str) -> None:
    walk = Walk(account).at_kasubsi()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    draft = draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick())
    submit_signature(draft.id, kasubsi, walk.tick(), 10, way="basah", move=Move.TERUSKAN_KE_SEKSI)
    moment = walk.now + timedelta(seconds=10)
    program = [sys.executable, "-c", _PROGRAM, database_url, place, moment.isoformat()]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "here\n"
        other.kill()
        other.wait(60)
    stored = place == "carry_out after"
    assert IssuedNumber.select().where(IssuedNumber.holder == f"document:{draft.id}").exists() is stored
    assert carry_out_due(moment) == (0 if stored else 1)
    assert carry_out_due(moment) == 0
    signed = Document.get_by_id(draft.id)
    assert (signed.state, walk.stage) == ("ditandatangani", Stage.ANALISA_SEKSI)
    assert IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count() == 1
    assert History.select().where(History.move == str(Move.TERUSKAN_KE_SEKSI)).count() == 1
    assert PendingSignature.get().state == "berlaku"
    assert [row.document_id for row in unfiled_signatures()] == [draft.id]  # the back office makes the file
    assert not Notice.select().where(Notice.kind == "tanda_tangan").exists()
    assert nothing_wrong()
