"""What the fake Instagram knows: its account, conversations by id, comments on two levels, what tags it."""

import base64
from dataclasses import dataclass, field
from typing import Any

from sync_agent.simulator.network.items import COMMENT, DM, Item, Person, Publication
from sync_agent.simulator.network.network import Network


@dataclass(frozen=True)
class Tagged:
    """Somebody's own publication in which the office's account is tagged."""

    id: str
    username: str
    caption: str
    created: float


@dataclass
class Memory:
    """The network as Instagram sees it."""

    network: Network
    settings: Any
    account_id: str = "17841400000000001"  # the professional account
    scoped_id: str = "26100000000000001"  # the same account as this app knows it
    page_id: str = "104000000000001"  # the Facebook Page it is connected with
    username: str = "kantor.imigrasi.contoh"
    tagged: list[Tagged] = field(default_factory=list)

    @property
    def by_page(self) -> bool:
        """Whether the account is reached through its Page (Facebook Login)."""
        return bool(self.settings.login == "facebook")

    def tag(self, username: str, caption: str, at: float | None = None) -> Tagged:
        """Let somebody tag the account in a publication of their own."""
        moment = self.network.clock() if at is None else at
        publication = Tagged(f"1799{len(self.tagged):013d}", username, caption, moment)
        self.tagged.append(publication)
        return publication

    def is_account(self, node: str) -> bool:
        """Whether a node is the professional account, under either of its names."""
        return node in (self.account_id, self.scoped_id) or (node == "me" and not self.by_page)

    def is_inbox(self, node: str) -> bool:
        """Whether a node is the one whose conversations are the account's."""
        return node in ("me", self.page_id) if self.by_page else self.is_account(node)

    def conversation_of(self, person: Person) -> str:
        """Return the id of somebody's conversation."""
        return "aWdfZAG06MTpJR01lc3NhZAG" + base64.urlsafe_b64encode(person.id.encode()).decode().rstrip("=")

    def person_of(self, conversation: str) -> Person | None:
        """Return whose conversation it is."""
        everybody = list(self.network.people.values())
        return next((one for one in everybody if self.conversation_of(one) == conversation), None)

    def person_by_id(self, person_id: str) -> Person | None:
        """Return somebody by the id this app knows them under."""
        return next((one for one in list(self.network.people.values()) if one.id == person_id), None)

    def message(self, item_id: str) -> Item | None:
        """Return a direct message that is shown."""
        item = self.network.shown(item_id)
        return item if item is not None and item.kind == DM else None

    def comment(self, item_id: str) -> Item | None:
        """Return a comment that is shown; those of restricted people are not."""
        item = self.network.shown(item_id)
        return item if item is not None and item.kind == COMMENT and not self.is_restricted(item) else None

    def is_restricted(self, item: Item) -> bool:
        """Whether the account restricted the author of a comment."""
        return not item.from_office and item.person.username in self.settings.restricted.split()

    def root_of(self, item: Item) -> Item:
        """Return the top-level comment: Instagram hangs an answer to an answer under it."""
        while item.parent and item.parent in self.network.items:
            item = self.network.items[item.parent]
        return item

    def top_level(self, publication: Publication) -> list[Item]:
        """Return the top-level comments of a publication, newest first."""
        return [item for item in reversed(self.shown_comments(publication)) if not item.parent]

    def replies(self, root: Item) -> list[Item]:
        """Return everything below a top-level comment, oldest first."""
        below = self.shown_comments(root.publication) if root.publication else []
        return [item for item in below if item.parent and self.root_of(item).id == root.id]

    def shown_comments(self, publication: Publication) -> list[Item]:
        """Return all comments of a publication that are shown, oldest first."""
        return [item for item in self.network.comments(publication.id) if not self.is_restricted(item)]
