"""Opens a complaint beside one that is hidden from the officer who files, so that filing tells him of none."""

from models.actions.core.actor import AGENT, Actor
from models.actions.intake.arrivals import Arrival
from models.tables.privacy.visible import hidden


def open_beside_hidden(arrivals: list[Arrival], actor: Actor) -> None:
    """Give what he files a complaint of its own where its conversation's is hidden from him, which keeps that.

    Joined, its number would tell him that there is one. What comes past the front desk he is not to see anyhow.
    """
    if actor is AGENT:
        return
    for arrival in arrivals:
        joins = arrival.complaint is not None and bool(arrival.inbound) and not arrival.past
        if joins and hidden(actor.scope, arrival.complaint or 0):
            arrival.opens, arrival.holds = True, False
            arrival.complaint, arrival.previous, arrival.stops = None, None, ()
