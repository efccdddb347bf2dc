"""A list as CSV for an Indonesian Excel: byte order mark, semicolons, no live formula. Audited."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Column, exported
from models.actions.core import audit_trail
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.moments import to_wib
from models.tables import database


def csv_response(
    name: str, columns: Sequence[Column], rows: Sequence[object], *, more: bool = False, said: str = ""
) -> Response:
    """Return the rows as a download, and audit who exported how many.

    `more`: these are only the first. `said`: what a reader of them must know, in the last line.
    """
    moment, cut = now(), ", masih ada lagi" if more else ""
    with database.atomic():
        event = AuditEvent("ekspor_daftar", f"daftar:{name}", after=f"{len(rows)} baris{cut}")
        audit_trail.write(signed_in_actor(), moment, event)
    told = f"TIDAK LENGKAP: hanya {len(rows)} baris pertama. Saring daftarnya, lalu unduh per bagian.\r\n"
    content = csv_text(columns, rows) + (told if more else "") + (_line(said) if said else "")
    response = Response(content.encode("utf-8-sig"), mimetype="text/csv")
    filename = f"{name}-{to_wib(moment):%Y%m%d-%H%M}{'-tidak-lengkap' if more else ''}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _line(text: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerow([text])
    return out.getvalue()


def csv_text(columns: Sequence[Column], rows: Iterable[object]) -> str:
    """Return the rows as CSV text, titles first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([column.label for column in columns])
    writer.writerows([exported(column, row) for column in columns] for row in rows)
    return out.getvalue()
