"""Biaya kanal: what a platform that is paid by use charged this month by our count, its budget, and its prices."""

import re
from datetime import date
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.forms.row_ids import row_id
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.channels.spending import correct_price, corrected_prices, spending_of
from models.actions.core.form_key import spend_form_key
from models.rules.channels.channels import CHANNELS
from models.rules.channels.costs.budget import THRIFTS, month_begins, spent_words
from models.rules.channels.costs.prices import (
    CHARGED_WORDS,
    MILLION,
    PRICES,
    UNSURE,
    Charged,
    Price,
    dollars,
    price_at,
)
from models.rules.core.errors import NotVisible
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, database

_AMOUNT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,6})?", re.ASCII)


class CostsPage(GuardedPage):
    """Reached from the card of a channel that is paid by use; one account at a time."""

    permission = Permission.SEE_CHANNELS

    def is_visible(self) -> bool:
        """Return False: it is reached from the card of the channel."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show what the month cost so far, what is done near the budget's end, and by which prices."""
        account = _account(request.args.get("id", 0, type=row_id))
        spending = spending_of([account], now())[account.id]
        today = now().date()
        return self.render(
            "channels/costs.html",
            account=account,
            spending=spending,
            spent_words=spent_words(spending),
            month_begins=month_begins(spending),
            since=to_wib(spending.since).date(),
            thrifts=THRIFTS[1:],
            prices=[(what, price_at(what, today, spending.corrected)) for what in Charged],
            coming=[row for row in (*PRICES, *spending.corrected) if row.since > today],
            own=set(corrected_prices()),
            words=CHARGED_WORDS,
            unsure=UNSURE,
            dollars=dollars,
            today=today,
            may_keep=may(Permission.KEEP_CHANNELS),
        )

    @expose("/harga", methods=("POST",))
    def price(self) -> ResponseReturnValue:
        """Enter a price that the platform changed."""
        demand(Permission.KEEP_CHANNELS)
        account = _account(request.form.get("id", 0, type=row_id))
        entered = _entered(request.form)
        if isinstance(entered, str):
            flash(entered, "error")
            return redirect(_address(self, account))
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            correct_price(entered, signed_in_actor(), now())
        flash(f"Harga {CHARGED_WORDS[entered.what].lower()} disimpan: {dollars(entered.micros)}.", "success")
        return redirect(_address(self, account))


def _entered(form: Any) -> Price | str:
    """Return the price as entered, or what is wrong with it."""
    amount, what = form.get("harga", "").strip(), form.get("untuk", "")
    source = " ".join(form.get("sumber", "").split())
    if what not in set(Charged) or not _AMOUNT.fullmatch(amount):
        return "Harga ditulis dalam dolar, misalnya 0,012."
    try:
        since = date.fromisoformat(form.get("sejak", ""))
    except ValueError:
        return "Tanggal mulai berlakunya belum diisi."
    if not source:
        return "Tuliskan dari mana harga ini diketahui, misalnya alamat halaman harga X."
    whole, _, part = amount.replace(",", ".").partition(".")
    return Price(Charged(what), int(whole) * MILLION + int(part.ljust(6, "0")), since, source)


def _account(account_id: int) -> ChannelAccount:
    account = ChannelAccount.get_or_none(ChannelAccount.id == account_id)
    if account is None or account.kind not in CHANNELS or not CHANNELS[account.kind].paid_by_use:
        raise NotVisible
    found: ChannelAccount = account
    return found


def _address(page: CostsPage, account: ChannelAccount) -> str:
    return str(page.get_url(".index", id=account.id))
