"""The channels' health: does each one work, since when, why not, and what to do. The administrator switches them."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, redirect, request
from flask_admin import expose

from admin_app.asking import demand, may, now, signed_in_actor
from admin_app.guarded_page import GuardedPage
from models.actions.case import spend_form_key
from models.actions.keep_channel import change_channel
from models.rules.channels import CHANNELS
from models.rules.errors import NotVisible, RuleBroken
from models.rules.permissions import Deed
from models.rules.texts import storable
from models.tables import AgentHeartbeat, ChannelAccount, database
from models.tables.secrets import load_key, seal


@dataclass(frozen=True)
class StateRow:
    """A state of a channel: what it is called, its colour, and what to do about it."""

    label: str
    kind: str
    to_do: str


OFF = StateRow("Dimatikan", "", "Kanal ini tidak dibaca dan tidak mengirim. Administrator dapat menyalakannya lagi.")
STATES: dict[str, StateRow] = {
    "baru": StateRow("Belum pernah dibaca", "info", "Tunggu putaran pertama penghubung kanal."),
    "ok": StateRow("Berjalan", "good", "Tidak ada yang perlu dilakukan."),
    "terganggu": StateRow(
        "Terganggu",
        "warn",
        "Dicoba lagi sendiri. Bila lebih dari satu jam, periksa internet dan aplikasi gateway di komputer kanal.",
    ),
    "jeda": StateRow(
        "Perlu masuk lagi",
        "bad",
        "Sesi kanal terputus. Di komputer kanal, masuk lagi (pindai kode QR) atau ganti kunci API-nya di sini.",
    ),
}


def state_of(account: ChannelAccount) -> StateRow:
    """Say how a channel is."""
    return STATES.get(account.state, STATES["baru"]) if account.enabled else OFF


class ChannelsPage(GuardedPage):
    """One card a channel."""

    deed = Deed.SEE_CHANNELS

    @expose("/")
    def index(self) -> Any:
        """Show every channel and the agents that serve them."""
        accounts = list(ChannelAccount.select().order_by(ChannelAccount.id))
        agents = list(AgentHeartbeat.select().order_by(AgentHeartbeat.seen_at.desc()).limit(5))
        return self.render(
            "layar/channels.html",
            cards=[(row, CHANNELS.get(row.kind), state_of(row)) for row in accounts],
            agents=agents,
            can_keep=may(Deed.KEEP_CHANNELS),
        )

    @expose("/nyala", methods=("POST",))
    def switch(self) -> Any:
        """Switch a channel on or off."""
        demand(Deed.KEEP_CHANNELS)
        on = request.form.get("nyala") == "ya"
        account = self._change(enabled=on)
        flash(f"{account.label} {'dinyalakan' if on else 'dimatikan'}.", "success")
        return redirect(self.get_url(".index"))

    @expose("/kunci", methods=("POST",))
    def replace_secret(self) -> Any:
        """Replace a channel's secret; it is sealed at once and never shown again."""
        demand(Deed.KEEP_CHANNELS)
        secret = storable(request.form.get("secret", "")).strip()
        if not secret:
            raise RuleBroken("Kunci masih kosong. Tempelkan kunci baru lebih dahulu.")
        account = self._change(sealed_secret=seal(load_key(current_app.config["ADUAN"].secret_key_file), secret))
        flash(f"Kunci {account.label} sudah diganti.", "success")
        return redirect(self.get_url(".index"))

    def _change(self, **changes: Any) -> ChannelAccount:
        account = ChannelAccount.get_or_none(ChannelAccount.id == request.form.get("id", 0, type=int))
        if account is None:
            raise NotVisible
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            return change_channel(account.id, signed_in_actor(), now(), **changes)
