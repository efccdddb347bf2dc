"""The tokens of both set-ups: Instagram's own, renewed in time and stored before use (F22), and the Page's."""

from datetime import datetime, timedelta

from models.rules.core.moments import iso, parse_iso
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import SignInNeeded, TryLater
from sync_agent.connector_kit.graph import Graph
from sync_agent.connector_kit.graph_errors import AskedWrong, ObjectTrouble
from sync_agent.connector_kit.graph_items import whole
from sync_agent.connector_kit.graph_tokens import end_of
from sync_agent.connectors.instagram import error_codes

NAME, EXPIRY = "access_token", "access_token_expires_at"
# Sixty days when new; made new every ten, so that a long outage of ours or theirs costs no sign-in.
_RENEW_BELOW = timedelta(days=50)
_LOOK_EVERY = 30  # checks between two looks at a Page's token
_TOO_YOUNG, _AFTER_TROUBLE = timedelta(hours=24), timedelta(hours=1)


class UserToken:
    """The token of Instagram Login, valid for sixty days. `trouble` tells staff why it was not renewed."""

    lasts = False

    def __init__(self, account: AccountSettings, graph: Graph) -> None:
        self._account, self._graph = account, graph
        self._value = account.secrets.get(NAME, "")
        self.expires_at = _moment(account.secrets.get(EXPIRY, ""))
        self.trouble = ""
        self._next_try: datetime | None = None

    def look(self) -> None:
        """Ask nothing: the token's end is known since it was made."""

    def keep_fresh(self, now: datetime) -> None:
        """Renew the token when it is time or its end is unknown. Raises SignInNeeded."""
        if self.expires_at is not None and self.expires_at - now > _RENEW_BELOW:
            return
        if self._next_try is not None and now < self._next_try:
            return
        question = {"grant_type": "ig_refresh_token", "access_token": self._value}
        try:
            answer = self._graph.get("/refresh_access_token", question, versioned=False)
        except AskedWrong:  # younger than 24 hours
            self._next_try = now + _TOO_YOUNG
            return
        except TryLater:
            self._next_try, self.trouble = now + _AFTER_TROUBLE, error_codes.NOT_REFRESHED
            return
        self._take_over(answer.get("access_token"), answer.get("expires_in"), now)

    def _take_over(self, value: object, seconds: object, now: datetime) -> None:
        if not isinstance(value, str) or not value or type(seconds) is not int or seconds <= 0:
            self._next_try, self.trouble = now + _AFTER_TROUBLE, error_codes.NOT_REFRESHED
            return
        expires_at = now + timedelta(seconds=min(seconds, 366 * 86_400))
        # First kept, then used: a crash between the two leaves the old one in the store, and that one still works.
        self._account.keep({NAME: value, EXPIRY: iso(expires_at) or ""})
        self._value, self.expires_at, self.trouble, self._next_try = value, expires_at, "", None
        self._graph.use(value)


class PageToken:
    """The Page's token of Facebook Login: it cannot be renewed, so its end and permissions are watched."""

    def __init__(self, account: AccountSettings, graph: Graph) -> None:
        self._graph, self._value, self._reads_dm = graph, account.secrets.get(NAME, ""), account.reads_dm
        self.expires_at: datetime | None = None
        self.lasts = False
        self.trouble = ""
        self._looks = 0

    def look(self) -> None:
        """Ask from time to time what the token may do and how long. Raises SignInNeeded for an invalid one."""
        self._looks += 1
        if self._looks % _LOOK_EVERY != 1:
            return
        try:
            about = whole(self._graph.get("/debug_token", {"input_token": self._value}).get("data"))
        except ObjectTrouble:
            return  # not every app may ask; the other calls will tell
        if about.get("is_valid") is False:
            raise SignInNeeded(error_codes.DEAD_TOKEN)
        self.expires_at, self.lasts = end_of(about)
        scopes = about.get("scopes")
        wanted = set(error_codes.SCOPES) - (set() if self._reads_dm else error_codes.DM_SCOPES)
        missing = sorted(wanted - {str(one) for one in scopes}) if isinstance(scopes, list) else []
        self.trouble = error_codes.MISSING_SCOPE.format(names=", ".join(missing)) if missing else ""

    def keep_fresh(self, now: datetime) -> None:
        """Do nothing: a Page's token lasts until it is withdrawn."""


def _moment(text: str) -> datetime | None:
    try:
        return parse_iso(text) if text else None
    except ValueError:
        return None
