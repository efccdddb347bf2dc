"""The proof of the search while programs write: what changes meanwhile is no fault, what is wrong is one."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.actions.search.indexing import catch_up
from models.actions.upkeep.verify import search
from models.actions.upkeep.verify.office import Office
from models.tables import AttachmentText, Complaint, SearchEntry, database
from tests.actions.search.test_file_texts import attach, due, message_of, read
from tests.office import NOW, new_complaint

OFFICE = Office(Path(), Path(), NOW)
Meanwhile = Callable[[str, Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Let another program, on its own connection, do something just before the proof calls one of its functions."""

    def on_its_own(act: Callable[[], object]) -> None:
        with database.connection_context():
            act()

    def before(name: str, act: Callable[[], object]) -> None:
        really, acts = getattr(search, name), [act]

        def called(*args: object) -> object:
            while acts:
                other = threading.Thread(target=on_its_own, args=(acts.pop(),))
                other.start()
                other.join()
            return really(*args)

        monkeypatch.setattr(search, name, called)

    return before


def with_unread_file(account: Any) -> Complaint:
    case: Complaint = new_complaint(account)
    attach(message_of(case))
    catch_up()
    return case


@pytest.mark.parametrize("then_indexed", [False, True])
@pytest.mark.parametrize("moment", ["rows_noted", "all_rows", "_there"])
def test_a_file_read_while_the_proof_reads_is_no_fault(
    account: Any, meanwhile: Meanwhile, moment: str, then_indexed: bool
) -> None:
    with_unread_file(account)

    def agent() -> None:
        read(due())
        if then_indexed:
            catch_up()

    meanwhile(moment, agent)
    assert list(search.entries(OFFICE)) == []
    assert AttachmentText.get().text == "zamrud di lampiran"  # it was done, and nobody waited for the proof
    assert list(search.entries(OFFICE)) == []


def test_a_wrong_entry_is_named_whatever_else_is_noted_meanwhile(account: Any, meanwhile: Meanwhile) -> None:
    case = with_unread_file(account)
    SearchEntry.update(text="lain").where(SearchEntry.kind == "pesan").execute()
    meanwhile("rows_noted", lambda: new_complaint(account, "yang lain", "0811-0000-002"))
    assert [line.split(" is ")[0] for line in search.entries(OFFICE)] == [f"search: pesan {message_of(case).id}"]


def test_a_case_protected_while_the_proof_reads_is_no_fault(account: Any, meanwhile: Meanwhile) -> None:
    case = with_unread_file(account)
    read(due())
    catch_up()

    def protect() -> None:
        Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()

    meanwhile("hidden_rows", protect)
    assert list(search.file_texts(OFFICE)) == []
    assert list(search.file_texts(OFFICE)) == []  # it is noted by now
    catch_up()
    assert list(search.file_texts(OFFICE)) == []
