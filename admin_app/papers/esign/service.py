"""The client of an e-signature service (BSrE, API v2 and v1): one request a call, never repeated, no secret told.

The second module that uses the network; the first is the connectors'. No transaction is open meanwhile.
"""

import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from admin_app.papers.esign.exchange_time import ExchangeTime
from admin_app.papers.esign.shapes import VERSIONS, Call, Order, Secret, code_in, raw_words, read_object
from models.rules.papers.esign import CertificateState, Refused, Said, why_refused
from models.rules.papers.signed_copy import PDF_MARK

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 120.0  # 4 MB with eight signatures took 43 s on a quiet installation
_MOST_ANSWER = 40_000_000  # bytes; base64 of the largest signed PDF
_CHUNK = 64 * 1024
# Its lines carry addresses, its warning of a malformed header too; v1 has the signer's NIK in one.
for _name in ("urllib3", "urllib3.connection", "urllib3.connectionpool"):  # each: another may set the first anew
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class SigningRefused(Exception):
    """Surely nothing was signed; `raw` is what the service said, for administrators."""

    def __init__(self, why: Refused, raw: str = "") -> None:
        super().__init__(str(why))
        self.why, self.raw = why, raw


class OutcomeUnsure(Exception):
    """It was sent and may have been signed; it must not be sent again."""

    def __init__(self, raw: str = "") -> None:
        super().__init__("unsure")
        self.raw = raw


@dataclass(frozen=True)
class Access:
    """How an office reaches its installation."""

    base_url: str
    username: str
    password: str = field(repr=False)
    certificates: str | bool = True  # a file with the installation's own authority; never off


class EsignService:
    """One installation of the service."""

    def __init__(
        self,
        access: Access,
        version: str = "v2",
        answer_seconds: float = ANSWER_SECONDS,
        connect_seconds: float = CONNECT_SECONDS,
    ) -> None:
        self._access, self._version = access, VERSIONS[version]
        self._patience, self._connecting = answer_seconds, connect_seconds

    def certificate(self, signer: str) -> CertificateState:
        """Return the state of a signer's certificate. Raises SigningRefused; nothing can come of asking again."""
        answer = self._question(self._version.status_call(signer))
        found = read_object(answer.body)
        named = str(found.get("status", "")).upper()
        if named in frozenset(CertificateState):
            return CertificateState(named)
        code = code_in(found)
        if code == 2011:
            return CertificateState.NOT_REGISTERED
        if code == 2021:
            return CertificateState.NO_CERTIFICATE
        if answer.status == 200:
            raise SigningRefused(Refused.NOT_THE_SERVICE, raw_words(answer.body))
        raise self._refusal(answer)

    def ask_code(self, signer: str) -> None:
        """Have a one-time code sent to the signer's telephone. Raises SigningRefused; it may be asked for again."""
        answer = self._question(self._version.code_call(signer))
        if answer.status != 200 or read_object(answer.body).get("success") is False:
            raise self._refusal(answer)

    def sign(self, order: Order, secret: Secret) -> bytes:
        """Return the signed PDF. Raises SigningRefused, or OutcomeUnsure where it may have been signed."""
        taken = secret.take()
        answer = self._call(self._version.sign_call(order, taken))
        if answer.moved:  # it was sent all the same: whoever points elsewhere may have passed it on
            raise OutcomeUnsure(answer.moved)
        if answer.status == 200:
            made = self._version.signed_in(answer.body)
            if made.startswith(PDF_MARK) and made != order.pdf:
                return made
        raw = raw_words(answer.body, {**taken, "signer": order.signer})
        why = why_refused(Said(answer.status, code_in(read_object(answer.body))))
        if why is None:
            raise OutcomeUnsure(raw)
        raise SigningRefused(why, raw)

    def _question(self, call: Call) -> "_Answer":
        """Return the answer of a question, of which no answer and one from elsewhere are sure refusals."""
        try:
            answer = self._call(call)
        except OutcomeUnsure as err:
            raise SigningRefused(Refused.LATE, err.raw) from None
        if answer.moved:
            raise SigningRefused(Refused.NOT_THE_SERVICE, answer.moved)
        return answer

    def _refusal(self, answer: "_Answer") -> SigningRefused:
        """Return why a question was not answered, which changes nothing whatever the reason."""
        why = why_refused(Said(answer.status, code_in(read_object(answer.body))))
        return SigningRefused(why or Refused.NO_ANSWER, raw_words(answer.body))

    def _call(self, call: Call) -> "_Answer":
        access, (method, path, arguments) = self._access, call
        with requests.Session() as session, ExchangeTime(self._connecting + self._patience) as time:
            session.trust_env = False  # no proxy, and no .netrc, may get hold of a passphrase
            session.mount("http://", once := _once(time))
            session.mount("https://", once)
            try:
                answer = session.request(
                    method,
                    access.base_url.rstrip("/") + path,
                    auth=(access.username, access.password),
                    timeout=(self._connecting, self._patience),
                    allow_redirects=False,
                    verify=access.certificates,
                    stream=True,
                    **arguments,
                )
                body = _body(answer)
                if time.over and not _tells_its_end(answer):  # cut short, it may look whole
                    raise requests.exceptions.ReadTimeout("late")
            except (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema) as err:
                raise SigningRefused(Refused.NOT_THE_SERVICE, type(err).__name__) from None
            except requests.ConnectionError as err:
                if _nothing_sent(err):
                    raise SigningRefused(Refused.UNREACHABLE, type(err).__name__) from None
                raise OutcomeUnsure(type(err).__name__) from None
            except (requests.RequestException, HTTPError, OSError) as err:
                raise OutcomeUnsure(type(err).__name__) from None
        return _Answer(answer.status_code, answer.headers, body)


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def moved(self) -> str:
        """Return the status of an answer that points elsewhere; empty for any other."""
        return f"HTTP {self.status}" if 300 <= self.status < 400 else ""


# A connection that was never made, or whose other end was not believed: nothing was said on it. Any other fault of
# TLS may come while the answer is read.
_BEFORE_SENDING = (NewConnectionError, ConnectTimeoutError, ssl.SSLCertVerificationError)


def _nothing_sent(err: BaseException) -> bool:
    """Whether a fault came before anything was sent."""
    waiting, seen = [err], set[int]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, _BEFORE_SENDING):
            return True
        seen.add(id(one))
        further = (*one.args, one.__cause__, one.__context__, getattr(one, "reason", None))
        waiting += [each for each in further if isinstance(each, BaseException) and id(each) not in seen]
    return False


def _once(time: ExchangeTime) -> HTTPAdapter:
    """Return an adapter that repeats nothing and whose connections end with the time of the exchange."""
    adapter = HTTPAdapter(max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = time.pools()
    return adapter


def _tells_its_end(answer: requests.Response) -> bool:
    """Whether an answer says how long it is, so that one which was read without a fault is whole.

    Headers end where the connection does: any of these may have been cut off with what follows it.
    """
    headers = answer.headers
    return "Content-Length" in headers or "chunked" in headers.get("Transfer-Encoding", "").lower()


def _body(answer: requests.Response) -> bytes:
    """Return the body, read no further than a signed PDF can be long."""
    found = bytearray()
    # As it comes: iter_content waits until a whole chunk is there.
    while part := answer.raw.read1(_CHUNK, decode_content=True):
        found += part
        if len(found) > _MOST_ANSWER:
            raise requests.exceptions.ContentDecodingError("too much")
    return bytes(found)
