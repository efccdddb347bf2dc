"""A batch through the own e-signature service: the passphrase once, each paper once, and what stops the rest."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from admin_app.papers import pdf_copies
from admin_app.papers.in_turn import signing
from docgen.render import EXAMINE_LIMIT, TIME_LIMIT, Renderer
from models.rules.papers.esign import REFUSED_WORDS, UNSURE_WORDS, Refused
from models.rules.papers.signing_service import TAG
from models.rules.staff.roles import Role
from models.tables import Document, SentPaper
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.papers.esign.at_service import NIK, PASSPHRASE, AtService
from tests.admin_app.papers.esign.simulated_service import Simulated, simulated_service
from tests.admin_app.papers.in_turn.test_signing_times import LOOKED, MADE
from tests.admin_app.papers.in_turn.walking_along import HERE, Along, drafted, states, told
from tests.admin_app.papers.signed_pdfs import pdf


def made(*_given: Any) -> bytes:
    """Return a paper's PDF, with the number it is sent with."""
    sent = SentPaper.select().order_by(SentPaper.id.desc()).first()
    number = sent.number if sent is not None else ""
    return pdf(f"NOTA DINAS\nNOMOR {number}\nSehubungan dengan pengaduan masyarakat\n{TAG}")


@pytest.fixture
def service() -> Iterator[Simulated]:
    """A running service."""
    with simulated_service() as simulated:
        yield simulated


@pytest.fixture
def papers(app: Any, sqlite_account: Any, service: Simulated, monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Three memos that the service signs."""
    monkeypatch.setattr(pdf_copies, "_asked_for", made)
    at = AtService(app, Walk(sqlite_account).at_kasubsi(), service)
    return [at.paper, *(drafted(sqlite_account, place)[1] for place in (2, 3))]


@pytest.fixture
def kasubsi(signed_in: Any) -> Any:
    """The browser of who signs."""
    return signed_in(Role.KASUBSI_INFOKIM)


def test_the_passphrase_is_typed_once_and_kept_nowhere(
    app: Any, papers: list[Document], kasubsi: Any, service: Simulated, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        along = Along(kasubsi).look()
        assert along.page.count('name="rahasia"') == 1
        answer = along.submit(*papers, rahasia=PASSPHRASE)
    assert (service.made, [mark for mark, _ in told(answer)]) == (3, ["ditandatangani"] * 3)
    assert states(*papers) == ["ditandatangani"] * 3
    assert len({Document.get_by_id(paper.id).number for paper in papers}) == 3
    folder: Path = app.config["ADUAN"].data_dir
    kept = [path for path in folder.rglob("*") if path.is_file() and PASSPHRASE.encode() in path.read_bytes()]
    assert (kept, PASSPHRASE in caplog.text, PASSPHRASE in text(answer)) == ([], False, False)


def test_as_many_files_are_made_and_looked_into_as_its_longest_time_counts(
    papers: list[Document], kasubsi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ask = list[float](), Renderer.ask

    def noted(renderer: Renderer, head: dict[str, object], template: bytes) -> Any:
        asked.append(renderer._time_limit)
        return ask(renderer, head, template)

    along = Along(kasubsi).look()
    monkeypatch.setattr(Renderer, "ask", noted)
    along.submit(*papers, rahasia=PASSPHRASE)
    assert states(*papers) == ["ditandatangani"] * 3
    assert asked.count(TIME_LIMIT) <= MADE * len(papers)
    assert asked.count(EXAMINE_LIMIT) == LOOKED * len(papers)


def test_without_the_passphrase_nothing_is_begun_and_the_ticks_stay(
    papers: list[Document], kasubsi: Any, service: Simulated
) -> None:
    answer = Along(kasubsi).look().submit(*papers)
    assert (answer.status_code, text(answer).count(" checked")) == (409, 3)
    assert (SentPaper.select().count(), service.asked) == (0, [])


def test_a_wrong_passphrase_is_tried_once(papers: list[Document], kasubsi: Any, service: Simulated) -> None:
    answer = Along(kasubsi).look().submit(*papers, rahasia="keliru")
    assert [mark for mark, _ in told(answer)] == ["tidak ditandatangani", "belum dimulai", "belum dimulai"]
    assert told(answer)[0][1] == REFUSED_WORDS[Refused.SECRET]
    assert (SentPaper.select().count(), states(*papers)) == (1, ["konsep"] * 3)
    assert sum("sign/pdf" in asked for asked in service.asked) == 1
    assert "keliru" not in text(answer)


def test_a_certificate_that_cannot_sign_is_tried_with_one_paper(
    papers: list[Document], kasubsi: Any, service: Simulated
) -> None:
    service.states[NIK] = "SUSPEND"
    answer = Along(kasubsi).look().submit(*papers, rahasia=PASSPHRASE)
    assert [mark for mark, _ in told(answer)] == ["tidak ditandatangani", "belum dimulai", "belum dimulai"]
    assert "Sertifikat Anda ditangguhkan" in told(answer)[0][1]
    assert (SentPaper.select().count(), SentPaper.get().why, service.made) == (1, "sertifikat", 0)


def test_what_is_unsure_stops_the_rest_and_says_which_were_not_begun(
    papers: list[Document], kasubsi: Any, service: Simulated
) -> None:
    service.fault = "dropped"
    answer = Along(kasubsi).look().submit(*papers, rahasia=PASSPHRASE)
    assert [mark for mark, _ in told(answer)] == ["tidak pasti", "belum dimulai", "belum dimulai"]
    assert told(answer)[0][1].startswith(UNSURE_WORDS)
    assert (service.made, [row.state for row in SentPaper.select()]) == (1, ["tidak_pasti"])
    service.fault = ""
    again = Along(kasubsi)
    assert len(again.frames) == 2  # the unsure one is settled on its own page
    assert [mark for mark, _ in told(again.look().submit(*papers, rahasia=PASSPHRASE))] == [
        "tidak ditandatangani",
        "ditandatangani",
        "ditandatangani",
    ]
    assert service.made == 3


def test_a_refusal_of_one_file_and_one_that_came_back_otherwise_stop_nothing(
    papers: list[Document], kasubsi: Any, service: Simulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, real = [], signing.sign_by_service

    def first_refused(submitted: Any, typed: str) -> Document:
        asked.append(submitted.paper.id)
        service.signers[NIK] = "Orang Lain" if len(asked) == 2 else service.signers[NIK]
        with pytest.MonkeyPatch.context() as here:
            if len(asked) == 1:
                here.setattr(pdf_copies, "_asked_for", lambda *_given: pdf("tanpa tanda"))
            return real(submitted, typed)

    monkeypatch.setattr(signing, "sign_by_service", first_refused)
    answer = Along(kasubsi).look().submit(*papers, rahasia=PASSPHRASE)
    assert [mark for mark, _ in told(answer)] == ["tidak ditandatangani", *["kembali, belum terbit"] * 2]
    assert len(asked) == 3


def test_a_service_that_is_slow_leaves_the_rest_for_the_next_time(
    papers: list[Document], kasubsi: Any, service: Simulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "BEGIN_WITHIN", -1.0)
    answer = Along(kasubsi).look().submit(*papers, rahasia=PASSPHRASE)
    assert (told(answer), service.made) == ([("belum dimulai", signing.TOO_LONG)] * 3, 0)


def test_a_fault_of_the_program_is_told_beside_what_was_signed(
    papers: list[Document], kasubsi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, places = signing.sign_by_service, iter(range(3))

    def broken(submitted: Any, typed: str) -> Document:
        if next(places) == 1:
            raise KeyError("x")
        return real(submitted, typed)

    monkeypatch.setattr(signing, "sign_by_service", broken)
    answer = Along(kasubsi).look().submit(*papers, rahasia=PASSPHRASE)
    assert answer.status_code == 200
    assert [mark for mark, _ in told(answer)] == ["ditandatangani", "tidak ditandatangani", "belum dimulai"]


def test_with_one_time_codes_each_is_signed_on_its_own_page(
    app: Any, sqlite_account: Any, service: Simulated, kasubsi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_copies, "_asked_for", lambda *_given: pdf(TAG))
    at = AtService(app, Walk(sqlite_account).at_kasubsi(), service, "v2", "kode")
    along = Along(kasubsi)
    assert ("Satu kode berlaku untuk satu naskah" in along.page, along.frames) == (True, [])
    assert f'href="/tanda-tangan/{at.paper.public_id}"' in along.page
    assert "Satu kode" in told(along.submit(at.paper, rahasia="654321"))[0][1]
    assert (service.asked, HERE in along.page) == ([], True)
