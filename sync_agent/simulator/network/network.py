"""The memory of one fake platform: what citizens and the office wrote, and what its lists may show. Thread-safe."""

from collections.abc import Callable
from itertools import count
from threading import RLock
from typing import Any

from sync_agent.simulator.network.items import COMMENT, DM, Draft, Item, Person, Publication
from sync_agent.simulator.timeline import Timeline


class Network:
    """Everything one fake platform remembers. `new_id(what)` makes its ids: person, publication, dm or comment."""

    def __init__(self, clock: Callable[[], float], new_id: Callable[[str], str]) -> None:
        """Start empty; `clock` gives unix seconds."""
        self.clock = clock
        self.lock = RLock()
        self.people: dict[str, Person] = {}  # by username
        self.publications: dict[str, Publication] = {}
        self.items: dict[str, Item] = {}
        self.office_items: list[Item] = []  # what the office wrote, in order
        self._new_id, self._order = new_id, count()
        self._chats: dict[str, Timeline[Item]] = {}  # by user name
        self._persons: dict[str, Timeline[Item]] = {}  # by user name: private and public things
        self._comments: dict[str, Timeline[Item]] = {}  # by publication
        self._answers: dict[str, Timeline[Item]] = {}  # by the comment answered

    # What happens

    def person(self, username: str, name: str = "") -> Person:
        """Return the person of this user name, new where nobody has it; a name given later is taken over."""
        with self.lock:
            found = self.people.get(username)
            if found is None:
                found = self.people[username] = Person(self._new_id("person"), name or username, username)
            elif name:
                found.name = name
            return found

    def publish(self, text: str, at: float | None = None) -> Publication:
        """Let the office publish something and return the publication."""
        with self.lock:
            publication = Publication(self._new_id("post"), text, self.clock() if at is None else at)
            self.publications[publication.id] = publication
            return publication

    def write(self, draft: Draft) -> Item:
        """Let something be written: on the phones at once, in the platform's lists after `appears_after` seconds."""
        with self.lock:
            now = self.clock()
            item = Item(
                id=draft.id or self._new_id(draft.kind),
                kind=draft.kind,
                person=self.person(draft.username, draft.name),
                text=draft.text,
                created=now if draft.at is None else draft.at,
                sequence=next(self._order),
                shows_at=now + draft.appears_after,
                from_office=draft.from_office,
                source=draft.source,
                publication=self._publication_of(draft),
                parent=draft.parent,
                media=draft.media,
                extra=dict(draft.extra),
            )
            self.items[item.id] = item
            self._file(item)
            if item.from_office:
                self.office_items.append(item)
            else:
                item.person.seen = max(item.person.seen, item.sequence)  # who writes has read what came before
            return item

    def edit(self, item_id: str, text: str) -> bool:
        """Change a text as its author would; False where it is not there."""
        with self.lock:
            item = self.items.get(item_id)
            if item is None or item.removed:
                return False
            item.text, item.edited = text, True
            return True

    def remove(self, item_id: str) -> bool:
        """Take something back, as its author would: the lists show it no more. False where it is not there."""
        with self.lock:
            item = self.items.get(item_id)
            if item is None or item.removed:
                return False
            item.removed = True
            return True

    def mark_read(self, item_id: str, before_too: bool = False) -> bool:
        """Tell a citizen that a private message of his was read, or all up to it; False where it is not there."""
        with self.lock:
            item = self.items.get(item_id)
            if item is None or item.from_office or item.kind != DM:
                return False
            earlier = self.chat(item.person.username) if before_too else []
            for one in (item, *(one for one in earlier if not one.from_office and one.place < item.place)):
                one.read = True
            return True

    # What can be seen

    def shown(self, item_id: str) -> Item | None:
        """Return an item the platform's lists show; None where it is unknown, removed or not shown yet."""
        with self.lock:
            item = self.items.get(item_id)
            return item if item is not None and self._is_shown(item) else None

    def chat(self, username: str) -> list[Item]:
        """Return the private conversation with somebody as the platform shows it, oldest first."""
        return self._listed(self._chats.get(username))

    def whole_chat(self, username: str) -> list[Item]:
        """Return it with what was taken back, oldest first: having written opens the window for answers for good."""
        with self.lock:
            timeline = self._chats.get(username)
            return [item for item in timeline.rows if item.shows_at <= self.clock()] if timeline else []

    def chats(self) -> list[tuple[Person, list[Item]]]:
        """Return all private conversations, the one written in last first, each oldest item first."""
        with self.lock:
            listed = [(self.people[username], self._listed(chat)) for username, chat in self._chats.items()]
            rows = [(person, items) for person, items in listed if items]
            return sorted(rows, key=lambda row: row[1][-1].place, reverse=True)

    def comments(self, publication_id: str) -> list[Item]:
        """Return all comments under a publication, answers to comments too, oldest first."""
        return self._listed(self._comments.get(publication_id))

    def answers(self, comment_id: str) -> list[Item]:
        """Return the answers to a comment, oldest first."""
        return self._listed(self._answers.get(comment_id))

    def everything_of(self, username: str) -> list[Item]:
        """Return all between the office and somebody, private and public, removed and late ones too, oldest first."""
        with self.lock:
            timeline = self._persons.get(username)
            return list(timeline.rows) if timeline else []

    def unread(self, person: Person) -> int:
        """Count what the office wrote to somebody who has not looked since."""
        rows = self.everything_of(person.username)
        return sum(1 for item in rows if item.from_office and not item.removed and item.sequence > person.seen)

    def published(self) -> list[Publication]:
        """Return the office's publications, newest first."""
        with self.lock:
            return sorted(self.publications.values(), key=lambda publication: publication.created, reverse=True)

    def count(self) -> int:
        """Count what the platform shows now."""
        with self.lock:
            return sum(1 for item in self.items.values() if self._is_shown(item))

    # Inside

    def _file(self, item: Item) -> None:
        """Put an item where the lists look for it."""
        self._persons.setdefault(item.person.username, Timeline()).add(item)
        if item.kind == DM:
            self._chats.setdefault(item.person.username, Timeline()).add(item)
        if item.kind == COMMENT and item.publication is not None:
            self._comments.setdefault(item.publication.id, Timeline()).add(item)
        if item.kind == COMMENT and item.parent is not None:
            self._answers.setdefault(item.parent, Timeline()).add(item)

    def _listed(self, timeline: Timeline[Item] | None) -> list[Item]:
        with self.lock:
            return [item for item in timeline.rows if self._is_shown(item)] if timeline else []

    def _is_shown(self, item: Item) -> bool:
        return not item.removed and item.shows_at <= self.clock()

    def _publication_of(self, draft: Draft) -> Publication | None:
        if draft.kind != COMMENT:
            return None
        parent = self.items.get(draft.parent) if draft.parent else None
        if parent is not None and parent.publication is not None:
            return parent.publication
        if draft.publication is not None:
            return self.publications[draft.publication]
        newest = self.published()
        return newest[0] if newest else self.publish("Layanan paspor buka Senin sampai Jumat.")


def snowflakes(first: int, step: int = 7919) -> Callable[[str], str]:
    """Make ids as the large platforms do: numbers in order, far beyond 2^53, always as text."""
    numbers: Any = count(first, step)
    return lambda _what: str(next(numbers))
