"""What a fault after the signature is told as: signed, or back, as it is stored, and never as not signed."""

from typing import Any

import pytest
from flask import Flask

from admin_app.papers import papers as making
from admin_app.papers import pdf_copies
from admin_app.papers.esign import signing as at_service
from admin_app.papers.in_turn import outcomes, signing
from admin_app.papers.in_turn.form import form_of, pdf_of_form
from admin_app.papers.in_turn.outcomes import FAULT, NO_FILE, Fate, Outcome, after_fault, begun
from admin_app.papers.in_turn.signing import Pen, Wish, sign_in_turn
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from models.tables import Document
from models.tables.core.secrets import load_key
from tests.actions.walking import Walk
from tests.admin_app.papers.esign.at_service import PASSPHRASE, AtService, without_office_program
from tests.admin_app.papers.esign.simulated_service import simulated_service
from tests.admin_app.papers.in_turn.test_signing import made
from tests.admin_app.papers.in_turn.walking_along import drafted, states
from tests.office import NOW, actor

FULL, BROKEN = OSError("no room"), DocumentNotAllowed("Templatnya tidak terbaca.")


def signed_with(app: Flask, *papers: Document) -> list[Outcome]:
    """Look at these papers and sign them with one press."""
    kasubsi, settings = actor(Role.KASUBSI_INFOKIM), app.config["ADUAN"]
    pen = Pen(kasubsi, settings, lambda: NOW, load_key(settings.secret_key_file), "k" * 32, PASSPHRASE)
    assert PASSPHRASE not in repr(pen)
    assert "key=b" not in repr(pen)
    with app.app_context():
        wishes = [Wish(paper, form_of(paper.id, kasubsi, settings, NOW).mark) for paper in papers]
        for wish in wishes:
            pdf_of_form(wish.paper.id, wish.mark, kasubsi, settings, NOW)
        return sign_in_turn(wishes, pen)


def raising(fault: Exception) -> Any:
    """Return what raises this, whatever it is given."""

    def broken(*_given: object) -> None:
        raise fault

    return broken


@pytest.mark.parametrize(("fault", "rest"), [(FULL, Fate.BELUM), (BROKEN, Fate.TERBIT)], ids=["full", "refused"])
def test_a_paper_is_signed_whose_file_could_not_be_made(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception, rest: Fate
) -> None:
    without_office_program(monkeypatch)
    papers = [drafted(sqlite_account, place)[1] for place in (1, 2)]
    monkeypatch.setattr(making, "issued", raising(fault))
    found = signed_with(app, *papers)
    number = Document.get_by_id(papers[0].id).number
    assert [one.fate for one in found] == [Fate.TERBIT, rest]
    assert found[0].sentence.startswith(f"Terbit dengan nomor {number}. {NO_FILE}")
    assert states(*papers) == ["ditandatangani", "konsep" if rest is Fate.BELUM else "ditandatangani"]


@pytest.mark.parametrize(
    ("place", "fault", "fate"),
    [("issued", FULL, Fate.TERBIT), ("issued", BROKEN, Fate.TERBIT), ("look_at", FULL, Fate.KEMBALI)],
    ids=["full", "refused", "not judged"],
)
def test_what_the_service_signed_is_told_as_it_is_stored(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, place: str, fault: Exception, fate: Fate
) -> None:
    monkeypatch.setattr(pdf_copies, "_asked_for", made)
    with simulated_service() as service:
        at = AtService(app, Walk(sqlite_account).at_kasubsi(), service)
        monkeypatch.setattr(making if place == "issued" else at_service, place, raising(fault))
        (found,) = signed_with(app, at.paper)
    assert (found.fate, found.stops) == (fate, fault is FULL)
    assert (found.unsettled, at.states) == (fate is Fate.KEMBALI, ["kembali" if found.unsettled else "selesai"])


def test_what_cannot_even_be_read_is_unsure_and_what_was_not_begun_is_not_signed(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office_program(monkeypatch)
    _, paper = drafted(sqlite_account)
    before = begun(paper, "k" * 40)
    assert (after_fault(before).fate, after_fault(before).stops) == (Fate.GAGAL, True)
    with monkeypatch.context() as here:
        here.setattr(outcomes, "was_spent", raising(FULL))
        assert after_fault(before) == Outcome(paper, Fate.TIDAK_PASTI, FAULT, stops=True)
    monkeypatch.setattr(signing, "begun", raising(FULL))
    assert [one.fate for one in signed_with(app, paper)] == [Fate.GAGAL]
