"""The client against the simulated service, in both versions: refused where that is sure, else never repeated."""

import base64
import logging
import pickle
import ssl
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer
from threading import Thread
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from admin_app.papers.esign import service as asking
from admin_app.papers.esign.exchange_time import ExchangeTime
from admin_app.papers.esign.service import Access, EsignService, OutcomeUnsure, SigningRefused
from admin_app.papers.esign.shapes import Order, Place, Secret
from docgen.returned.examining import examine
from models.rules.papers.esign import CertificateState, Refused
from tests.admin_app.papers.esign.simulated_service import NAME, WORD, Simulated, simulated_service
from tests.admin_app.papers.signed_pdfs import pdf
from tests.docgen.returned.authority import authority
from tests.running.ports import free_port

NIK, PASSPHRASE = "3171", "sandi rahasia"
PAPER = pdf("NOTA DINAS NOMOR 1 #")
ORDER = Order(PAPER, NIK, Place("#"), "Nota Dinas")
BOTH = pytest.mark.parametrize("version", ["v2", "v1"])


@pytest.fixture
def service() -> Iterator[Simulated]:
    """A running service."""
    with simulated_service() as simulated:
        yield simulated


def client(service: Simulated, version: str = "v2", word: str = WORD, patience: float = 20) -> EsignService:
    return EsignService(Access(service.url, NAME, word), version, patience, connect_seconds=min(5, patience))


def passphrase() -> Secret:
    return Secret(PASSPHRASE)


@BOTH
def test_a_paper_comes_back_signed_by_its_signer_in_pades(service: Simulated, version: str) -> None:
    made = client(service, version).sign(ORDER, passphrase())
    root = base64.b64encode(authority().root.der).decode()
    (signature,) = examine(made, [root], datetime(2026, 11, 25)).signatures
    assert (signature.signer, signature.intact, signature.whole) == ("Contoh Penanda Tangan", True, True)
    assert signature.stamped is not None
    assert (service.made, len(service.asked)) == (1, 1)


@BOTH
@pytest.mark.parametrize("state", CertificateState)
def test_every_state_of_a_certificate_is_told(service: Simulated, version: str, state: CertificateState) -> None:
    service.states[NIK] = str(state)
    assert client(service, version).certificate(NIK) is state


@BOTH
def test_who_is_not_registered_is_told_though_the_answer_is_200(service: Simulated, version: str) -> None:
    assert client(service, version).certificate("9999") is CertificateState.NOT_REGISTERED


@BOTH
@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda service: service.passphrases.update({NIK: "lain"}), Refused.SECRET),
        (lambda service: service.states.update({NIK: "EXPIRED"}), Refused.CERTIFICATE),
        (lambda service: service.signers.clear(), Refused.IDENTITY),
    ],
)
def test_what_is_surely_not_signed_is_refused_with_its_reason(
    service: Simulated, version: str, spoil: Any, why: Refused
) -> None:
    spoil(service)
    with pytest.raises(SigningRefused) as refused:
        client(service, version).sign(ORDER, passphrase())
    assert (refused.value.why, service.made, len(service.asked)) == (why, 0, 1)


@BOTH
def test_a_wrong_account_of_the_office_is_told_apart_from_a_wrong_passphrase(
    service: Simulated, version: str
) -> None:
    with pytest.raises(SigningRefused) as refused:
        client(service, version, word="salah").sign(ORDER, passphrase())
    assert refused.value.why is Refused.ACCESS


def test_a_file_that_is_no_pdf_is_refused_as_such(service: Simulated) -> None:
    with pytest.raises(SigningRefused) as refused:
        client(service).sign(Order(b"bukan", NIK, Place("#")), passphrase())
    assert refused.value.why is Refused.FILE
    assert "PDF header not found" in refused.value.raw


@BOTH
@pytest.mark.parametrize("fault", ["late", "dropped", "dribbling", "dribbling_head"])
def test_what_may_have_been_signed_is_unsure_and_was_asked_once(service: Simulated, version: str, fault: str) -> None:
    service.fault = fault
    with pytest.raises(OutcomeUnsure):
        client(service, version, patience=0.5).sign(ORDER, passphrase())
    assert (service.made, len(service.asked)) == (1, 1)


@BOTH
@pytest.mark.parametrize("fault", ["broken", "page", "moved"])
def test_an_error_of_the_service_a_strange_page_or_another_address_leaves_it_unsure(
    service: Simulated, version: str, fault: str
) -> None:
    service.fault = fault
    with pytest.raises(OutcomeUnsure):
        client(service, version).sign(ORDER, passphrase())
    assert len(service.asked) == 1


def test_where_nobody_answers_nothing_was_sent() -> None:
    away = EsignService(Access(f"http://127.0.0.1:{free_port()}", NAME, WORD))
    for act in (lambda: away.sign(ORDER, passphrase()), lambda: away.certificate(NIK)):
        with pytest.raises(SigningRefused) as refused:
            act()
        assert refused.value.why is Refused.UNREACHABLE


@pytest.mark.parametrize(
    ("fault", "why"),
    [("slow", Refused.LATE), ("broken", Refused.NO_ANSWER), ("moved", Refused.NOT_THE_SERVICE)],
)
@BOTH
def test_a_question_that_is_not_answered_is_told_and_nothing_was_sent(
    service: Simulated, version: str, fault: str, why: Refused
) -> None:
    service.fault = fault
    with pytest.raises(SigningRefused) as refused:
        client(service, version, patience=0.5).certificate(NIK)
    assert (refused.value.why, service.made) == (why, 0)


def test_a_code_is_asked_for_and_only_for_who_is_registered(service: Simulated) -> None:
    client(service).ask_code(NIK)
    assert client(service).sign(ORDER, Secret(service.codes[NIK], one_time=True))
    with pytest.raises(SigningRefused) as refused:
        client(service).ask_code("9999")
    assert refused.value.why is Refused.IDENTITY


def test_what_the_service_says_is_kept_without_secret_and_identity(service: Simulated) -> None:
    service.echo = True
    with pytest.raises(SigningRefused) as refused:
        client(service).sign(Order(PAPER, "3171000000000001", Place("#")), Secret("salah-ketik"))
    assert refused.value.raw
    assert not [word for word in ("salah-ketik", "3171000000000001") if word in refused.value.raw]


def test_a_tag_that_is_not_on_the_page_is_refused(service: Simulated) -> None:
    with pytest.raises(SigningRefused) as refused:
        client(service).sign(Order(PAPER, NIK, Place("${ttd_pengirim}")), passphrase())
    assert refused.value.why is Refused.FILE


def test_a_one_time_code_is_good_once(service: Simulated) -> None:
    service.codes[NIK] = "123456"
    assert client(service).sign(ORDER, Secret("123456", one_time=True))
    with pytest.raises(SigningRefused) as refused:
        client(service).sign(ORDER, Secret("123456", one_time=True))
    assert refused.value.why is Refused.SECRET


@BOTH
@pytest.mark.parametrize("fault", ["", "late", "dropped", "broken", "moved"])
def test_no_secret_and_no_identity_reaches_a_log_an_error_or_a_trace(
    service: Simulated, version: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    service.fault, secret = fault, passphrase()
    said = [repr(secret), repr(ORDER), repr(Access(service.url, NAME, WORD))]
    with caplog.at_level(logging.DEBUG):
        try:
            client(service, version, patience=0.5).sign(ORDER, secret)
        except (SigningRefused, OutcomeUnsure) as err:
            said += [repr(err), str(err), str(err.raw), repr(err.__cause__), repr(vars(err))]
    said.append(caplog.text)
    for word in (PASSPHRASE, WORD, NIK):
        assert not [each for each in said if word in each], word
    assert secret.take() == {"passphrase": ""}  # it was given out once
    with pytest.raises(TypeError):
        pickle.dumps(secret)


class _Malformed(StreamRequestHandler):
    """Answers with a header that is none."""

    def handle(self) -> None:
        """Read a question's head and answer it."""
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.1 200 OK\r\nbukan kepala\r\nContent-Length: 2\r\n\r\n{}")


def test_a_malformed_header_brings_no_nik_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with TCPServer(("127.0.0.1", 0), _Malformed) as server, caplog.at_level(logging.DEBUG):
        answering = Thread(target=server.handle_request)
        answering.start()
        with pytest.raises(SigningRefused):
            EsignService(Access(f"http://127.0.0.1:{server.server_address[1]}", NAME, WORD), "v1").certificate(NIK)
        answering.join()
    assert NIK not in caplog.text


def test_a_service_whose_certificate_nobody_vouches_for_is_told_nothing(service: Simulated, tmp_path: Path) -> None:
    stranger = authority("Lain").signer("127.0.0.1")
    key = stranger.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "server.pem").write_bytes(stranger.pem + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    with simulated_service(context) as guarded, pytest.raises(SigningRefused) as refused:
        client(guarded).sign(ORDER, passphrase())
    assert (refused.value.why, guarded.asked) == (Refused.UNREACHABLE, [])


@BOTH
def test_a_whole_answer_counts_also_where_the_time_ends_just_after_it(
    service: Simulated, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, read = list[ExchangeTime](), asking._body

    def timed(seconds: float) -> ExchangeTime:
        begun.append(ExchangeTime(seconds))
        return begun[-1]

    def ended(answer: requests.Response) -> bytes:
        body = read(answer)
        begun[-1].end()
        return body

    monkeypatch.setattr(asking, "ExchangeTime", timed)
    monkeypatch.setattr(asking, "_body", ended)
    assert client(service, version).sign(ORDER, passphrase()).startswith(b"%PDF-")
