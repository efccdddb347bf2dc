"""Whether a message a gateway shows came into the office's own store, under any of its ids."""

from models.rules.channels.messages import IncomingMessage
from models.rules.core.texts import storable_id
from models.rules.retention.retention import hidden_id
from models.tables import Envelope, Quarantine


def is_stored(account_id: int, message: IncomingMessage) -> bool:
    """Whether a message is stored, kept among those that cannot be read, or came and was destroyed here since."""
    plain = [storable_id(one) for one in (message.external_id, *message.also_known_as)]
    ids = [*plain, *(hidden_id(one) for one in plain)]
    named = Envelope.external_id.in_(ids) | Envelope.alias_id.in_(ids)
    same = (Envelope.account == account_id) & (Envelope.kind == str(message.kind))
    if Envelope.select().where(same & named).exists():
        return True
    return Quarantine.select().where((Quarantine.account == account_id) & Quarantine.external_id.in_(ids)).exists()
