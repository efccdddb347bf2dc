"""The citizens' phones: what each of them sees, under whichever address the office knows them."""

from dataclasses import dataclass, field

from sync_agent.simulator.timeline import Timeline
from sync_agent.simulator.waha.messages import Message, as_address, is_person


@dataclass
class Phone:
    """One chat partner of the office and everything visible in that chat."""

    address: str
    name: str
    messages: Timeline[Message] = field(default_factory=Timeline)
    seen: int = -1  # the order number of the last message its owner looked at

    @property
    def last(self) -> Message | None:
        """Return the newest message, if there is one."""
        return self.messages.rows[-1] if len(self.messages) else None

    @property
    def unread(self) -> int:
        """Count the office's messages its owner has not looked at."""
        return sum(1 for row in self.messages.rows if row.from_me and row.sequence > self.seen)


class Phones:
    """All phones, found by number or by hidden id (@lid)."""

    def __init__(self) -> None:
        """Start with none."""
        self._phones: dict[str, Phone] = {}
        self._numbers: dict[str, str] = {}
        self._hidden_ids: dict[str, str] = {}

    def link(self, hidden_id: str, number: str) -> None:
        """Remember which number stands behind a hidden id."""
        self._numbers[hidden_id], self._hidden_ids[number] = number, hidden_id

    def number_of(self, hidden_id: str) -> str | None:
        """Return the number behind a hidden id, None when the gateway does not know it."""
        return self._numbers.get(hidden_id)

    def at(self, address: str, name: str = "") -> Phone:
        """Return the phone behind an address, new when it never wrote; a name given later is taken over."""
        address = as_address(address)
        address = self._numbers.get(address, address)
        phone = self._phones.get(address)
        if phone is None:
            phone = self._phones[address] = Phone(address, name or address.partition("@")[0])
        elif name:
            phone.name = name
        return phone

    def knows(self, address: str) -> bool:
        """Whether this address ever wrote or was written to."""
        address = as_address(address)
        return self._numbers.get(address, address) in self._phones

    def addresses(self, address: str) -> set[str]:
        """Return every address of the person behind one."""
        number = self._numbers.get(address, address)
        return {address, number} | ({self._hidden_ids[number]} if number in self._hidden_ids else set())

    def everyone(self) -> list[Phone]:
        """Return all chats, groups and broadcasts too."""
        return list(self._phones.values())

    def citizens(self) -> list[Phone]:
        """Return the phones of persons, groups and broadcasts left out."""
        return [phone for phone in self._phones.values() if is_person(phone.address)]

    def __len__(self) -> int:
        """Count the chats."""
        return len(self._phones)
