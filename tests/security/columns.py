"""What the columns of every table declare, by table and kind, as docs/keamanan/data-classification.md lists it."""

from models.rules.core.declarations import Holds, Person
from models.tables import TABLES
from models.tables.core.declaring import held_by, must_declare

KINDS = ("identity", "officer", "free words", "platform id")


def by_table() -> dict[str, dict[str, list[str]]]:
    """Return for each table that holds something of persons its columns by kind; an officer's identity apart."""
    found: dict[str, dict[str, list[str]]] = {}
    for table in TABLES:
        kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for column in table._meta.sorted_fields:
            said = held_by(column)
            kind = "officer" if said.person is Person.OFFICER else str(said.holds)
            if must_declare(column) and said.holds not in (Holds.MACHINE, Holds.OFFICE_WORDS):
                kinds[kind].append(column.name)
        if any(kinds.values()):
            found[table._meta.table_name] = kinds
    return found


def lines() -> list[str]:
    """Return the table of the document."""
    return [
        f"| `{table}` | " + " | ".join(" ".join(f"`{name}`" for name in kinds[kind]) or "–" for kind in KINDS) + " |"
        for table, kinds in sorted(by_table().items())
    ]
