"""Which account it is and how it is reached: by its own token (Instagram Login) or its Page's (Facebook Login)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sync_agent.connector_kit.errors import SignInNeeded
from sync_agent.connector_kit.graph import Graph, path
from sync_agent.connector_kit.graph_errors import AskedWrong
from sync_agent.connector_kit.graph_items import name_of, whole
from sync_agent.connectors.instagram import error_codes

BY_PAGE = "facebook"
HOSTS = {BY_PAGE: "https://graph.facebook.com"}
INSTAGRAM_HOST = "https://graph.instagram.com"


@dataclass(frozen=True)
class Own:
    """The office's account: `inbox` has conversations, `node` publications; others see `ids` and `username`."""

    inbox: str
    node: str
    ids: frozenset[str]
    username: str = ""

    def wrote(self, sender: object, username: object = None) -> bool:
        """Whether a `from` (or a bare `username`) is the office."""
        names = (whole(sender).get("username"), username)
        return name_of(whole(sender).get("id")) in self.ids or bool(self.username and self.username in names)


def ask_own(graph: Graph, settings: Mapping[str, str]) -> Own:
    """Return the account of the token. Raises SignInNeeded where it is not the account that was entered."""
    wanted = settings.get("account_id", "").strip()
    try:
        own = _by_page(graph, settings) if settings.get("login") == BY_PAGE else _alone(graph)
    except AskedWrong:  # a question this simple fails only if the office's settings are wrong
        raise SignInNeeded(error_codes.NOT_TAKEN) from None
    if wanted and wanted not in own.ids:
        raise SignInNeeded(error_codes.OTHER_ACCOUNT)
    return own


def _alone(graph: Graph) -> Own:
    """Return the account of Instagram Login; `user_id` is its professional id, `id` the one this app knows."""
    me = graph.get("/me", {"fields": "id,user_id,username"})
    ids = {found for name in ("id", "user_id") if (found := name_of(me.get(name)))}
    return Own("me", "me", frozenset(ids), _text(me.get("username")))


def _by_page(graph: Graph, settings: Mapping[str, str]) -> Own:
    page = settings.get("page_id", "").strip() or "me"
    found = graph.get(path(page), {"fields": "id,instagram_business_account{id,username}"})
    linked = whole(found.get("instagram_business_account"))
    account = name_of(linked.get("id"))
    if account is None:
        raise SignInNeeded(error_codes.NOT_LINKED)
    return Own(page, account, frozenset({account}), _text(linked.get("username")))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
