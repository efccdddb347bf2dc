"""One account's access to X: its tokens, renewed once and stored before use, its quotas, its error rows."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from models.rules.channels.messages import Fetched
from models.rules.core.moments import iso, parse_iso
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import AttachmentGone, SignInNeeded, TryLater
from sync_agent.connector_kit.http import Answer, FilePart, Http
from sync_agent.connector_kit.outcomes import Outcome, check_status
from sync_agent.connector_kit.uploads import as_send, harmless
from sync_agent.connectors.x import error_codes
from sync_agent.connectors.x.quotas import Quotas, QuotaUsedUp, date_of, rest_stated

ADDRESS = "https://api.x.com"
_TOKEN_PATH = "/2/oauth2/token"
_FILE_HOSTS = frozenset({"pbs.twimg.com", "video.twimg.com"})
_EXPIRES = "access_token_expires_at"


class Session:
    """Asks X for one account."""

    def __init__(self, account: AccountSettings) -> None:
        self.base_url = (account.settings.get("base_url") or ADDRESS).strip().rstrip("/")
        self.quotas = Quotas()
        self.works = False  # whether the last question was answered well
        self._client_id = account.settings.get("client_id", "")
        self._secrets, self._keep = dict(account.secrets), account.keep
        self._seconds = account.http_seconds
        self._unkept: dict[str, str] = {}
        self._http = self._new_client()

    def get(
        self, path: str, params: dict[str, Any] | None = None, *, sort: str = "", now: datetime | None = None
    ) -> Answer:
        """Send a GET; `sort` names the quota. Raises QuotaUsedUp, TryLater, CursorRefused or SignInNeeded."""
        return self._counted(sort, now, lambda: self._http.get(path, params))

    def send(
        self,
        path: str,
        body: dict[str, Any],
        *,
        sort: str,
        now: datetime | None,
        rows: tuple[Outcome, ...] = error_codes.ROWS,
    ) -> Answer:
        """Post what a citizen will see; raises as a connector's `send`. A 401 had no effect and is tried again."""
        return self._counted(sort, now, lambda: self._http.post(path, body, sends=True), rows)

    def upload(self, path: str, fields: dict[str, str], part: FilePart, *, sort: str, now: datetime | None) -> Answer:
        """Upload a file to X without publishing it. Raises TryLater, SignInNeeded or Refused."""
        with harmless():
            answer = self._counted(
                sort, now, lambda: as_send(self._http.post_file(path, fields, part, sends=False)), error_codes.UPLOAD
            )
        return replace(answer, sends=False)

    def _counted(
        self,
        sort: str,
        now: datetime | None,
        call: Callable[[], Answer],
        rows: tuple[Outcome, ...] = error_codes.ROWS,
    ) -> Answer:
        """Ask unless this sort's quota rests, and remember the quota in the answer."""
        resting = self.quotas.seconds_to_rest(sort, now)
        if resting:
            raise QuotaUsedUp(error_codes.RESTS, resting)
        self.works = False
        answer = self._ask(call)
        self.quotas.note(sort, answer, now)
        try:
            judged, self.works = _judged(answer, now, rows), True
            return judged
        except QuotaUsedUp as err:
            if now is not None:
                self.quotas.rest(sort, now, err.after_seconds or 0.0)
            raise

    def file(self, url: str, limit_bytes: int) -> Fetched:
        """Return a file: from the API's address with the token, from X's file hosts without it (F39)."""
        if not url.startswith(f"{self.base_url}/"):
            answer, fetched = self._http.download_from(url, _FILE_HOSTS, limit_bytes)
        else:
            found: list[Fetched] = []
            answer = self._ask(lambda: self._download(url.removeprefix(self.base_url), limit_bytes, found))
            fetched = found[-1]
        if answer.status in (404, 410):
            raise AttachmentGone(error_codes.FILE_GONE)
        _judged(answer, None)
        return fetched

    def _download(self, path: str, limit_bytes: int, found: list[Fetched]) -> Answer:
        answer, fetched = self._http.download(path, limit_bytes)
        found.append(fetched)
        return answer

    @property
    def expires_at(self) -> datetime | None:
        """Return when the access token ends, naive UTC; None where that is not known."""
        try:
            return parse_iso(self._secrets.get(_EXPIRES, ""))
        except ValueError:
            return None

    @property
    def renews(self) -> bool:
        """Whether the token can be renewed without a person: X wants the app's id for it."""
        return bool(self._secrets.get("refresh_token") and self._client_id.strip())

    def _ask(self, call: Callable[[], Answer]) -> Answer:
        self._keep_what_is_not_kept()
        answer = call()
        if answer.status != 401 or not self._secrets.get("refresh_token"):
            return answer
        self._renew()
        return call()

    def _renew(self) -> None:
        """Exchange the refresh token for a new pair, which is stored before it is used (F22)."""
        fields = {
            "grant_type": "refresh_token",
            "refresh_token": self._secrets["refresh_token"],
            "client_id": self._client_id,
        }
        asking = Http(self.base_url, self._client() | {"Accept": "application/json"}, self._seconds)
        answer = asking.post_form(_TOKEN_PATH, fields)
        if answer.status in (400, 401, 403):
            raise SignInNeeded(error_codes.RENEWAL)
        check_status(answer, error_codes.ROWS)
        self._unkept = _fresh(answer)
        self._keep_what_is_not_kept()

    def _keep_what_is_not_kept(self) -> None:
        """Store a new pair; if that fails it is not used, and it is tried before anything else is asked."""
        if self._unkept:
            self._keep(self._unkept)
            self._secrets |= self._unkept
            self._unkept = {}
            self._http = self._new_client()

    def _client(self) -> dict[str, str]:
        """Return how the app identifies itself; one without secret (a public client) sends its id in the form."""
        secret = self._secrets.get("client_secret", "")
        pair = base64.b64encode(f"{self._client_id}:{secret}".encode()).decode()
        return {"Authorization": f"Basic {pair}"} if secret else {}

    def _new_client(self) -> Http:
        token = self._secrets.get("access_token", "")
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        return Http(self.base_url, headers, self._seconds)


def _fresh(answer: Answer) -> dict[str, str]:
    """Return a new pair of tokens, with the access token's end where it is known."""
    body = answer.json()
    found = body if isinstance(body, dict) else {}
    fresh = {name: found[name] for name in ("access_token", "refresh_token") if isinstance(found.get(name), str)}
    if not fresh.get("access_token"):
        answer.unreadable()
    given, seconds = date_of(answer), found.get("expires_in")
    until = given + timedelta(seconds=seconds) if given and type(seconds) is int and 0 < seconds < 10**8 else None
    return {**fresh, _EXPIRES: iso(until) or ""}


def _judged(answer: Answer, now: datetime | None, rows: tuple[Outcome, ...] = error_codes.ROWS) -> Answer:
    try:
        check_status(answer, rows)
    except TryLater as err:
        rest = rest_stated(answer, now) if answer.status == 429 else None
        if rest is not None:
            raise QuotaUsedUp(err.reason, rest) from None
        raise
    return answer
