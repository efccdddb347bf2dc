"""GOWA by its HTTP contract over the memory of the gateway: the paths the office uses, and no others."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.gowa import refusals, rendering
from sync_agent.simulator.gowa.gateway import OFFICE, Gateway, Question, address, stored_text
from sync_agent.simulator.network.items import Media

gowa = Blueprint("gowa", __name__, url_prefix="/gowa")
# Mounted before the gateway asks for a password (cmd/rest.go): whoever reaches the port reads the files.
_PUBLIC = ("gowa.health", "gowa.file")
_OF_NO_DEVICE = (*_PUBLIC, "gowa.nothing_here", "gowa.device_status", "gowa.info")
_LARGEST_PAGE = 100
_FLAGS = {"true": True, "false": False}


def _gateway() -> Gateway:
    found: Gateway = current_app.extensions["gowa"]
    return found


@gowa.errorhandler(refusals.Refusal)
def _refuse(refusal: refusals.Refusal) -> ResponseReturnValue:
    return jsonify(refusal.body), refusal.status


@gowa.before_request
def _check_password() -> ResponseReturnValue | None:
    if request.endpoint not in _PUBLIC and not _gateway().lets_in(request.headers.get("Authorization", "")):
        return Response(
            "Unauthorized", 401, {"WWW-Authenticate": "Basic realm=Restricted"}, content_type="text/plain"
        )
    if request.path.endswith(tuple(_gateway().settings.missing)):
        return _no_way()
    if request.endpoint not in _OF_NO_DEVICE:
        _check_device(request.headers.get("X-Device-Id", "") or request.args.get("device_id", ""))
    return None


def _check_device(given: str) -> None:
    wanted = _gateway().settings.device
    if given and given not in (wanted or "default", OFFICE):
        raise refusals.device_unknown()
    if wanted and not given:
        raise refusals.device_required()


@gowa.get("/health")
def health() -> ResponseReturnValue:
    """Tell that the program runs."""
    return Response("OK", content_type="text/plain")


@gowa.get("/app/status")
def status() -> ResponseReturnValue:
    """Whether the device is connected and logged in."""
    settings = _gateway().settings
    results = {
        "is_connected": settings.connected and settings.logged_in,
        "is_logged_in": settings.logged_in,
        "device_id": settings.device or "default",
        "jid": OFFICE if settings.logged_in else "",
    }
    return jsonify(rendering.envelope("Connection status retrieved", results))


@gowa.get("/app/info")
def info() -> ResponseReturnValue:
    """Tell which GOWA this is."""
    return jsonify(rendering.envelope("Fetch app info success", rendering.info(_gateway().settings.version)))


@gowa.get("/devices/<device>/status")
def device_status(device: str) -> ResponseReturnValue:
    """Tell the same of a device by its name."""
    _check_device(device)
    settings = _gateway().settings
    results = {"device_id": device, "is_connected": settings.connected, "is_logged_in": settings.logged_in}
    return jsonify(rendering.envelope("Device status", results))


@gowa.get("/chats")
def chats() -> ResponseReturnValue:
    """Return one page of chats, the one stored into last first; from the store, connected or not."""
    limit, offset = _page(25)
    rows = _gateway().chats()
    data = [rendering.chat_item(*row) for row in rows[offset : offset + limit]]
    return jsonify(rendering.listing("Success get chat list", data, limit, offset, len(rows)))


@gowa.get("/chat/<jid>/messages")
def messages(jid: str) -> ResponseReturnValue:
    """Return one page of a chat's messages; of an unknown chat an empty one."""
    gateway = _gateway()
    if jid in map(address, gateway.settings.broken_chats):
        raise refusals.broken("database disk image is malformed")
    limit, offset = _page(50)
    question = Question(
        limit,
        offset,
        _time("start_time"),
        _time("end_time"),
        _flag("is_from_me"),
        _flag("media_only") is True,
    )
    rows, total = gateway.messages(jid, question)
    data = [rendering.message_item(row, jid, gateway.zone) for row in rows]
    found = gateway.chat(jid)
    info = rendering.chat_item(*found) if found else {"jid": jid, "name": ""}
    return jsonify(rendering.listing("Success get chat messages", data, limit, offset, total, chat_info=info))


@gowa.post("/send/message")
def send_message() -> ResponseReturnValue:
    """Send a text to an address."""
    body = request.get_json(silent=True)
    body = body if isinstance(body, dict) else {}
    phone, text = (body.get(name) or "" for name in ("phone", "message"))
    if phone and not text:
        raise refusals.invalid("message: cannot be blank.")
    return _sent(phone, text, body.get("reply_message_id"))


@gowa.post("/send/chat-presence")
def chat_presence() -> ResponseReturnValue:
    """Take that somebody types; no chat remembers it."""
    found = request.get_json(silent=True)
    body = found if isinstance(found, dict) else {}
    if body.get("action") not in ("start", "stop") or not body.get("phone"):
        raise refusals.invalid("action: must be a valid value.")
    return jsonify(rendering.envelope("Send chat presence success", {"message_id": "", "status": body["action"]}))


@gowa.post("/message/<message_id>/read")
def mark_read(message_id: str) -> ResponseReturnValue:
    """Tell a citizen that one message was read; like the gateway, without looking whether there is such a one."""
    found = request.get_json(silent=True)
    if not isinstance(found, dict) or not found.get("phone"):
        raise refusals.invalid("phone: cannot be blank.")
    _check_session()
    _gateway().network.mark_read(message_id)
    results = {"message_id": message_id, "status": f"Mark as read success {message_id}"}
    return jsonify(rendering.envelope("Mark as read success", results))


@gowa.post("/send/<sort>")
def send_file(sort: str) -> ResponseReturnValue:
    """Send a picture or a document that came in a form, under a field named after its sort."""
    file = request.files.get(sort)
    if sort not in ("image", "file"):
        return _no_way()
    if file is None:
        raise refusals.invalid(f"{sort}: cannot be blank.")
    media = Media(file.stream.read(), file.mimetype, file.filename)
    if sort == "image" and not media.mimetype.startswith("image/"):
        raise refusals.invalid("your image is not allowed. please use jpg/jpeg/png/webp")
    form = request.form
    return _sent(form.get("phone", ""), form.get("caption", ""), form.get("reply_message_id"), (media,))


def _sent(phone: str, text: str, reply_to: str | None, media: tuple[Media, ...] = ()) -> ResponseReturnValue:
    if not phone:
        raise refusals.invalid("phone: cannot be blank.")
    if phone.startswith("0"):
        raise refusals.invalid("phone number must start with country code (e.g., 62 for Indonesia), not 0")
    _check_session()
    sent = _gateway().send(phone, text, reply_to, media)
    results = {"message_id": sent, "status": f"Message sent to {phone}"}
    return jsonify(rendering.envelope("Success", results))


@gowa.get("/message/<message_id>/download")
def download(message_id: str) -> ResponseReturnValue:
    """Fetch a message's file from WhatsApp into the served folder and tell where it is."""
    phone, gateway = request.args.get("phone", ""), _gateway()
    if not phone:
        raise refusals.invalid("phone: cannot be blank.")
    _check_session()
    item = gateway.network.shown(message_id)
    if item is None:
        raise refusals.broken(f"message with ID {message_id} not found")
    if not item.media:
        raise refusals.broken(f"message {message_id} does not contain downloadable media")
    if address(item.person.username) != address(phone):
        raise refusals.broken(f"message {message_id} does not belong to chat {phone}")
    way, media = gateway.write_file(item, address(phone))
    results = {
        "message_id": message_id,
        "status": "Media downloaded successfully",
        "media_type": rendering.message_item(item, phone, gateway.zone)["media_type"],
        "filename": way.rpartition("/")[2],
        "file_path": way,
        "file_url": media.url or f"http://localhost:3000/{way}",
        "file_size": len(media.content),
    }
    return jsonify(rendering.envelope("Media downloaded successfully", results))


@gowa.get("/statics/<path:name>")
def file(name: str) -> ResponseReturnValue:
    """Return a file of the served folder to whoever asks."""
    media = _gateway().file(f"statics/{name}")
    if media is None:
        return _no_way()
    return Response(media.content, content_type=media.mimetype)


@gowa.route("/", defaults={"rest": ""}, methods=["GET", "POST", "PUT", "DELETE"])
@gowa.route("/<path:rest>", methods=["GET", "POST", "PUT", "DELETE"])
def nothing_here(rest: str) -> ResponseReturnValue:
    """Answer every other path as the real one does."""
    return _no_way()


def _no_way() -> Response:
    return Response(f"Cannot {request.method} {request.path[5:]}", 404, content_type="text/plain")


def _check_session() -> None:
    settings = _gateway().settings
    if not settings.logged_in:
        raise refusals.not_logged_in()
    if not settings.connected:
        raise refusals.not_connected()


def _page(default: int) -> tuple[int, int]:
    limit, offset = _number("limit", default), _number("offset", 0)
    if limit > _LARGEST_PAGE:
        raise refusals.invalid("limit: must be no greater than 100.")
    return limit, offset


def _number(name: str, default: int) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else default


def _flag(name: str) -> bool | None:
    return _FLAGS.get(request.args.get(name, ""))


def _time(name: str) -> str | None:
    """Read a time and write it as the store compares it: in the zone it was asked in."""
    text: Any = request.args.get(name)
    if not text:
        return None
    try:
        return stored_text(datetime.fromisoformat(text.replace("Z", "+00:00")))
    except ValueError:
        raise refusals.invalid(f"{name}: must be a valid date.") from None
