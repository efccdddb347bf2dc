"""Nomor diblokir: leads from the telephone to another number, the Cloud API or the counter, for what waits there."""

from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.forms.row_ids import row_id
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.filing_words import reply_pill
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.masking import mask_rows
from models.actions.channels.blocked_number import declare_blocked, declare_recovered
from models.actions.core.form_key import spend_form_key
from models.actions.replies.move_answers import Moved, may_be_out, move_answers, other_numbers, waiting_there
from models.rules.channels.channels import CHANNELS
from models.rules.core.errors import NotVisible
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, database

_SHOWN = 50


class BlockedPage(GuardedPage):
    """Reached from the card of a channel; one number at a time."""

    permission = Permission.SEE_CHANNELS

    def is_visible(self) -> bool:
        """Return False: it is reached from the card of the number."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show how the number stands, what waits there, and the ways on."""
        account, actor = _account(request.args.get("id", _first(), type=row_id)), signed_in_actor()
        sees = may(Permission.READ_OUTBOX)
        rows = waiting_there(account.id, actor) if sees else []
        shown: dict[str, Any] = {
            "unsent": [row for row in rows if not may_be_out(row)],
            "unsure": [row for row in rows if may_be_out(row)],
        }
        mask_rows(rows, "complaint_id")
        return self.render(
            "channels/blocked.html",
            account=account,
            sees=sees,
            most=_SHOWN,
            reply_pill=reply_pill,
            targets=[(row, CHANNELS[row.kind]) for row in other_numbers(account.id)],
            may_declare=may(Permission.DECLARE_BLOCKED),
            may_move=may(Permission.SETTLE_REPLY),
            may_answer=may(Permission.WRITE_REPLY),
            may_add=may(Permission.KEEP_CHANNELS),
            **shown,
        )

    @expose("/nyatakan", methods=("POST",))
    def declare(self) -> ResponseReturnValue:
        """Stop sending because the telephone says that the number is banned."""
        demand(Permission.DECLARE_BLOCKED)
        account = _account(request.form.get("id", 0, type=row_id))
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            declare_blocked(account.id, signed_in_actor(), now())
        flash(f"{account.label} dinyatakan diblokir. Pengiriman dari nomor ini berhenti.", "success")
        return redirect(_address(self, account))

    @expose("/pulih", methods=("POST",))
    def recover(self) -> ResponseReturnValue:
        """Send again from a number that works."""
        demand(Permission.DECLARE_BLOCKED)
        account = _account(request.form.get("id", 0, type=row_id))
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            declare_recovered(account.id, signed_in_actor(), now())
        flash(f"{account.label} dinyatakan pulih. Jawaban yang menunggu berangkat lagi.", "success")
        return redirect(_address(self, account))

    @expose("/pindahkan", methods=("POST",))
    def move(self) -> ResponseReturnValue:
        """Take the unsent answers to another number; what may be out waits for a person."""
        demand(Permission.SETTLE_REPLY)
        account = _account(request.form.get("id", 0, type=row_id))
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            done = move_answers(account.id, request.form.get("tujuan", 0, type=row_id), signed_in_actor(), now())
        flash(_told(done), "success")
        return redirect(_address(self, account))


def _told(done: Moved) -> str:
    held = f" {done.held} mungkin sudah terkirim dan tertahan: periksa telepon, lalu tetapkan." if done.held else ""
    stay = f" {done.stay} tetap di nomor lama: sampaikan lewat cara lain." if done.stay else ""
    return f"{done.moved} jawaban dipindahkan ke nomor lain.{held}{stay}"


def _first() -> int:
    """Return the number to show where none is named: one that is banned, else any."""
    kinds = [kind for kind, row in CHANNELS.items() if row.paced]
    order = (ChannelAccount.blocked_at.is_null(), ChannelAccount.id)
    row = ChannelAccount.select().where(ChannelAccount.kind.in_(kinds)).order_by(*order).first()
    return row.id if row else 0


def _account(account_id: int) -> ChannelAccount:
    account = ChannelAccount.get_or_none(ChannelAccount.id == account_id)
    if account is None or account.kind not in CHANNELS or not CHANNELS[account.kind].paced:
        raise NotVisible
    found: ChannelAccount = account
    return found


def _address(page: BlockedPage, account: ChannelAccount) -> str:
    return str(page.get_url(".index", id=account.id))
