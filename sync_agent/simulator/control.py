"""The control API for tests and the page: set faults, let messages happen, look at what every citizen sees."""

from fnmatch import fnmatchcase

from flask import Blueprint, Response, current_app, json, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.control_shapes import (
    WrongWish,
    change_settings,
    message_json,
    phone_json,
    read_draft,
    read_payload,
)
from sync_agent.simulator.faults import WrongSwitch
from sync_agent.simulator.practice import Practice

control = Blueprint("control", __name__, url_prefix="/_control")


def _practice() -> Practice:
    practice: Practice = current_app.extensions["practice"]
    return practice


@control.errorhandler(WrongWish)
@control.errorhandler(WrongSwitch)
def _refuse(error: ValueError) -> ResponseReturnValue:
    return jsonify({"error": str(error)}), 400


@control.get("/state")
def state() -> ResponseReturnValue:
    """Tell how everything is."""
    practice = _practice()
    gateway = practice.gateway
    return jsonify(
        {
            "session": gateway.session.status(gateway.clock()),
            "restarts": gateway.session.restarts,
            "messages": gateway.count(),
            "office_messages": len(gateway.office_messages),
            "chats": len(gateway.phones),
            "requests": len(practice.wire.requests),
            "pace": practice.life.pace,
            "settings": change_settings(gateway, {}),
            "platforms": {
                kind: {"messages": platform.network.count(), "office_messages": len(platform.network.office_items)}
                for kind, platform in practice.platforms.items()
            },
            "faults": [fault.as_json() for fault in practice.switchboard.faults()],
        }
    )


@control.post("/faults")
def switch_on() -> ResponseReturnValue:
    """Set one fault, or a list of them."""
    payload = read_payload()
    payloads = [one for one in (payload if isinstance(payload, list) else [payload]) if isinstance(one, dict)]
    if not payloads:
        raise WrongWish("a fault is an object with a kind")
    numbers = [_practice().switchboard.switch_on(one).number for one in payloads]
    return jsonify({"number": numbers[0], "numbers": numbers}), 201


@control.delete("/faults")
@control.delete("/faults/<int:number>")
def switch_off(number: int | None = None) -> ResponseReturnValue:
    """Take one fault away, or all."""
    return jsonify({"removed": _practice().switchboard.switch_off(number)})


@control.post("/messages")
def add_messages() -> ResponseReturnValue:
    """Let one message happen, or a list of them."""
    payload, gateway = read_payload(), _practice().gateway
    if isinstance(payload, list):
        return jsonify({"added": len(gateway.receive_many([read_draft(one) for one in payload]))}), 201
    return jsonify(message_json(gateway, gateway.receive(read_draft(payload)))), 201


@control.post("/messages/lines")
def add_lines() -> ResponseReturnValue:
    """Let many messages happen, one JSON object a line."""
    try:
        drafts = [read_draft(json.loads(line)) for line in request.get_data().split(b"\n") if line.strip()]
    except ValueError as error:
        raise WrongWish(str(error)) from error
    return jsonify({"added": len(_practice().gateway.receive_many(drafts))}), 201


@control.patch("/messages/<path:message_id>")
def edit_message(message_id: str) -> ResponseReturnValue:
    """Edit a message as its author would."""
    payload = read_payload()
    if not isinstance(payload, dict) or not isinstance(payload.get("text"), str):
        raise WrongWish("an edit has a text")
    found = _practice().gateway.edit(message_id, payload["text"])
    return jsonify({"edited": found}), 200 if found else 404


@control.delete("/messages/<path:message_id>")
def withdraw_message(message_id: str) -> ResponseReturnValue:
    """Take a message back; `how` is vanish, blank or keep."""
    how = request.args.get("how", "vanish")
    if how not in ("vanish", "blank", "keep"):
        raise WrongWish("how is vanish, blank or keep")
    found = _practice().gateway.withdraw(message_id, how)
    return jsonify({"withdrawn": found}), 200 if found else 404


@control.get("/phones")
def phones() -> ResponseReturnValue:
    """Show everything visible in every chat."""
    gateway = _practice().gateway
    return jsonify({"phones": [phone_json(gateway, phone) for phone in gateway.phones.everyone()]})


@control.get("/phones/<chat>")
def phone(chat: str) -> ResponseReturnValue:
    """Show everything visible in one chat."""
    gateway = _practice().gateway
    if not gateway.phones.knows(chat):
        return jsonify({"error": f"nobody at {chat}"}), 404
    return jsonify(phone_json(gateway, gateway.phones.at(chat)))


@control.post("/session")
def set_session() -> ResponseReturnValue:
    """Put the session into a status; `heals` false: a restart does not help."""
    payload, gateway = read_payload(), _practice().gateway
    if not isinstance(payload, dict):
        raise WrongWish("a session is an object with a status")
    try:
        gateway.session.set(str(payload.get("status")), payload.get("heals", True))
    except ValueError as error:
        raise WrongWish(str(error)) from error
    return jsonify({"status": gateway.session.status(gateway.clock())})


@control.post("/settings")
def settings() -> ResponseReturnValue:
    """Change how the gateway behaves; `pace` sets the seconds between two conversations (0: nobody writes)."""
    payload, practice = read_payload(), _practice()
    pace = payload.pop("pace", practice.life.pace) if isinstance(payload, dict) else None
    if not isinstance(pace, int | float) or pace < 0:
        raise WrongWish("settings are an object; pace is a number of seconds")
    changed = change_settings(practice.gateway, payload)
    practice.life.pace = float(pace)
    return jsonify(changed)


@control.get("/requests")
def requests_seen() -> ResponseReturnValue:
    """List the latest requests to the platforms, oldest first; `path` is a pattern."""
    wanted = request.args.get("path", "*")
    seen = [note for note in list(_practice().wire.requests) if fnmatchcase(note["path"], wanted)]
    return jsonify({"requests": seen})


@control.delete("/requests")
def forget_requests() -> Response:
    """Forget the requests seen so far."""
    _practice().wire.requests.clear()
    return Response(status=204)
