"""The only module that uses the network: one request, one deadline, limited bodies, no secret in any error."""

import logging
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.filepost import encode_multipart_formdata

from models.rules.channels.messages import Fetched
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.certificates import OUT_OF_TIME, is_untimely
from sync_agent.connector_kit.deadline import Watch, use_watched_connections, watched
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    ConnectorError,
    NotThePlatform,
    OutcomeUnknown,
    SignInNeeded,
    TooMuch,
    TryLater,
)
from sync_agent.connector_kit.heard_dates import HEARD

# F34: a page of a hundred messages is far below this, unpacked; a gzip bomb is not.
BODY_LIMIT = 5 * 1024 * 1024
_CHUNK = 64 * 1024
_REDIRECTS = 2  # F39
_REDIRECT_CODES = frozenset({301, 302, 303, 307, 308})
_GZIP_OR_ZLIB = 47  # zlib: detect either header
# Connecting may take this long; the deadline covers the rest.
_CONNECT_SECONDS = 5.0
FILE_PATIENCE = 3  # a file may take this many times the deadline of a page

_MISCONFIGURED = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidHeader,
    UnicodeError,
)

# Its lines, warnings too, carry paths and queries, where some platforms want their tokens; what failed is raised.
logging.getLogger("urllib3").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Answer:
    """An answer. `sends`: whether the request could have had an effect."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    sends: bool = False

    def text(self) -> str:
        """Return the body as text, losslessly."""
        return strict_json.decode(self.body)

    def json(self) -> Any:
        """Return the body read as JSON. Raises NotThePlatform, or OutcomeUnknown if the request was a sending one."""
        try:
            return strict_json.parse(self.text())
        except strict_json.NotJson:
            self.unreadable()

    def json_list(self) -> list[tuple[Any, str | None]]:
        """Return a JSON array item by item (see strict_json.parse_list). Raises as json() does."""
        try:
            return strict_json.parse_list(self.text())
        except strict_json.NotJson:
            self.unreadable()

    def json_page(self, *path: str) -> tuple[dict[str, Any], list[tuple[Any, str | None]]]:
        """Return an object with a list under `path` (see strict_json.parse_page). Raises as json() does."""
        try:
            return strict_json.parse_page(self.text(), *path)
        except strict_json.NotJson:
            self.unreadable()

    def unreadable(self) -> NoReturn:
        """Raise the error that says that this answer is not the platform's (F31, F32)."""
        if self.sends:
            raise OutcomeUnknown("Jawaban kanal atas pengiriman tidak terbaca; kiriman sedang dipastikan.")
        raise NotThePlatform(
            "Bukan jawaban platform (halaman lain atau jawaban terpotong). Periksa sambungan internet gateway."
        )


@dataclass(frozen=True)
class _Request:
    """One request as it goes out."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    params: Mapping[str, Any] | None = None
    body: str | bytes | None = field(default=None, repr=False)
    sends: bool = False
    limit: int = BODY_LIMIT
    patience: int = 1


@dataclass(frozen=True)
class FilePart:
    """One file of a form that is posted: the field's name and the file."""

    name: str
    filename: str
    mime: str
    content: bytes = field(repr=False)


class Http:
    """One account's HTTP client, not shared between threads. `own`: of a gateway the office runs itself."""

    def __init__(self, base_url: str, headers: Mapping[str, str], seconds: float, own: bool = False) -> None:
        self._own = own
        self._base = base_url.strip().rstrip("/")
        self._seconds = seconds
        self._headers = {name: value.strip() for name, value in headers.items()}
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy and no .netrc from the environment: they could carry secrets away
        self._adapter = HTTPAdapter(max_retries=0)
        use_watched_connections(self._adapter.poolmanager)
        self._session.mount("http://", self._adapter)
        self._session.mount("https://", self._adapter)

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Answer:
        """Send a GET; a failure is TryLater, a body beyond BODY_LIMIT is TooMuch."""
        return self._ask(_Request("GET", self._base + path, self._headers, params))

    def post(self, path: str, body: object, sends: bool, carries_file: bool = False) -> Answer:
        """Post JSON. A failure before a byte was sent is TryLater; after that it is OutcomeUnknown if `sends`."""
        return self._post(path, "application/json", strict_json.write(body), sends, carries_file)

    def post_file(self, path: str, fields: Mapping[str, str], part: FilePart, sends: bool) -> Answer:
        """Post a form with one file; errors as in `post`."""
        file = (part.filename, part.content, part.mime)
        body, content_type = encode_multipart_formdata([*fields.items(), (part.name, file)])
        return self._post(path, content_type, body, sends, carries_file=True)

    def _post(self, path: str, content_type: str, body: str | bytes, sends: bool, carries_file: bool) -> Answer:
        if sends:
            self._adapter.close()  # a stale kept-alive connection would make the outcome unknown for no reason
        headers = {**self._headers, "Content-Type": content_type}
        patience = FILE_PATIENCE if carries_file else 1
        return self._ask(_Request("POST", self._base + path, headers, None, body, sends, patience=patience))

    def post_form(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Post a form without visible effect, such as a token's renewal."""
        own = {**self._headers, "Content-Type": "application/x-www-form-urlencoded"}
        return self._ask(_Request("POST", self._base + path, own, None, urlencode(fields)))

    def download(
        self, path: str, limit_bytes: int, headers: Mapping[str, str] | None = None
    ) -> tuple[Answer, Fetched]:
        """Return a file from the platform's own host; larger than `limit_bytes` is AttachmentGone (F38)."""
        own = {**self._headers, **(headers or {})}
        return self._file(_Request("GET", self._base + path, own, limit=limit_bytes), public_only=False)

    def download_from(
        self, url: str, hosts: frozenset[str], limit_bytes: int, headers: Mapping[str, str] | None = None
    ) -> tuple[Answer, Fetched]:
        """Return a file from another of the platform's `hosts`, sending only `headers` (F39)."""
        parts = split_address(url)
        if parts.scheme != "https" or parts.hostname not in hosts:
            raise AttachmentGone("Alamat lampiran bukan milik platform, jadi tidak dibuka. Buka lewat telepon.")
        return self._file(_Request("GET", url, dict(headers or {}), limit=limit_bytes), public_only=True)

    def _ask(self, request: _Request) -> Answer:
        try:
            with watched(self._seconds * request.patience) as watch:
                for _ in range(1 + _REDIRECTS):
                    answer = self._once(watch, request)
                    target = _redirect(request, answer)
                    if target is None:
                        return answer
                    request = replace(request, url=target, params=None)
                raise NotThePlatform("Alamat kanal berputar-putar. Periksa alamat gateway pada pengaturan kanal.")
        except _TooLarge:
            if request.sends:
                raise OutcomeUnknown("Jawaban atas pengiriman terlalu besar; kiriman sedang dipastikan.") from None
            raise TooMuch("Jawaban kanal terlalu besar untuk diterima sekaligus.") from None

    def _file(self, request: _Request, public_only: bool) -> tuple[Answer, Fetched]:
        try:
            with watched(self._seconds * FILE_PATIENCE, public_only) as watch:
                answer = self._once(watch, request)
        except _TooLarge:
            mib = request.limit // (1024 * 1024)
            raise AttachmentGone(f"Lampiran lebih besar dari {mib} MB. Buka lewat telepon.") from None
        return answer, Fetched(answer.body, answer.headers.get("content-type", "").split(";")[0].strip())

    def _once(self, watch: Watch, request: _Request) -> Answer:
        try:
            with self._session.request(
                request.method,
                request.url,
                params=request.params,
                data=request.body,
                headers=dict(request.headers),
                timeout=(min(_CONNECT_SECONDS, self._seconds), self._seconds * request.patience),
                allow_redirects=False,
                stream=True,
            ) as response:
                content = _read(response.raw, request.limit)
                if watch.expired:
                    raise TimeoutError("deadline")
                headers = _lower(response.headers)
                HEARD.hear(request.url, headers, self._own)
                return Answer(response.status_code, headers, content, request.sends)
        except (requests.RequestException, OSError, ValueError, _Broken) as err:
            if not self._own and is_untimely(err):
                HEARD.refuse(request.url)
            raise _trouble(err, watch, request.sends) from None


def split_address(url: str) -> SplitResult:
    """Return the parts of an address; none where it is invalid."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


class _TooLarge(Exception):
    """The body is over its limit."""


class _Broken(Exception):
    """The body's compression is broken."""


def _read(raw: HTTPResponse, limit: int) -> bytes:
    """Return a body read chunk by chunk, decompressed up to `limit` (F34)."""
    packing = (raw.headers.get("content-encoding") or "").lower()
    if packing not in ("", "identity", "gzip", "deflate"):
        raise _Broken(packing)
    unpack = zlib.decompressobj(_GZIP_OR_ZLIB) if packing in ("gzip", "deflate") else None
    parts: list[bytes] = []
    size = 0
    while chunk := _chunk(raw):
        try:
            part = chunk if unpack is None else unpack.decompress(chunk, limit + 1 - size)
        except zlib.error:
            raise _Broken("zlib") from None
        parts.append(part)
        size += len(part)
        if size > limit:
            raise _TooLarge
    if unpack is not None and size and not unpack.eof:
        raise _Broken("cut short")
    return b"".join(parts)


def _chunk(raw: HTTPResponse) -> bytes:
    try:
        return raw.read1(_CHUNK, decode_content=False)
    except (OSError, ValueError):
        raise
    except Exception as err:  # noqa: BLE001 - urllib3 raises its own tree here; all of it means the body broke
        raise _Broken(type(err).__name__) from None


def _trouble(err: Exception, watch: Watch, sends: bool) -> ConnectorError:
    """Return an exception as the error for the agent, without address or credential."""
    if isinstance(err, _MISCONFIGURED):
        return SignInNeeded("Alamat atau kunci kanal tidak sah. Perbaiki pada pengaturan kanal.")
    if sends and watch.started:
        return OutcomeUnknown("Sambungan terputus saat mengirim; kiriman sedang dipastikan.")
    if watch.expired or isinstance(err, requests.Timeout):
        return TryLater("Kanal terlalu lama menjawab; dicoba lagi.")
    if is_untimely(err):
        return TryLater(OUT_OF_TIME)
    if isinstance(err, requests.exceptions.SSLError):
        return TryLater("Sertifikat kanal tidak sah (mungkin halaman masuk Wi-Fi). Periksa jaringan gateway.")
    if watch.started:
        return NotThePlatform("Jawaban kanal terputus di tengah; dicoba lagi.")
    return TryLater("Kanal tidak dapat dihubungi. Periksa apakah gateway menyala dan internet tersambung.")


def _redirect(request: _Request, answer: Answer) -> str | None:
    """Return the target of a read's redirect on the same host; None where the answer itself must be judged."""
    if request.method != "GET" or answer.status not in _REDIRECT_CODES:
        return None
    try:
        target = urljoin(request.url, answer.headers.get("location", ""))
    except ValueError:
        return None
    return target if split_address(target)[:2] == urlsplit(request.url)[:2] else None


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
