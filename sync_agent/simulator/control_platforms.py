"""The control API of the fakes over the network, one for all kinds: write, change, take back, settings, accounts."""

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.control_shapes import WrongWish, read_payload
from sync_agent.simulator.network_shapes import change_fields, item_json, person_json, read_item
from sync_agent.simulator.platforms import Platform, account_of
from sync_agent.simulator.practice import Practice

control_platforms = Blueprint("control_platforms", __name__, url_prefix="/_control")


def _practice() -> Practice:
    practice: Practice = current_app.extensions["practice"]
    return practice


def _platform(kind: str) -> Platform:
    found = _practice().platforms.get(kind)
    if found is None:
        raise WrongWish(f"no fake of {kind}; there are: {', '.join(_practice().platforms)}")
    return found


@control_platforms.errorhandler(WrongWish)
def _refuse(error: WrongWish) -> ResponseReturnValue:
    return jsonify({"error": str(error)}), 400


@control_platforms.get("/accounts")
def accounts() -> ResponseReturnValue:
    """List an account for every platform, with which a connector reaches its fake here."""
    practice, url = _practice(), request.host_url
    own = practice.gateway.settings
    waha = {"base_url": f"{url}waha", "session": own.session}
    rows = [{"kind": "waha", "label": "WhatsApp", "settings": waha, "secrets": {"api_key": own.api_key or "latihan"}}]
    for kind, platform in practice.platforms.items():
        settings, secrets = account_of(platform, url)
        rows.append({"kind": kind, "label": platform.label, "settings": settings, "secrets": secrets})
    return jsonify({"accounts": rows})


@control_platforms.post("/<kind>/messages")
def write(kind: str) -> ResponseReturnValue:
    """Let one thing be written, or a list of them."""
    network, payload = _platform(kind).network, read_payload()
    if not isinstance(payload, list):
        return jsonify(item_json(network.write(read_item(network, payload)))), 201
    made = [network.write(draft) for draft in [read_item(network, one) for one in payload]]
    return jsonify({"added": len(made), "ids": [item.id for item in made]}), 201


@control_platforms.patch("/<kind>/messages/<path:item_id>")
def edit(kind: str, item_id: str) -> ResponseReturnValue:
    """Edit something as its author would."""
    payload = read_payload()
    if not isinstance(payload, dict) or not isinstance(payload.get("text"), str):
        raise WrongWish("an edit has a text")
    found = _platform(kind).network.edit(item_id, payload["text"])
    return jsonify({"edited": found}), 200 if found else 404


@control_platforms.delete("/<kind>/messages/<path:item_id>")
def remove(kind: str, item_id: str) -> ResponseReturnValue:
    """Take something back as its author would."""
    found = _platform(kind).network.remove(item_id)
    return jsonify({"removed": found}), 200 if found else 404


@control_platforms.post("/<kind>/posts")
def publish(kind: str) -> ResponseReturnValue:
    """Let the office publish something; `at` is unix seconds."""
    payload = read_payload()
    if not isinstance(payload, dict) or not isinstance(payload.get("text"), str):
        raise WrongWish("a post has a text")
    publication = _platform(kind).network.publish(payload["text"], payload.get("at"))
    return jsonify({"id": publication.id, "text": publication.text, "created": publication.created}), 201


@control_platforms.get("/<kind>/phones")
def phones(kind: str) -> ResponseReturnValue:
    """Show what every citizen sees at a platform."""
    network = _platform(kind).network
    return jsonify({"phones": [person_json(network, person) for person in list(network.people.values())]})


@control_platforms.get("/<kind>/phones/<username>")
def phone(kind: str, username: str) -> ResponseReturnValue:
    """Show what one citizen sees at a platform."""
    network = _platform(kind).network
    if username not in network.people:
        return jsonify({"error": f"nobody called {username} at {kind}"}), 404
    return jsonify(person_json(network, network.people[username]))


@control_platforms.patch("/<kind>/phones/<username>")
def shut_or_open(kind: str, username: str) -> ResponseReturnValue:
    """Let a citizen shut the office out, or in again: `closed`."""
    payload, network = read_payload(), _platform(kind).network
    if not isinstance(payload, dict) or not isinstance(payload.get("closed"), bool):
        raise WrongWish("closed is true or false")
    network.person(username).closed = payload["closed"]
    return jsonify(person_json(network, network.people[username]))


@control_platforms.get("/<kind>/settings")
def settings(kind: str) -> ResponseReturnValue:
    """Show how a fake behaves."""
    return jsonify(change_fields(_platform(kind).settings, {}))


@control_platforms.patch("/<kind>/settings")
def change_settings(kind: str) -> ResponseReturnValue:
    """Change how a fake behaves."""
    return jsonify(change_fields(_platform(kind).settings, read_payload()))
