"""The channels: how each works and what to do; the administrator adds, changes, switches and tests them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from werkzeug.datastructures import MultiDict

from admin_app.channels.asked_channels import KINDS, wish_for_move, wish_for_new
from admin_app.channels.channel_form import channel_form, is_rare, secrets_from, settings_from
from admin_app.channels.channel_words import NEEDS, refusal
from admin_app.forms.form_fields import OfficeForm
from admin_app.forms.row_ids import row_id
from admin_app.second.asking import WAITS, ask_second, waiting_of
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from admin_app.upkeep.health import channel_views, header_channels
from models.actions.channels.channel_health import gone_before
from models.actions.channels.keep_channel import ChannelNotAllowed, Entered, add_channel, change_channel
from models.actions.channels.test_channel import UNANSWERED, ask_test, is_outdated, is_waiting, latest_test
from models.actions.core.form_key import spend_form_key
from models.actions.core.second.needed import needs_second
from models.rules.channels.channel_facts import Grade
from models.rules.channels.channels import CHANNELS, Channel, channel, reads_dm
from models.rules.channels.costs.budget import spent_words
from models.rules.channels.lifetimes import LIFE_WORDS, TokenLife
from models.rules.core.errors import AlreadyDone, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import AgentHeartbeat, ChannelAccount, Message, database
from models.tables.core.secrets import load_key
from models.tables.core.server_clock import by_server
from models.tables.privacy.visible import hidden_messages, hides_nothing


@dataclass(frozen=True)
class Kept:
    """The account a form was about, and what is said of it."""

    account: int
    said: str


class ChannelsPage(GuardedPage):
    """One card per channel."""

    permission = Permission.SEE_CHANNELS

    def waiting(self) -> int:
        """Return how many channels need a person."""
        return sum(view.verdict.grade not in (Grade.OK, Grade.OFF) for view in header_channels().views)

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show every channel and the agents that serve them."""
        agents = list(AgentHeartbeat.select().order_by(AgentHeartbeat.seen_at.desc()).limit(5))
        return self.render(
            "channels/channels.html",
            cards=[(view, CHANNELS.get(view.account.kind), _reads_dm(view.account)) for view in channel_views()],
            agents=agents,
            gone_before=gone_before(by_server(now()), current_app.config["ADUAN"].poll_seconds),
            can_keep=may(Permission.KEEP_CHANNELS),
            asked=waiting_of(*KINDS),
            test_of=_test_of,
            inbound_at=_inbound_at,
            spent_words=spent_words,
            life_words=LIFE_WORDS | {TokenLife.NONE: ""},
        )

    @expose("/tambah", methods=("GET", "POST"))
    def add(self) -> ResponseReturnValue:
        """Choose a kind, then fill in its form."""
        demand(Permission.KEEP_CHANNELS)
        kind = request.args.get("jenis", "")
        if kind not in NEEDS:
            choices = [(row, NEEDS[row.kind]) for row in CHANNELS.values() if row.kind in NEEDS]
            status = 409 if request.method == "POST" else 200
            return self.render("channels/channel_kinds.html", choices=choices), status
        row = channel(kind)
        form = channel_form(row, adding=True, posted=_posted())
        return self._form(form, f"Tambah kanal {row.label}", row, lambda: _add(row, form))

    @expose("/ubah", methods=("GET", "POST"))
    def change(self) -> ResponseReturnValue:
        """Change an account's name, settings and secrets."""
        demand(Permission.KEEP_CHANNELS)
        account = _account(request.args.get("id", 0, type=row_id))
        row = channel(account.kind)
        form = channel_form(row, adding=False, posted=_posted(), values=json.loads(account.settings))
        if request.method == "GET":
            form["label"].data = account.label
        return self._form(form, f"Ubah kanal {account.label}", row, lambda: _change(account.id, form))

    @expose("/nyala", methods=("POST",))
    def switch(self) -> ResponseReturnValue:
        """Switch a channel on or off."""
        demand(Permission.KEEP_CHANNELS)
        on = request.form.get("nyala") == "ya"
        account = _account(request.form.get("id", 0, type=row_id))
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            change_channel(account.id, signed_in_actor(), now(), enabled=on)
        flash(f"{account.label} {'dinyalakan' if on else 'dimatikan'}.", "success")
        return redirect(_card(self.get_url(".index"), account.id))

    @expose("/uji", methods=("POST",))
    def test(self) -> ResponseReturnValue:
        """Ask an agent to test a channel; the result appears on this page within seconds."""
        demand(Permission.KEEP_CHANNELS)
        account = _account(request.form.get("id", 0, type=row_id))
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            ask_test(account.id, signed_in_actor(), now())
        if request.form.get("kembali") == "persiapan":
            return redirect("/persiapan/langkah/kanal")
        return redirect(_card(self.get_url(".index"), account.id))

    @expose("/hasil")
    def result(self) -> ResponseReturnValue:
        """Return the part of a card with its last test, for the page that waits for it."""
        account = _account(request.args.get("id", 0, type=row_id))
        return self.render("channels/channel_test.html", account=account, test=_test_of(account.id))

    def _form(self, form: Any, title: str, row: Channel, act: Callable[[], Kept]) -> ResponseReturnValue:
        status = 200
        if request.method == "POST":
            status = 409
            kept = _done(act) if form.validate() else None
            if kept is not None:
                flash(kept.said, "warning" if kept.said == WAITS else "success")
                return redirect(_card(self.get_url(".index"), kept.account))
        words = {"title": title, "list_url": self.get_url(".index"), "needs": NEEDS.get(row.kind, "")}
        usual = [field for field in form if not is_rare(field)]
        rare = [field for field in form if is_rare(field)]
        return self.render("channels/channel_form.html", usual_fields=usual, rare_fields=rare, **words), status


def _inbound_at(account: ChannelAccount) -> datetime | None:
    """Return when the newest message came that is not hidden from who is asking: its time would tell of it."""
    scope = signed_in_actor().scope
    if hides_nothing(scope):
        return account.last_inbound_at
    mine = (Message.account == account.id) & (Message.direction == "in") & Message.id.not_in(hidden_messages(scope))
    newest = Message.select(Message.received_at).where(mine).order_by(Message.id.desc()).first()
    return newest.received_at if newest is not None else None


def _posted() -> MultiDict[str, str] | None:
    return request.form if request.method == "POST" else None


def _account(account_id: int) -> ChannelAccount:
    account = ChannelAccount.get_or_none(ChannelAccount.id == account_id)
    if account is None:
        raise NotVisible
    return account


def _reads_dm(account: ChannelAccount) -> bool:
    return reads_dm(json.loads(account.settings))


def _card(url: str, account_id: int) -> str:
    return f"{url}#kanal-{account_id}"


def _key() -> bytes:
    return load_key(current_app.config["ADUAN"].secret_key_file)


def channel_tests() -> list[tuple[ChannelAccount, dict[str, Any] | None]]:
    """Return the channels an agent reads, practice excepted, each with its last test."""
    real = ChannelAccount.select().where(ChannelAccount.sample == False).order_by(ChannelAccount.id)  # noqa: E712
    return [(row, _test_of(row.id)) for row in real if row.kind in CHANNELS and CHANNELS[row.kind].needs_agent]


def _test_of(account_id: int) -> dict[str, Any] | None:
    """Return an account's last test as the card shows it, also where nobody answered."""
    test = latest_test(account_id)
    if test is None:
        return None
    waiting = is_waiting(test, now())
    detail = test.detail if test.done_at else "" if waiting else UNANSWERED
    at, outdated = test.done_at or test.asked_at, is_outdated(test)
    unproven = test.done_at is not None and test.ok is None
    told = {"detail": detail, "at": at, "outdated": outdated, "unproven": unproven}
    return {"waiting": waiting, "ok": bool(test.ok), **told}


def _done(act: Callable[[], Kept]) -> Kept | None:
    """Do what the form says, once; return None, with the reason on the page, where it is refused."""
    try:
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            return act()
    except AlreadyDone:
        raise
    except ChannelNotAllowed as problem:
        flash(refusal(problem), "error")
    except RuleBroken as broken:
        flash(broken.sentence, "error")
    return None


def _add(row: Channel, form: Any) -> Kept:
    """Add an account, or ask a second person for it."""
    entered, label, settings = _entered(form), form["label"].data, settings_from(form)
    if row.needs_agent and needs_second(signed_in_actor(), Permission.KEEP_CHANNELS):
        ask_second(wish_for_new(row.kind, label, settings, entered))
        return Kept(0, WAITS)
    written = json.dumps(entered) if entered else ""
    return _kept(add_channel(row.kind, label, settings, written, _key(), signed_in_actor(), now()))


def _change(account_id: int, form: Any) -> Kept:
    """Change an account, or ask a second person for its new place; secrets left empty stay, also renewed ones."""
    secrets, label, settings = _entered(form), form["label"].data, settings_from(form)
    if needs_second(signed_in_actor(), Permission.KEEP_CHANNELS):
        wish = wish_for_move(_account(account_id), label, settings, secrets, _key())
        if wish is not None:
            ask_second(wish)
            return Kept(account_id, WAITS)
    changed = change_channel(
        account_id,
        signed_in_actor(),
        now(),
        label=label,
        settings=settings,
        entered=Entered(secrets, _key()) if secrets else None,
    )
    return _kept(changed)


def _kept(row: ChannelAccount) -> Kept:
    return Kept(row.id, f"{row.label} sudah disimpan. Tekan Uji sambungan untuk memastikannya.")


def _entered(form: OfficeForm) -> dict[str, str]:
    return {name: storable(value) for name, value in secrets_from(form).items()}
