"""Doctor's check of the office's own e-signature service: chosen and not set, set and not answering."""

from collections.abc import Iterator

from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import catalogue
from models.actions.office.signing_service import service_in_use
from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.papers.signing_ways import row_of, way_for

_NAME = "e-signature service"


def look_at_signing() -> Iterator[Finding]:
    """Yield whether the service that papers are signed through is there; nothing where nobody uses it."""
    settings, service = office_settings(), service_in_use()
    chosen = any(row_of(way_for(settings, row)).service for row in catalogue().values())
    if service is None and chosen:
        words = "Papers are to be signed through the office's own service, but none is set"
        yield Finding(_NAME, Level.WARNING, f"{words}: Kantor > Layanan tanda tangan, or choose another way.")
    elif service is not None and service.check_good != "ya":
        words = service.check_said or "it was not asked since it was entered"
        yield Finding(_NAME, Level.WARNING, f"{words} Press Periksa on Kantor > Layanan tanda tangan.")
    elif service is not None:
        yield ok(_NAME, f"{service.base_url} answered when it was last asked.")
