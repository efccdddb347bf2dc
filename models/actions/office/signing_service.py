"""Keeps how the office reaches its own e-signature service; its password is sealed before it reaches the database."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import AlreadyDone, RuleBroken
from models.rules.papers.signing_service import Entered, checked, same_place
from models.rules.staff.permissions import Permission
from models.tables import SigningService, database
from models.tables.core.secrets import seal

ONLY = 1  # the number of its row
_TARGET = "signing_service:1"
_MOST_SAID = 300
_ELSEWHERE = (
    "Alamat atau sertifikat penjamin layanan berubah; sandi yang tersimpan tidak dikirim ke tempat lain. "
    "Ketik lagi sandi akun kantor, lalu simpan."
)


def service_in_use() -> SigningService | None:
    """Return the office's service; None where it has none, or its password went with a lost key."""
    row: SigningService | None = SigningService.get_or_none(SigningService.id == ONLY)
    return row if row is not None and row.secret else None


def entered_service() -> SigningService | None:
    """Return what was entered of the service, also where its password is gone."""
    return SigningService.get_or_none(SigningService.id == ONLY)


def keep_service(
    typed: Entered, key: bytes, actor: Actor, now: datetime, *, form_key: str | None = None
) -> SigningService:
    """Store how the service is reached; nothing typed as password leaves the kept one.

    The kept one goes to no other address and is shown to no other authority. Raises RuleBroken.
    """
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        before = entered_service()
        entered = checked(typed, kept=bool(before and before.secret))
        if before and not entered.password and not same_place(before.base_url, before.authority, entered):
            raise RuleBroken(_ELSEWHERE)
        values = {name: getattr(entered, name) for name in _NAMES} | {"changed_by": actor.staff_id, "changed_at": now}
        values |= {"checked_at": None, "check_said": "", "check_good": ""}
        sealed = seal(key, entered.password) if entered.password else before.secret if before else ""
        row = SigningService.insert(id=ONLY, **values, secret=sealed)
        row.on_conflict(
            conflict_target=[SigningService.id], update={**values, **({"secret": sealed} if entered.password else {})}
        ).execute()
        said = f"{entered.base_url} {entered.version}"
        audit_trail.write(
            actor, now, AuditEvent("ubah_layanan_ttd", _TARGET, before.base_url if before else "", said)
        )
    return SigningService.get_by_id(ONLY)


_NAMES = ("base_url", "version", "username", "asks", "tag", "authority")


def forget_service(actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Forget the service. Raises AlreadyDone where there is none."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        before = entered_service()
        if not SigningService.delete().where(SigningService.id == ONLY).execute() or before is None:
            raise AlreadyDone("Layanan tanda tangan sudah dihapus.")
        audit_trail.write(actor, now, AuditEvent("hapus_layanan_ttd", _TARGET, before.base_url))


def note_check(asked: SigningService, said: str, good: bool, actor: Actor, now: datetime) -> None:
    """Note what the service answered when it was asked; not where it was changed meanwhile."""
    found = {"checked_at": now, "check_said": said[:_MOST_SAID], "check_good": "ya" if good else "tidak"}
    same = (SigningService.id == asked.id) & (SigningService.changed_at == asked.changed_at)
    with database.atomic():
        if SigningService.update(found).where(same).execute():
            audit_trail.write(actor, now, AuditEvent("periksa_layanan_ttd", _TARGET, after="ya" if good else "tidak"))
