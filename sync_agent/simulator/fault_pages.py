"""The page of fault switches: what goes wrong, where and how often, how the fakes behave, how much citizens write."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sync_agent.simulator.control_shapes import WrongWish
from sync_agent.simulator.fault_kinds import KINDS
from sync_agent.simulator.faults import WrongSwitch
from sync_agent.simulator.network_shapes import as_lines, change_fields, from_lines
from sync_agent.simulator.practice import Practice
from sync_agent.simulator.waha.session import STATUSES

fault_pages = Blueprint("fault_pages", __name__, url_prefix="/faults")


def _practice() -> Practice:
    practice: Practice = current_app.extensions["practice"]
    return practice


@fault_pages.get("")
def faults() -> ResponseReturnValue:
    """Show the fault switches."""
    return _page()


@fault_pages.post("")
def switch_on() -> ResponseReturnValue:
    """Set the fault that was filled in; settings are written `name=value`, one a line."""
    payload = {
        name: request.form[name]
        for name in ("kind", "platform", "path", "count", "probability")
        if request.form.get(name)
    }
    pairs = (line.partition("=") for line in request.form.get("settings", "").splitlines() if "=" in line)
    try:
        _practice().switchboard.switch_on({**payload, **{name.strip(): value.strip() for name, _, value in pairs}})
    except WrongSwitch as error:
        return _page(f"Tidak dapat dinyalakan: {error}"), 400
    return redirect(url_for("fault_pages.faults"), 303)


@fault_pages.post("/off")
def switch_off() -> ResponseReturnValue:
    """Take one fault away, or all."""
    _practice().switchboard.switch_off(request.form.get("number", type=int))
    return redirect(url_for("fault_pages.faults"), 303)


@fault_pages.post("/session")
def session() -> ResponseReturnValue:
    """Put the WhatsApp session into a status, and set the pace of the citizens."""
    practice, status = _practice(), request.form.get("status", "")
    if status in STATUSES:
        practice.gateway.session.set(status)
    pace = request.form.get("pace", type=float)
    if pace is not None and pace >= 0:
        practice.life.pace = pace
    return redirect(url_for("fault_pages.faults"), 303)


@fault_pages.post("/settings")
def settings() -> ResponseReturnValue:
    """Change how one fake behaves; settings are written `name=value`, one a line."""
    platform = _practice().platforms.get(request.form.get("platform", ""))
    if platform is None:
        return _page("Kanal itu tidak ada di simulator."), 400
    try:
        change_fields(platform.settings, from_lines(platform.settings, request.form.get("settings", "")))
    except WrongWish as error:
        return _page(f"Tidak dapat diterapkan: {error}"), 400
    return redirect(url_for("fault_pages.faults"), 303)


def _page(problem: str = "") -> str:
    practice = _practice()
    return render_template(
        "faults.html",
        kinds=KINDS,
        faults=practice.switchboard.faults(),
        status=practice.gateway.session.status(practice.gateway.clock()),
        statuses=STATUSES,
        pace=practice.life.pace,
        problem=problem,
        behaviours=[(one.kind, one.label, as_lines(one.settings)) for one in practice.platforms.values()],
    )
