"""What the fake Facebook knows: its Page, conversations by id, comments on two levels, publications of visitors."""

from dataclasses import dataclass

from sync_agent.simulator.facebook.settings import FacebookSettings
from sync_agent.simulator.network.items import COMMENT, DM, Draft, Item, Person
from sync_agent.simulator.network.network import Network

VISITOR, TAGGED = "visitor_posts", "tagged"


@dataclass
class Memory:
    """The network as Facebook sees it. A visitor's publication is an item whose `extra` names its list."""

    network: Network
    settings: FacebookSettings
    page_id: str = "104857600000001"
    page_name: str = "Kantor Imigrasi Contoh"
    person_id: str = "10223344556677889"  # whose token it is where it is no Page's

    def is_page(self, node: str) -> bool:
        """Whether a node is the Page."""
        return node in ("me", self.page_id)

    def conversation_of(self, person: Person) -> str:
        """Return the id of somebody's conversation."""
        return f"t_10{person.id[2:]}"

    def person_of(self, conversation: str) -> Person | None:
        """Return whose conversation it is."""
        everybody = list(self.network.people.values())
        return next((one for one in everybody if self.conversation_of(one) == conversation), None)

    def person_by_id(self, person_id: str) -> Person | None:
        """Return somebody by the id this Page knows them under."""
        return next((one for one in list(self.network.people.values()) if one.id == person_id), None)

    def visit(self, username: str, text: str, where: str = VISITOR, at: float | None = None) -> Item:
        """Let somebody publish on the Page, or about it (TAGGED)."""
        return self.network.write(Draft(username, text, COMMENT, at=at, extra={"post": where}))

    def visitor_publications(self, where: str) -> list[Item]:
        """Return what visitors posted, newest first."""
        found = [item for item in list(self.network.items.values()) if item.extra.get("post") == where]
        shown = [item for item in found if self.network.shown(item.id)]
        return sorted(shown, key=lambda item: item.place, reverse=True)

    def message(self, item_id: str) -> Item | None:
        """Return a private message that is shown."""
        item = self.network.shown(item_id)
        return item if item is not None and item.kind == DM else None

    def comment(self, item_id: str) -> Item | None:
        """Return a comment or a visitor's publication that is shown."""
        item = self.network.shown(item_id)
        return item if item is not None and item.kind == COMMENT else None

    def above(self, item: Item) -> Item | None:
        """Return the top-level comment an answer hangs under: Facebook knows two levels only."""
        chain = self._chain(item)
        comments = [one for one in chain if not one.extra.get("post")]
        return comments[-1] if len(comments) > 1 else None

    def place_of(self, item: Item) -> str:
        """Return the id of the publication a comment stands under, a visitor's too."""
        top = self._chain(item)[-1]
        return top.id if top.extra.get("post") else (item.publication.id if item.publication else "")

    def under(self, node: str) -> list[Item] | None:
        """Return all comments under a publication or a comment, of all levels, oldest first; None without it."""
        above = self.comment(node)
        if above is not None:
            found = list(self._below(above))
        elif node in self.network.publications:
            found = [item for item in self.network.comments(node) if self.place_of(item) == node]
        else:
            return None
        return sorted((item for item in found if not item.extra.get("post")), key=lambda item: item.place)

    def _chain(self, item: Item) -> list[Item]:
        chain = [item]
        while chain[-1].parent and chain[-1].parent in self.network.items:
            chain.append(self.network.items[chain[-1].parent])
        return chain

    def _below(self, item: Item) -> list[Item]:
        answers = self.network.answers(item.id)
        return answers + [deeper for one in answers for deeper in self._below(one)]
