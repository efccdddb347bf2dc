"""The trail says who took the package of a paper away."""

from typing import Any

from models.actions.papers.sent.trace_package import trace_package
from models.tables import Audit
from tests.actions.papers.sent.going import Going


def test_who_took_it_is_traced(account: Any) -> None:
    going = Going(account)
    trace_package(going.paper.id, going.pengelola, going.walk.tick())
    row = Audit.get(Audit.event == "unduh_paket_naskah")
    assert (row.actor, row.subject) == ("pengelola", f"document:{going.paper.id}")
