"""Practice life: citizens who write in bursts and answer. It decides what happens when; serve.py has the thread."""

import heapq
import random
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count

from sync_agent.simulator.life_places import Place, WhatsAppPlace, answering, choose, lively, write_at
from sync_agent.simulator.pictures import photo
from sync_agent.simulator.platforms import Platform
from sync_agent.simulator.sampling import Person, as_message, foreigners, people, samples
from sync_agent.simulator.waha.gateway import Gateway
from sync_agent.simulator.waha.messages import Draft, is_person

ANSWERS_A_CITIZEN = 3  # then they let it rest
_FIRST_CONVERSATIONS = 6


class Life:
    """What the citizens do, decided by `seed`. `pace` is the mean number of seconds between two conversations."""

    def __init__(
        self,
        gateway: Gateway,
        seed: int,
        pace: float,
        writes: bool = True,
        platforms: Mapping[str, Platform] | None = None,
    ) -> None:
        """Start a practice day; `writes` False: the citizens only answer back. A pace of 0 is no life at all."""
        self._gateway, self.pace, self._writes = gateway, pace, writes
        self._chance = random.Random(seed)  # noqa: S311 - practice, not secrets
        self._people, self._foreigners, self._samples = people(seed), foreigners(), samples()
        self._order = count()
        self._due: list[tuple[float, int, Callable[[float], None]]] = []
        self._platforms = lively(platforms or {})
        self._read = len(gateway.office_messages)
        self._read_there = {one.kind: len(one.network.office_items) for one in self._platforms}
        self._answered: dict[str, int] = {}
        self._deck: list[int] = []
        self._begun = False
        # So many conversations at most wait for an answer before the next one begins; None: no end.
        self.most_waiting: int | None = None
        self._waiting = 0

    def step(self) -> int:
        """Let everything happen that is due and say how much it was."""
        now = self._gateway.clock()
        self._listen(now)
        if self.pace and self._writes and not self._begun:
            self._begin(now)
        happened = 0
        while self.pace and self._due and self._due[0][0] <= now:
            due, _, event = heapq.heappop(self._due)
            event(due)
            happened += 1
        return happened

    def _begin(self, now: float) -> None:
        self._begun = True
        for at, text in enumerate(self._samples.publications):
            for platform in self._platforms:
                platform.network.publish(text, now - at * 86_400)
        for at in range(_FIRST_CONVERSATIONS):
            self._plan(now + at * self.pace / 20, partial(self._converse, turn=at))
        self._plan(now + self.pace, self._next_conversation)
        self._plan(now + self.pace * 3, self._make_noise)

    def _plan(self, due: float, event: Callable[[float], None]) -> None:
        heapq.heappush(self._due, (due, next(self._order), event))

    def _next_conversation(self, now: float) -> None:
        if self.most_waiting is None or self._waiting < self.most_waiting:
            self._converse(now)
        self._plan(now + self._chance.expovariate(1) * self.pace, self._next_conversation)

    def _converse(self, now: float, turn: int | None = None) -> None:
        self._waiting += 1
        if not self._deck:
            self._deck = list(range(len(self._samples.conversations)))
            self._chance.shuffle(self._deck)
        conversation = self._samples.conversations[self._deck.pop()]
        person = next(self._foreigners if conversation.english else self._people)
        place = self._place(person, turn)
        for text in conversation.texts:
            self._plan(now, self._saying(place, text))
            now += self._chance.uniform(0.02, 0.2) * self.pace

    def _place(self, person: Person, turn: int | None) -> Place:
        """Let a citizen choose; the first ones go round, so that every platform is soon seen at work."""
        if turn and turn <= len(self._platforms):
            return write_at(self._platforms[turn - 1], person, self._chance)
        return choose(self._gateway, [] if turn == 0 else self._platforms, person, self._chance)

    def _saying(self, place: Place, text: str) -> Callable[[float], None]:
        shade = self._chance.randrange(24)
        return lambda now: place.say(text, now, shade)

    def _listen(self, now: float) -> None:
        sent = self._gateway.office_messages
        while self._read < len(sent):
            message = sent[self._read]
            self._read += 1
            if self.pace and message.source == "api" and is_person(message.chat):
                writer = Person("", message.chat.partition("@")[0])
                hidden_id = message.chat if message.chat.endswith("@lid") else None
                self._consider(message.chat, WhatsAppPlace(self._gateway, writer, hidden_id), now)
        for platform in self._platforms:
            self._listen_there(platform, now)

    def _listen_there(self, platform: Platform, now: float) -> None:
        sent = platform.network.office_items
        while self._read_there[platform.kind] < len(sent):
            item = sent[self._read_there[platform.kind]]
            self._read_there[platform.kind] += 1
            if self.pace and item.source == "api" and not item.removed:
                self._consider(f"{platform.kind} {item.person.username}", answering(platform, item), now)

    def _consider(self, citizen: str, place: Place, now: float) -> None:
        self._waiting = max(self._waiting - 1, 0)
        mood = self._chance.random()
        if self._answered.get(citizen, 0) >= ANSWERS_A_CITIZEN or mood > 0.7:
            return
        self._answered[citizen] = self._answered.get(citizen, 0) + 1
        text = self._chance.choice(self._samples.thanks if mood < 0.45 else self._samples.questions)
        self._plan(now + self._chance.uniform(0.3, 1.2) * self.pace, self._saying(place, text))

    def _make_noise(self, now: float) -> None:
        self._plan(now + self._chance.uniform(2, 5) * self.pace, self._make_noise)
        kind = self._chance.choice(tuple(self._samples.noise))
        text = self._chance.choice(self._samples.noise[kind])
        self._gateway.receive(_NOISES[kind](self, text, now))

    def _group_message(self, text: str, now: float) -> Draft:
        message = as_message(text)
        participant = f"62899777000{self._chance.randrange(10)}@c.us"
        return Draft("120363000000000001@g.us", message.text, now, participant=participant, media=message.media)

    def _status_message(self, text: str, now: float) -> Draft:
        message = as_message(text)
        participant = f"62899777000{self._chance.randrange(10)}@c.us"
        return Draft("status@broadcast", message.text, now, participant=participant, media=message.media)

    def _newsletter_message(self, text: str, now: float) -> Draft:
        return Draft("120363000000000002@newsletter", text, now, media=photo("ruang"))

    def _office_app_message(self, text: str, now: float) -> Draft:
        """Answer somebody from the phone itself, past the program."""
        waiting = [phone for phone in self._gateway.phones.citizens() if phone.last and not phone.last.from_me]
        chat = self._chance.choice(waiting).address if waiting else next(self._people).address
        return Draft(chat, text, now, from_me=True)


_NOISES: dict[str, Callable[[Life, str, float], Draft]] = {
    "group": Life._group_message,
    "status": Life._status_message,
    "newsletter": Life._newsletter_message,
    "office_app": Life._office_app_message,
}
