"""A database older than signings.log: what the service may have signed is settled, never offered once more."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.sent_papers import mark_of
from models.actions.papers.own_service import after_restore
from models.actions.papers.own_service.after_restore import Recalled, recall_signings
from models.actions.papers.own_service.attempt import mark_sent
from models.actions.papers.own_service.finish import finish_signed
from models.actions.papers.own_service.outcome import declare_unsigned, refuse_attempt, settle_stale
from models.actions.retention.destruction.take_out import take_out
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.signatures import asked_there
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.papers.documents import DocumentState
from models.rules.papers.esign import RESTORED_WORDS
from models.tables import Audit, Document, ExternalNumber, IssuedNumber, NumberSeries, SentPaper, database
from models.tables.core.settings import Settings, load_settings
from models.tables.papers.signings_log import End, Signing, note_answered, note_asked
from tests.actions.cases.test_links_race import at_once
from tests.actions.drafting import nothing_wrong
from tests.actions.papers.own_service.going import PDF, Trying

NOTHING = Recalled(0, ())


@pytest.fixture
def trying(account: Any) -> Trying:
    """A draft on its signer's desk."""
    return Trying(account)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of an office whose data lie here."""
    return load_settings({"ADUAN_DATA_DIR": str(tmp_path / "data")}, tmp_path / "none.toml")


def signing(trying: Trying, number: str = "WIM.32.IMI.5-UM.01.01-41", by: int | None = -1) -> Signing:
    who = trying.kasubsi.staff_id if by == -1 else by
    return Signing(trying.paper.public_id, trying.walk.tick(), number, who)


def unlogged(settings: Settings, trying: Trying) -> list[str]:
    return list(asked_there(Office(settings.files, settings.attempts_log, trying.walk.now)))


def test_what_the_database_forgot_is_unsure_and_cannot_be_signed_again(trying: Trying, settings: Settings) -> None:
    asked = signing(trying)
    note_asked(settings.signings_log, asked)
    assert len(unlogged(settings, trying)) == 1
    assert recall_signings(settings, trying.walk.tick()) == Recalled(1, ())
    row = SentPaper.get()
    assert (row.state, row.number, row.sent_at, row.reason) == ("tidak_pasti", asked.number, asked.at, RESTORED_WORDS)
    assert json.loads(row.block)["signer"]["name"] == "Contoh Kasubsi Infokim"
    with pytest.raises(DocumentNotAllowed, match="pastikan dahulu"):
        trying.begun()
    assert recall_signings(settings, trying.walk.tick()) == NOTHING
    assert (trying.states, unlogged(settings, trying)) == (["tidak_pasti"], [])
    assert Audit.select().where(Audit.event == "ttd_layanan_tidak_pasti").count() == 1
    assert nothing_wrong()


def test_its_number_is_kept_for_it_and_given_to_no_other(trying: Trying, settings: Settings) -> None:
    first = trying.begun().number
    SentPaper.delete().execute()  # as in a backup of the moment before
    IssuedNumber.delete().where(IssuedNumber.text == first).execute()
    Document.update(number=None).execute()
    NumberSeries.update(last=0).where(NumberSeries.series == "kantor").execute()
    note_asked(settings.signings_log, signing(trying, first))
    recall_signings(settings, trying.walk.tick())
    assert (trying.kept.number, ExternalNumber.get().number) == (first, first)
    declare_unsigned(trying.paper.id, "Riwayat kosong", trying.kasubsi, trying.walk.tick())
    assert trying.begun().number == first
    assert nothing_wrong()


def test_what_was_surely_refused_and_what_is_known_changes_nothing(trying: Trying, settings: Settings) -> None:
    refused = signing(trying)
    note_asked(settings.signings_log, refused)
    note_answered(settings.signings_log, replace(refused, end=End.REFUSED))
    assert recall_signings(settings, trying.walk.tick()) == NOTHING
    sent = trying.away()
    note_asked(settings.signings_log, Signing(trying.paper.public_id, sent.sent_at, sent.number))
    assert (recall_signings(settings, trying.walk.tick()), trying.states) == (NOTHING, ["di_luar"])


def test_a_backup_of_the_moment_before_sending_is_unsure_not_refused(trying: Trying, settings: Settings) -> None:
    begun = trying.begun()
    note_asked(settings.signings_log, signing(trying, begun.number))
    assert recall_signings(settings, trying.walk.tick()) == Recalled(1, ())
    settle_stale(trying.walk.now + timedelta(hours=1))
    assert (trying.states, SentPaper.get().id) == (["tidak_pasti"], begun.id)


def test_a_submission_that_sent_nothing_leaves_unsure_what_was_recalled_while_it_ran(
    trying: Trying, settings: Settings
) -> None:
    begun = trying.begun()
    note_asked(settings.signings_log, signing(trying, begun.number))
    recall_signings(settings, trying.walk.tick())
    with pytest.raises(AlreadyDone):
        mark_sent(begun.id, PDF, trying.kasubsi, trying.walk.tick())
    refuse_attempt(begun.id, "tidak_dikirim", "Terhenti.", "", trying.kasubsi, trying.walk.tick())
    assert trying.states == ["tidak_pasti"]
    with pytest.raises(DocumentNotAllowed, match="pastikan dahulu"):
        trying.begun()


@pytest.mark.parametrize("state", [DocumentState.KONSEP, DocumentState.DITANDATANGANI])
def test_a_paper_of_a_destroyed_case_is_nobodys_to_settle(
    trying: Trying, settings: Settings, state: DocumentState
) -> None:
    note_asked(settings.signings_log, signing(trying))
    Document.update(state=str(state)).execute()
    take_out(trying.walk.case, trying.walk.tick())
    assert recall_signings(settings, trying.walk.tick()) == NOTHING
    assert (trying.states, unlogged(settings, trying)) == ([], [])


def test_signed_papers_of_the_log_are_read_together_and_none_is_locked(
    trying: Trying, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    Document.update(state=str(DocumentState.DITANDATANGANI)).execute()
    kept = {name: value for name, value in trying.kept.__data__.items() if name not in ("id", "public_id")}
    for number in range(20):
        Document.insert(kept | {"public_id": f"naskah-{number}"}).execute()
        note_asked(settings.signings_log, Signing(f"naskah-{number}", trying.walk.tick()))
    asked, execute = list[str](), database.obj.execute_sql

    def noting(sql: str, *given: Any, **named: Any) -> Any:
        asked.append(sql)
        return execute(sql, *given, **named)

    monkeypatch.setattr(database.obj, "execute_sql", noting)
    monkeypatch.setattr(after_restore, "locked_paper", None)
    assert recall_signings(settings, trying.walk.tick()) == NOTHING
    assert len(asked) == 1


def test_a_signed_pdf_that_still_lies_here_is_back_and_its_signer_counts_it(
    trying: Trying, settings: Settings
) -> None:
    sha256 = settings.files.keep(b"%PDF-1.7 ditandatangani")
    asked = signing(trying)
    note_asked(settings.signings_log, asked)
    note_answered(settings.signings_log, replace(asked, end=End.SIGNED, file=sha256))
    recall_signings(settings, trying.walk.tick())
    sent = SentPaper.get()
    assert (sent.state, sent.sha256) == ("kembali", sha256)
    signed = finish_signed(
        trying.paper.id, trying.came(), mark_of(sent), frozenset(), trying.kasubsi, trying.walk.tick()
    )
    assert (signed.state, signed.number, signed.signed_copy) == (DocumentState.DITANDATANGANI, asked.number, sha256)


def test_a_paper_signed_or_unknown_here_is_left_and_the_unknown_ones_number_is_told(
    trying: Trying, settings: Settings
) -> None:
    note_asked(settings.signings_log, Signing("tidak-ada-di-sini", trying.walk.tick(), "X-9"))
    Document.update(state=str(DocumentState.DITANDATANGANI)).execute()
    note_asked(settings.signings_log, signing(trying))
    assert (recall_signings(settings, trying.walk.tick()), trying.states) == (Recalled(0, ("X-9",)), [])
    office = Office(settings.files, settings.attempts_log, trying.walk.now)
    assert (list(asked_there(office)), office.notes) == ([], ["1 papers of signings.log are not in this database."])


def test_an_own_number_of_a_paper_that_is_unknown_here_is_given_to_no_other(
    trying: Trying, settings: Settings
) -> None:
    asked = Signing("tidak-ada-di-sini", trying.walk.tick(), "WIM.32.IMI.5-UM.01.01-2")
    note_asked(settings.signings_log, asked)
    recall_signings(settings, trying.walk.tick(), [trying.paper.public_id])
    assert not IssuedNumber.select().where(IssuedNumber.cancelled).exists()  # a request looks at its own papers
    recall_signings(settings, trying.walk.tick())
    recall_signings(settings, trying.walk.tick())
    assert trying.begun().number == "WIM.32.IMI.5-UM.01.01-3"
    assert Audit.select().where(Audit.event == "nomor_dilewati").count() == 1
    assert nothing_wrong()


@pytest.mark.parametrize("by", [None, 999_999], ids=["nobody", "gone"])
def test_without_the_account_that_asked_it_is_unsure_all_the_same(
    trying: Trying, settings: Settings, by: int | None
) -> None:
    note_asked(settings.signings_log, signing(trying, by=by))
    assert recall_signings(settings, trying.walk.tick(), trying.paper.public_id) == Recalled(1, ())
    row = SentPaper.get()
    assert (row.state, row.sent_by, json.loads(row.block)["date"]) == ("tidak_pasti", None, "2026-11-25")


def test_a_draft_made_for_paper_since_is_settled_at_the_service_too(trying: Trying, settings: Settings) -> None:
    facts = json.loads(trying.kept.facts) | {"mode": "basah"}
    Document.update(facts=json.dumps(facts)).execute()
    note_asked(settings.signings_log, signing(trying))
    recall_signings(settings, trying.walk.tick())
    assert (json.loads(trying.kept.facts)["mode"], SentPaper.get().way) == ("layanan", "layanan")


def test_settled_by_several_at_once_it_is_settled_once(trying: Trying, settings: Settings) -> None:
    note_asked(settings.signings_log, signing(trying))
    now = trying.walk.tick()
    given = at_once(*[lambda: recall_signings(settings, now)] * 3)
    assert sorted(one.papers for one in given if isinstance(one, Recalled)) == [0, 0, 1]
    assert trying.states == ["tidak_pasti"]
