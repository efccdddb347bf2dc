"""What one pass over a channel account needs: account, connector, settings, clock and stop signal."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Event

from models.actions.channels.serve_account import ServedAccount, keep_secrets
from models.tables.core.keys.machine_key import Opener
from models.tables.core.settings import Settings
from sync_agent.clock import Clock
from sync_agent.connector_kit.contract import AccountSettings, Connector
from sync_agent.connectors import CONNECTORS
from sync_agent.counting_costs import CostCounter

# The agent pauses so long between two transactions, so that officers' writes get through (stack §5.1).
PAUSE_SECONDS = 0.02
# A job gives way to the others of its account after so long and goes on in its next turn (R13).
TURN_SECONDS = 5.0


@dataclass(frozen=True)
class Service:
    """One account being served. `owner` is the agent's name in leases."""

    account: ServedAccount
    connector: Connector
    settings: Settings
    owner: str
    now: Clock
    stop: Event
    # How often in a row the program failed at one item that came in; the third time sets it aside.
    faults: Counter[str] = field(default_factory=Counter, compare=False)

    @property
    def account_id(self) -> int:
        """Return the id of the account's row."""
        return self.account.account_id


def connect(account: ServedAccount, settings: Settings, key: Opener, now: Clock) -> Connector:
    """Return the connector of an account; its requests end well before the lease of a sending does."""
    seconds = min(settings.http_seconds, settings.lease_seconds / 2.5)
    return CONNECTORS[account.kind](
        AccountSettings(
            account.settings,
            account.secrets,
            seconds,
            keep=lambda fresh: keep_secrets(account, fresh, key),
            spend=CostCounter(account.account_id, now),
        )
    )
