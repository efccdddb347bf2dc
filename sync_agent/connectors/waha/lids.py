"""WhatsApp's hidden ids (@lid) and the phones behind them: asked once, remembered both ways."""

from collections.abc import Callable, Iterable


class Lids:
    """What one account has indexed; `ask` gives the phone address of a hidden id or None."""

    def __init__(self, ask: Callable[[str], str | None]) -> None:
        self._ask = ask
        self._phones: dict[str, str] = {}
        self._lids: dict[str, str] = {}
        self._unknown: set[str] = set()

    def update_index(self, lids: Iterable[str]) -> None:
        """Ask for the hidden ids not known yet; those nobody knows are asked again in the next poll."""
        for lid in dict.fromkeys(lids):
            if lid in self._phones or lid in self._unknown:
                continue
            phone = self._ask(lid)
            if phone is None:
                self._unknown.add(lid)
            else:
                self._phones[lid], self._lids[phone] = phone, lid

    def twin(self, chat: str) -> str | None:
        """Return the other address of a chat, None where it is not known."""
        return self._phones.get(chat) or self._lids.get(chat)

    def forget_unknown(self) -> None:
        """Let the next poll ask again for the hidden ids nobody knew."""
        self._unknown.clear()
