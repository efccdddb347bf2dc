"""Writes very many rows fast: defaults filled in, ids chosen here, executemany underneath."""

from collections import defaultdict

from peewee import Model, fn

from models.tables import database
from models.tables.core.database import is_sqlite


class Bulk:
    """Buffers rows per table and writes them in one transaction when asked."""

    def __init__(self) -> None:
        self._rows: dict[type[Model], list[tuple[object, ...]]] = defaultdict(list)
        self._shapes: dict[type[Model], tuple[dict[str, object], str]] = {}
        self._ids: dict[type[Model], int] = {}

    def add(self, model: type[Model], **values: object) -> int:
        """Put one row on the pile and return its id."""
        if model not in self._ids:
            self._ids[model] = model.select(fn.MAX(model.id)).scalar() or 0
            self._shapes[model] = _shape(model)
        self._ids[model] += 1
        defaults, _ = self._shapes[model]
        row = defaults | values
        row["id"] = self._ids[model]
        self._rows[model].append(tuple(row.values()))
        return self._ids[model]

    def write(self) -> None:
        """Write the pile, parents first (the order in which the tables were first used)."""
        with database.atomic():
            cursor = database.cursor()
            for model, rows in self._rows.items():
                cursor.executemany(self._shapes[model][1], rows)
        for rows in self._rows.values():
            rows.clear()

    def finish(self) -> None:
        """Write what is left, and let the database number on from here."""
        self.write()
        for model in () if is_sqlite() else self._ids:
            table = model._meta.table_name
            sql = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM \"{table}\""  # noqa: S608
            database.execute_sql(sql)
        database.execute_sql("ANALYZE")


def _shape(model: type[Model]) -> tuple[dict[str, object], str]:
    """Return a row of defaults in column order, and the INSERT for it."""
    fields = model._meta.sorted_fields
    mark = "?" if is_sqlite() else "%s"
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    sql = f'INSERT INTO "{model._meta.table_name}" ({columns}) VALUES ({", ".join(mark for _ in fields)})'  # noqa: S608
    return {field.name: field.default for field in fields}, sql
