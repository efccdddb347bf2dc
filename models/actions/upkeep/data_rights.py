"""Whether the data of this PC are their owner's alone; mended as a program starts, told by doctor."""

import logging
from pathlib import Path

from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.durable import files_of_database, narrow, wider
from models.tables.core.settings import Settings

log = logging.getLogger(__name__)


def mend_rights(settings: Settings) -> None:
    """Take from other accounts what they may do with the data folder, what lies right in it, and the database."""
    found = open_to_others(settings)
    if not found:
        return
    left = narrow(found)
    names = ", ".join(str(path) for path in found if path not in left)
    if names:
        log.warning("other accounts of this PC could use these, and cannot any more: %s", names)
    if left:
        log.warning(
            "other accounts of this PC can use these, which are another owner's: %s", ", ".join(map(str, left))
        )


def open_to_others(settings: Settings) -> list[Path]:
    """Return which of them another account of this PC may read, write or enter."""
    return wider(settings.data_dir, files_of_database(sqlite_path()) if is_sqlite() else [])
