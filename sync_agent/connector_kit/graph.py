"""A client of Meta's Graph API: versioned paths, Bearer token with proof, lists by cursor, usage budgets."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from models.rules.channels.lifetimes import GRAPH_VERSION
from models.rules.channels.messages import Fetched, Page
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, TooMuch, TryLater
from sync_agent.connector_kit.graph_errors import AskedWrong, ObjectTrouble, check_listing, checked
from sync_agent.connector_kit.graph_usage import Usage, rest_between
from sync_agent.connector_kit.http import FilePart, Http, split_address
from sync_agent.connector_kit.outcomes import check_status
from sync_agent.connector_kit.uploads import as_send, harmless

# Files of both platforms lie on ever new hosts below these names.
_FILE_HOSTS = (".fbcdn.net", ".fbsbx.com", ".cdninstagram.com")


@dataclass(frozen=True)
class Listing:
    """One page of a list: items, each whole or (None, text) where it cannot be read; `after` is the next page."""

    items: tuple[tuple[Any, str | None], ...]
    after: str | None = None


class Graph:
    """One account's client of the Graph API."""

    def __init__(self, account: AccountSettings, host: str, token: str) -> None:
        self._account = account
        self._base = (account.settings.get("base_url") or host).strip().rstrip("/")
        self._version = "/" + (account.settings.get("version") or GRAPH_VERSION).strip().strip("/")
        self._looked: dict[str, datetime] = {}
        self._usage = Usage()
        self.use(token)

    @property
    def quota_used(self) -> int | None:
        """Return the fullest budget in percent as last stated, None where Meta stated none."""
        return self._usage.percent

    def use(self, token: str) -> None:
        """Use this renewed and stored token from now on."""
        headers = {"Authorization": f"Bearer {token.strip()}", "Accept": "application/json"}
        self._http = Http(self._base, headers, self._account.http_seconds)
        self._proof = proof(token.strip(), self._account.secrets.get("app_secret", ""))

    def get(self, path: str, params: Mapping[str, Any] | None = None, versioned: bool = True) -> dict[str, Any]:
        """Return one object. Raises TryLater (ObjectTrouble, AskedWrong, NotThere) or SignInNeeded."""
        answer = self._http.get((self._version if versioned else "") + path, {**(params or {}), **self._proof})
        self._usage.note(answer.headers)
        return checked(answer)

    def listing(self, path: str, params: Mapping[str, Any], limits: tuple[int, ...] = (25, 5, 1)) -> Listing:
        """Return one page of a list, a smaller one where Meta or we cannot take it (code 1, F34). Raises as get()."""
        for limit in limits:
            try:
                return self._listing(path, {**params, "limit": limit})
            except (TooMuch, ObjectTrouble) as err:
                if limit == limits[-1] or isinstance(err, AskedWrong):
                    raise
        raise TooMuch("Jawaban Meta terlalu besar untuk diterima sekaligus.")

    def _listing(self, path: str, params: Mapping[str, Any]) -> Listing:
        answer = self._http.get(self._version + path, {**params, **self._proof})
        self._usage.note(answer.headers)
        items, rest = check_listing(answer)
        return Listing(tuple(items), after_of(rest))

    def post(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        """Post. Raises OutcomeUnknown where it may have taken effect; after any other error it surely has not."""
        answer = self._http.post(self._posting(path), dict(body), sends=True)
        self._usage.note(answer.headers)
        return checked(answer)

    def upload(self, path: str, fields: Mapping[str, str], part: FilePart) -> dict[str, Any]:
        """Upload a file to Meta without publishing it. Raises TryLater, SignInNeeded or Refused."""
        answer = self._http.post_file(self._posting(path), fields, part, sends=False)
        self._usage.note(answer.headers)
        with harmless():
            return checked(as_send(answer))

    def _posting(self, path: str) -> str:
        question = f"?{urlencode(self._proof)}" if self._proof else ""
        return f"{self._version}{path}{question}"

    @property
    def is_tight(self) -> bool:
        """Whether a budget is nearly used up, so that no call should be spent on what is known."""
        return bool(rest_between(self.quota_used))

    def pause(self, request: FetchRequest) -> Page | None:
        """Return an empty page while a stream rests because a budget is nearly used up; None: read on.

        Answers are still sent. A sweep raises TryLater instead.
        """
        looked, rest = self._looked.get(request.stream), rest_between(self.quota_used)
        if looked is None or not timedelta(0) <= request.now - looked < rest:
            self._looked[request.stream] = request.now
            return None
        if request.since is not None:
            raise TryLater(f"Kuota panggilan Meta terpakai {self.quota_used} %; pembacaan diperlambat.")
        return Page()

    def download(self, url: str, limit_bytes: int) -> Fetched:
        """Return a file of Meta's file hosts, asked for without our token (F39). Raises TryLater, AttachmentGone."""
        if url.startswith(f"{self._base}/"):  # a stand-in keeps its files at its own address
            answer, fetched = self._http.download(url.removeprefix(self._base), limit_bytes)
        else:
            host = split_address(url).hostname or ""
            hosts = frozenset({host}) if host.endswith(_FILE_HOSTS) else frozenset()
            answer, fetched = self._http.download_from(url, hosts, limit_bytes)
        if answer.status in (403, 404, 410):  # the address has a date in it and is past it
            raise AttachmentGone("Lampiran tidak dapat diambil lagi dari Meta. Buka lewat aplikasinya.")
        check_status(answer)
        return fetched


def proof(token: str, app_secret: str) -> dict[str, str]:
    """Return the parameter that proves knowledge of the app's secret, none where the office entered no secret."""
    if not app_secret.strip():
        return {}
    digest = hmac.new(app_secret.strip().encode(), token.encode(), hashlib.sha256)
    return {"appsecret_proof": digest.hexdigest()}


def path(*names: str) -> str:
    """Return the path of a node or of one of its edges; an id of theirs stays one path segment."""
    return "".join(f"/{quote(name, safe='')}" for name in names)


def after_of(body: Mapping[str, object]) -> str | None:
    """Return the cursor of the next page, None at the end; `next` is not followed, since it contains the token."""
    paging = body.get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return None
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) and after else None
