"""The client of TikTok's API: the envelope of every answer, the daily token, the calls allowed per minute."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from models.rules.channels.messages import Fetched
from models.rules.core.moments import iso, naive_utc, parse_iso
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import AttachmentGone, NotThePlatform, OutcomeUnknown, SignInNeeded
from sync_agent.connector_kit.http import Answer, Http
from sync_agent.connector_kit.outcomes import check_status
from sync_agent.connectors.tiktok import error_codes

Rows = list[tuple[Any, str | None]]

ADDRESS = "https://business-api.tiktok.com"
_API = "/open_api/v1.3/"
_REFRESH = "tt_user/oauth2/refresh_token/"
# The access token is renewed so long before its end, so that no answer to a citizen meets a dead one.
_EARLY = timedelta(minutes=10)
# Files lie on TikTok's own hosts; which of them is [?], and the setting media_hosts names others.
_MEDIA_HOSTS = ("tiktok.com", "tiktokcdn.com", "tiktokcdn-us.com", "tiktokv.com", "ibyteimg.com", "byteoversea.com")
log = logging.getLogger(__name__)


class Client:
    """One account's access to TikTok. Paths end with a slash: without it TikTok answers 404."""

    def __init__(self, account: AccountSettings) -> None:
        self._account = account
        self._base = account.settings.get("base_url", "").strip().rstrip("/") or ADDRESS
        self._secrets = dict(account.secrets)
        self._untried = False  # a renewed token that no call has proved good
        self._unkept: dict[str, str] = {}
        self.business_id = account.settings.get("business_id", "").strip()
        # Without a field and a direction the order is random; which name the direction goes by is [?].
        sort_name = account.settings.get("sort_name", "").strip() or "sort_order"
        self.newest_first = {"status": "ALL", "sort_field": "create_time", sort_name: "desc"}
        self._http = self._open()

    def read(self, path: str, asked: Mapping[str, object]) -> dict[str, Any]:
        """Return one thing's data. Raises TryLater or SignInNeeded."""
        return self.page(path, asked, "")[0]

    def page(self, path: str, asked: Mapping[str, object], name: str) -> tuple[dict[str, Any], Rows]:
        """Return a list's data and the items under `name`, each read alone. Raises as read does."""
        params = {"business_id": self.business_id, **asked}
        return self._ask(lambda http: http.get(_API + path, params), name)

    def post(self, path: str, body: Mapping[str, object], sends: bool) -> tuple[dict[str, Any], Answer]:
        """Post and return the data and the answer. A refused token means that nothing was done."""
        whole = {"business_id": self.business_id, **body}
        kept: list[Answer] = []

        def ask(http: Http) -> Answer:
            kept.append(http.post(_API + path, whole, sends))
            return kept[-1]

        data, _ = self._ask(ask, "")
        return data, kept[-1]

    def file(self, url: str, limit_bytes: int, with_token: bool) -> Fetched:
        """Return a file from a host of TikTok's (F39); those of messages need the token. Raises AttachmentGone."""
        headers = {"x-user": self._secrets.get("access_token", "")} if with_token else {}
        if url.startswith(f"{self._base}/"):
            answer, fetched = self._http.download(url.removeprefix(self._base), limit_bytes, headers)
        else:
            answer, fetched = self._http.download_from(url, self._hosts(url), limit_bytes, headers)
        if not 200 <= answer.status < 300:
            check_status(answer)
        return fetched

    @property
    def renews(self) -> bool:
        """Whether the token can be renewed without a person."""
        secrets = (self._secrets.get("refresh_token"), self._secrets.get("client_secret"))
        return all((*secrets, self._account.settings.get("client_id")))

    @property
    def lasts_until(self) -> datetime | None:
        """Return the moment after which a person must sign in again, None where it is not known."""
        return self._expiry("refresh_token" if self.renews else "access_token")

    def renew_early(self, now: datetime) -> None:
        """Renew a token that ends soon. Raises TryLater or SignInNeeded."""
        end = self._expiry("access_token")
        if end is not None and now > end - _EARLY:
            self._renew()

    def _open(self) -> Http:
        headers = {"Access-Token": self._secrets.get("access_token", ""), "Accept": "application/json"}
        return Http(self._base, headers, self._account.http_seconds)

    def _ask(self, ask: Callable[[Http], Answer], name: str) -> tuple[dict[str, Any], Rows]:
        self._keep_what_is_not_kept()
        answer = ask(self._http)
        whole, rows = opened(answer, name)
        if whole["code"] in error_codes.TOKEN_CODES and self._renew():
            answer = ask(self._http)
            whole, rows = opened(answer, name)
        judge(answer, whole)
        self._untried = False
        data = whole.get("data")
        return data if isinstance(data, dict) else {}, rows

    def _renew(self) -> bool:
        """Get new tokens and store them before they are used (F22); False where that is not possible."""
        if self._keep_what_is_not_kept():
            return True
        if self._untried or not self.renews:
            return False
        body = {
            "client_id": self._account.settings["client_id"],
            "client_secret": self._secrets["client_secret"],
            "grant_type": "refresh_token",
            "refresh_token": self._secrets["refresh_token"],
        }
        self._unkept = _tokens(self._http.post(_API + _REFRESH, body, sends=False))
        return self._keep_what_is_not_kept()

    def _keep_what_is_not_kept(self) -> bool:
        """Store new tokens; if that fails they are not used, and it is tried before anything else is asked."""
        if not self._unkept:
            return False
        self._account.keep(self._unkept)
        self._secrets |= self._unkept
        self._unkept, self._untried = {}, True
        self._http = self._open()
        return True

    def _expiry(self, name: str) -> datetime | None:
        try:
            return parse_iso(self._secrets.get(f"{name}_expires_at", ""))
        except ValueError:
            return None

    def _hosts(self, url: str) -> frozenset[str]:
        """Return the host of an address if it is TikTok's."""
        named = re.match(r"https://([A-Za-z0-9.-]+)(?:[:/]|$)", url)
        host = named[1].lower() if named else ""
        known = (*_MEDIA_HOSTS, *self._account.settings.get("media_hosts", "").replace(",", " ").split())
        if not any(host == one or host.endswith(f".{one}") for one in known):
            raise AttachmentGone(error_codes.FOREIGN_FILE)
        return frozenset({host})


def opened(answer: Answer, name: str) -> tuple[dict[str, Any], Rows]:
    """Return an envelope with its `code`, and the items under data/`name`. Raises what the status says."""
    try:
        whole, rows = answer.json_page("data", name) if name else (answer.json(), [])
    except (NotThePlatform, OutcomeUnknown):
        check_status(answer)  # somebody's error page says more by its status
        raise
    if not isinstance(whole, dict) or type(whole.get("code")) is not int:
        check_status(answer)
        answer.unreadable()
    return whole, rows


def judge(answer: Answer, whole: Mapping[str, Any]) -> None:
    """Raise what the code's row says; do nothing for code 0 with a good status."""
    code = whole["code"]
    if code == 0:
        check_status(answer)
        return
    log.info("tiktok: code %d, request %s", code, re.sub(r"\W", "", str(whole.get("request_id")))[:64])
    wait = _wait(answer) if code == error_codes.TOO_MANY else None
    headers = answer.headers if wait is None else {**answer.headers, "retry-after": str(wait)}
    check_status(replace(answer, status=code, headers=headers), error_codes.ROWS)
    answer.unreadable()


def _wait(answer: Answer) -> float:
    """Return the seconds until calls are allowed again: five minutes, or until the next day (UTC) by its own Date."""
    now = _date(answer)
    if now is None or not re.search(error_codes.PER_DAY, answer.text().lower()):
        return error_codes.MINUTE_WAIT
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    return (midnight - now).total_seconds()


def _tokens(answer: Answer) -> dict[str, str]:
    """Return new tokens, with the moments they end by the answer's own Date. Raises SignInNeeded when refused."""
    whole, _ = opened(answer, "")
    code = whole["code"]
    if 40000 <= code < 50000 and code != error_codes.TOO_MANY:
        raise SignInNeeded(f"{error_codes.LOST} (kode {code})")
    judge(answer, whole)
    held, now = whole.get("data"), _date(answer)
    data: dict[str, Any] = held if isinstance(held, dict) else {}
    fresh: dict[str, str] = {}
    for name, lasts in (("access_token", "expires_in"), ("refresh_token", "refresh_token_expires_in")):
        value = data.get(name)
        if not isinstance(value, str) or not value:
            answer.unreadable()
        seconds = data.get(lasts)
        fresh[name] = value
        if now is not None and type(seconds) is int and 0 < seconds < 10**10:
            fresh[f"{name}_expires_at"] = str(iso(now + timedelta(seconds=seconds)))
    return fresh


def _date(answer: Answer) -> datetime | None:
    try:
        return naive_utc(parsedate_to_datetime(answer.headers.get("date", "")))
    except (ValueError, TypeError):
        return None
