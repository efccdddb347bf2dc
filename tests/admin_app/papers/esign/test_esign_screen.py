"""A paper signed through the own service: from its draft to the dossier, and each failure with its own sentence."""

import logging
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from admin_app.papers.esign import signing
from models.actions.papers.dossier.dossier_records import records as dossier_records
from models.actions.papers.own_service.outcome import settle_stale
from models.rules.papers.copy_states import CopyState
from models.rules.papers.documents import DocumentState
from models.rules.papers.esign import CERTIFICATE_WORDS, REFUSED_WORDS, UNSURE_WORDS, CertificateState, Refused
from models.rules.staff.roles import Role
from models.tables import (
    Audit,
    Document,
    ExternalNumber,
    FormKey,
    IssuedNumber,
    SentPaper,
    SigningService,
    Staff,
    StepOutput,
)
from tests.actions.drafting import use_mode
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.case_page.submitting import case_page, forms_on
from tests.admin_app.papers.esign.at_service import NIK, NUMBER, PASSPHRASE, WORDS, AtService, without_office_program
from tests.admin_app.papers.esign.simulated_service import Simulated, simulated_service
from tests.running.ports import free_port


@pytest.fixture
def service() -> Iterator[Simulated]:
    """A running service."""
    with simulated_service() as simulated:
        yield simulated


@pytest.fixture
def at(app: Flask, sqlite_account: Any, service: Simulated, monkeypatch: Any) -> AtService:
    """A draft on its signer's desk."""
    without_office_program(monkeypatch)
    return AtService(app, Walk(sqlite_account).at_kasubsi(), service)


@pytest.fixture
def kasubsi(signed_in: Any) -> Any:
    """The browser of who signs it."""
    return signed_in(Role.KASUBSI_INFOKIM)


def told(answer: Any) -> list[str]:
    """Return what a page warns of."""
    return re.findall(r'class="notice notice-bad[^>]*>([^<]*)', text(answer))


def test_one_submission_signs_it_once_with_our_number_and_it_goes_to_the_dossier(at: AtService, kasubsi: Any) -> None:
    desk = case_page(kasubsi, at.walk.case)
    assert ("Tanda tangani lewat layanan" in desk, "ttd-nd-terus" in forms_on(desk)) == (True, False)
    answer = at.sign(kasubsi)
    assert answer.status_code == 303, told(answer)
    paper = at.now_kept
    assert (paper.state, paper.number, paper.date) == ("ditandatangani", NUMBER, date(2026, 11, 25))
    assert (paper.signed_copy_state, paper.signed_copy_signer) == (CopyState.DIPERCAYA, at.signer)
    assert paper.signed_by.username == "kasubsi_infokim"
    assert (at.service.made, at.states, IssuedNumber.select().where(IssuedNumber.text == NUMBER).count()) == (
        1,
        ["selesai"],
        1,
    )
    assert StepOutput.select().where(StepOutput.reference == f"document:{paper.id}").count() == 1
    assert kasubsi.get(f"/naskah/{paper.public_id}/salinan").data == at.service.kept
    assert any("Ditandatangani di layanan" in str(row["what"]) for row in dossier_records(at.walk.case, {}))
    assert "Ditandatangani di layanan" in case_page(kasubsi, at.walk.case)


def test_a_one_time_code_is_asked_for_and_signs(
    app: Flask, sqlite_account: Any, service: Simulated, monkeypatch: Any, kasubsi: Any
) -> None:
    without_office_program(monkeypatch)
    at = AtService(app, Walk(sqlite_account).at_kasubsi(), service, "v2", "kode")
    assert "Kode dari aplikasi BSrE" in at.page(kasubsi)
    assert at.submit(kasubsi, "minta-kode").status_code == 303
    assert at.sign(kasubsi, service.codes[NIK]).status_code == 303
    assert at.now_kept.state == DocumentState.DITANDATANGANI


def test_version_1(app: Flask, sqlite_account: Any, service: Simulated, monkeypatch: Any, kasubsi: Any) -> None:
    without_office_program(monkeypatch)
    at = AtService(app, Walk(sqlite_account).at_kasubsi(), service, "v1")
    assert at.sign(kasubsi).status_code == 303
    assert (at.now_kept.state, service.made) == (DocumentState.DITANDATANGANI, 1)


_STATES = [state for state in CertificateState if state is not CertificateState.ISSUE]


@pytest.mark.parametrize("state", _STATES)
def test_a_certificate_that_cannot_sign_is_told_and_nothing_is_sent(
    at: AtService, kasubsi: Any, state: CertificateState
) -> None:
    at.service.states[NIK] = str(state)
    answer = at.sign(kasubsi)
    assert (answer.status_code, CERTIFICATE_WORDS[state] in text(answer)) == (409, True)
    assert (at.states, SentPaper.get().pdf, len(at.service.asked)) == (["ditolak"], None, 1)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda service: service.passphrases.update({NIK: "lain"}), Refused.SECRET),
        (lambda service: setattr(service, "fault", "moved"), Refused.NOT_THE_SERVICE),
        (lambda service: setattr(service, "fault", "broken"), Refused.NO_ANSWER),
        (lambda service: setattr(service, "fault", "page"), Refused.NOT_THE_SERVICE),
    ],
    ids=["passphrase", "moved", "broken", "page"],
)
def test_a_refusal_says_why_and_keeps_the_number_for_the_same_paper(
    at: AtService, kasubsi: Any, spoil: Any, why: Refused
) -> None:
    spoil(at.service)
    answer = at.sign(kasubsi)
    assert (answer.status_code, REFUSED_WORDS[why] in text(answer)) == (409, True)
    assert (at.now_kept.state, at.now_kept.number, at.states) == ("konsep", NUMBER, ["ditolak"])
    assert NUMBER in at.page(kasubsi)
    at.service.fault, at.service.passphrases[NIK] = "", PASSPHRASE
    assert at.sign(kasubsi).status_code == 303
    assert (at.now_kept.number, at.states) == (NUMBER, ["ditolak", "selesai"])
    assert IssuedNumber.select().where(IssuedNumber.holder == f"document:{at.paper.id}").count() == 1


def test_a_number_from_outside_is_typed_once_and_one_typed_wrongly_is_put_right(at: AtService, kasubsi: Any) -> None:
    use_mode("eksternal")
    at.service.passphrases[NIK] = "lain"
    wrong = NUMBER.replace("-1", "-2")
    at.submit(kasubsi, "tandatangani", rahasia=PASSPHRASE, nomor=wrong)
    assert (at.now_kept.number, ExternalNumber.get().number) == (wrong, wrong)
    assert 'name="nomor"' not in at.page(kasubsi)
    at.service.passphrases[NIK] = PASSPHRASE
    assert at.submit(kasubsi, "tandatangani", rahasia=PASSPHRASE, nomor=NUMBER).status_code == 303
    assert (at.now_kept.number, ExternalNumber.get().number, at.states) == (NUMBER, NUMBER, ["ditolak", "selesai"])


def test_where_nobody_answers_it_says_so_and_nothing_was_sent(at: AtService, kasubsi: Any) -> None:
    SigningService.update(base_url=f"http://127.0.0.1:{free_port()}").execute()
    answer = at.sign(kasubsi)
    assert (REFUSED_WORDS[Refused.UNREACHABLE] in text(answer), at.states) == (True, ["ditolak"])


@pytest.mark.parametrize("fault", ["dropped", "spoilt"])
def test_what_may_be_signed_is_unsure_and_never_sent_again_by_itself(at: AtService, kasubsi: Any, fault: str) -> None:
    at.service.fault = fault
    answer = at.sign(kasubsi)
    assert (answer.status_code, UNSURE_WORDS in text(answer)) == (409, True)
    page = at.page(kasubsi)
    assert ("Tidak pasti apakah sudah ditandatangani" in page, 'id="tandatangani"' in page) == (True, False)
    assert "Tidak pasti apakah ditandatangani" in case_page(kasubsi, at.walk.case)
    assert "konsep-nd-terus" not in forms_on(case_page(kasubsi, at.walk.case))
    for where in ("/naskah/?tempat=tidak_pasti", f"/srikandi/{at.paper.public_id}"):
        assert kasubsi.get(where).status_code in (200, 302)
    assert (at.states, at.service.made) == (["tidak_pasti"], 1)


def test_what_is_found_at_the_service_is_uploaded_and_confirmed_by_its_signer(
    at: AtService, kasubsi: Any, signed_in: Any
) -> None:
    at.service.fault = "dropped"
    at.sign(kasubsi)
    pengelola = signed_in(Role.PENGELOLA)
    assert at.bring(pengelola, at.service.kept).status_code == 303
    assert "Menunggu Kasubsi Infokim" in at.page(pengelola)
    assert at.submit(kasubsi, "tegaskan").status_code == 303
    assert (at.now_kept.state, at.now_kept.number, at.states) == ("ditandatangani", NUMBER, ["selesai"])
    assert at.service.made == 1


def test_who_looked_and_found_nothing_says_so_with_a_reason_and_signs_anew(at: AtService, kasubsi: Any) -> None:
    at.service.fault = "dropped"
    at.sign(kasubsi)
    assert at.submit(kasubsi, "nyatakan", alasan=" ").status_code == 409
    assert at.submit(kasubsi, "nyatakan", alasan="Riwayat layanan kosong").status_code == 303
    at.service.fault = ""
    assert at.sign(kasubsi).status_code == 303
    assert (at.states, at.now_kept.number) == (["tidak_jadi", "selesai"], NUMBER)
    assert "Riwayat layanan kosong" in str([row["text"] for row in dossier_records(at.walk.case, {})])


def test_another_name_on_the_certificate_waits_for_a_yes(at: AtService, kasubsi: Any) -> None:
    at.service.signers[NIK] = "Orang Lain"
    answer = at.sign(kasubsi)
    assert (answer.status_code, "Nama pada sertifikat Orang Lain" in text(answer)) == (409, True)
    assert (at.now_kept.state, at.states) == ("konsep", ["kembali"])
    assert kasubsi.get(f"{at.url}/pdf").data == at.service.kept
    assert at.submit(kasubsi, "tegaskan").status_code == 409


def test_other_words_than_were_sent_never_become_the_paper(at: AtService, kasubsi: Any, monkeypatch: Any) -> None:
    honest = at.service.sign
    monkeypatch.setattr(
        at.service, "sign", lambda who, _pdf: honest(who, without_office_program(monkeypatch, "LAIN"))
    )
    assert at.sign(kasubsi).status_code == 409
    page = at.page(kasubsi)
    assert ("belum dapat menjadi naskah ini" in page, 'id="tegaskan"' in page) == (True, False)
    assert at.submit(kasubsi, "nyatakan", alasan="Teksnya lain").status_code == 303
    assert at.now_kept.state == DocumentState.KONSEP


@pytest.mark.parametrize("words", [WORDS.replace("${ttd_pengirim}", ""), WORDS + " ${ttd_pengirim}"])
def test_without_one_place_for_the_signature_nothing_is_sent(
    at: AtService, kasubsi: Any, monkeypatch: Any, words: str
) -> None:
    without_office_program(monkeypatch, words)
    answer = at.sign(kasubsi)
    assert ("seharusnya sekali" in text(answer), at.service.asked) == (True, [])


def test_a_draft_worded_anew_since_it_was_read_is_not_signed(at: AtService, kasubsi: Any) -> None:
    fields = at.fields(kasubsi, "tandatangani")
    Document.update(facts=at.now_kept.facts.replace("{", '{"request": "Segera", ', 1)).execute()
    typed = {"rahasia": PASSPHRASE, "nomor": NUMBER}
    answer = kasubsi.client.post(f"{at.url}/tandatangani", data={**fields, **typed})
    assert ("berubah sejak Anda membukanya" in text(answer), at.states) == (True, [])


def test_one_submission_is_one_signature_and_two_screens_are_one_winner(at: AtService, kasubsi: Any) -> None:
    first, second = at.fields(kasubsi, "tandatangani"), at.fields(kasubsi, "tandatangani")
    typed = {"rahasia": PASSPHRASE, "nomor": NUMBER}
    codes = [
        kasubsi.client.post(f"{at.url}/tandatangani", data={**fields, **typed}).status_code
        for fields in (first, first, second)
    ]
    assert (codes[0], at.service.made) == (303, 1)
    assert all(code in (303, 409) for code in codes)


def test_an_attempt_whose_program_is_gone_is_unsure_after_a_while_and_nothing_before_it_was_sent(
    at: AtService, kasubsi: Any, monkeypatch: Any
) -> None:
    def killed(*_given: object) -> bytes:
        raise SystemExit

    monkeypatch.setattr(signing.EsignService, "sign", killed)
    with pytest.raises(SystemExit):
        at.sign(kasubsi)
    assert (at.states, "Sedang diurus layanan" in at.page(kasubsi)) == (["di_luar"], True)
    settle_stale(SentPaper.get().sent_at + timedelta(minutes=7))
    assert at.states == ["tidak_pasti"]
    SentPaper.update(state="mulai").execute()
    settle_stale(SentPaper.get().sent_at + timedelta(minutes=7))
    assert (at.states, SentPaper.get().why) == (["ditolak"], "tidak_dikirim")


def test_no_passphrase_and_no_nik_is_kept_or_shown_anywhere(
    at: AtService, kasubsi: Any, caplog: pytest.LogCaptureFixture
) -> None:
    at.service.passphrases[NIK] = "lain"
    with caplog.at_level(logging.DEBUG):
        shown = text(at.sign(kasubsi)) + at.page(kasubsi) + case_page(kasubsi, at.walk.case)
        at.service.passphrases[NIK] = PASSPHRASE
        at.service.fault = "dropped"
        shown += text(at.sign(kasubsi)) + at.page(kasubsi)
    kept = [str(list(table.select().dicts())) for table in (Audit, SentPaper, Document, FormKey)]
    for word in (PASSPHRASE, NIK):
        assert not [each for each in (shown, caplog.text, *kept) if word in each], word


def test_without_service_or_nik_the_page_says_what_to_do(at: AtService, kasubsi: Any) -> None:
    Staff.update(nik="").execute()
    assert "NIK Anda belum diisi" in at.page(kasubsi)
    SigningService.delete().execute()
    assert "belum diatur" in at.page(kasubsi)
    assert at.submit(kasubsi, "kertas", alasan="Layanan belum ada").status_code == 303
    assert "ttd-nd-terus" in forms_on(case_page(kasubsi, at.walk.case))


def test_only_its_signer_may_sign(at: AtService, signed_in: Any) -> None:
    pengelola = signed_in(Role.PENGELOLA)
    assert 'id="tandatangani"' not in at.page(pengelola)
    assert signed_in(Role.KASI_INTELDAKIM).get(at.url).status_code == 404
