"""Updates the search's index, a little at every tick of the agent."""

import logging

from peewee import InterfaceError, OperationalError

from models.actions.search.indexing import catch_up

log = logging.getLogger(__name__)


def update_index() -> None:
    """Index for one turn; a failure is logged by its kind only and stops nothing but the search."""
    try:
        catch_up()
    except (OperationalError, InterfaceError):
        raise  # the agent reconnects and tries again
    except Exception as err:  # noqa: BLE001 - whatever it is, the channels must go on
        log.warning("search: %s; tried again soon", type(err).__name__)
