"""One round of the clock at a moment handed in, as a process that dies at the N-th statement that writes.

Run by tests/sync_agent/test_fast_forward.py: URL, moment, N. Past the last statement it dies before the commit.
"""

import os
import signal
import sys
from datetime import datetime
from typing import Any

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.message_officers import message_officers
from models.tables import database
from models.tables.core.database import open_database


def main() -> None:
    """Die on the way."""
    url, moment, last = sys.argv[1], datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])
    open_database(url)
    with database.connection_context():
        _count_down(last)
        give_warnings(moment)
        message_officers(moment)


def _count_down(last: int) -> None:
    """Let the process be killed in the middle of its transaction."""
    left, execute, commit = [last], database.obj.execute_sql, database.obj.commit

    def counted(sql: str, *words: Any, **more: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *words, **more)

    def killed_at_commit(*words: Any, **more: Any) -> Any:
        if left[0] < last:
            os.kill(os.getpid(), signal.SIGKILL)
        return commit(*words, **more)

    database.obj.execute_sql, database.obj.commit = counted, killed_at_commit


if __name__ == "__main__":
    main()
