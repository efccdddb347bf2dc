"""Komputer kanal: the gateways' PCs that have a key of their own, how each was heard of last, and what it serves."""

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.shell.access import now
from admin_app.shell.guarded_page import GuardedPage
from models.actions.channels.agent_machines import machines_of_channels
from models.actions.channels.seen_machines import SeenMachine, seen_machines
from models.rules.staff.permissions import Permission
from models.rules.upkeep.machine_states import COLOURS, MachineState
from models.tables import ChannelAccount, Staff
from models.tables.core.database import is_sqlite
from models.tables.upkeep.release import VERSION


class MachinesPage(GuardedPage):
    """One card per gateway's PC."""

    permission = Permission.KEEP_CHANNELS

    def waiting(self) -> int:
        """Return how many machines need a person."""
        return sum(COLOURS[row.state] == "bad" for row in self._rows())

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show every machine, the newest sign of it, its channels, and what the office's own agents serve."""
        served = machines_of_channels()
        accounts = list(ChannelAccount.select().order_by(ChannelAccount.id))
        return self.render(
            "channels/machines.html",
            rows=self._rows(),
            own=[row for row in accounts if row.id not in served],
            standing=[row for row in accounts if row.id in served and served[row.id].revoked_at is not None],
            names={row.id: row.name or row.username for row in Staff.select(Staff.id, Staff.name, Staff.username)},
            colours=COLOURS,
            states=MachineState,
            one_machine=is_sqlite(),
            version=VERSION,
        )

    def _rows(self) -> list[SeenMachine]:
        return seen_machines(now(), current_app.config["ADUAN"].poll_seconds)
