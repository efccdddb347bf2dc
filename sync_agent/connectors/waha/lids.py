"""WhatsApp's hidden ids (@lid) and the phones behind them: asked for once, remembered both ways."""

from collections.abc import Callable, Iterable


class Lids:
    """The hidden ids one account knows; `ask` returns the phone address of one, or None."""

    def __init__(self, ask: Callable[[str], str | None]) -> None:
        self._ask = ask
        self._phones: dict[str, str] = {}
        self._lids: dict[str, str] = {}
        self._unknown: set[str] = set()

    def update_index(self, lids: Iterable[str]) -> None:
        """Ask for unknown hidden ids; those without an answer are asked for again in the next poll."""
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
        """Let the next poll ask again for hidden ids without an answer."""
        self._unknown.clear()
