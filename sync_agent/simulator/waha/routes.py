"""WAHA by its HTTP contract over the memory of the gateway: the paths the office uses, and no others."""

import re
from base64 import b64decode
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from sync_agent.simulator.waha import refusals, rendering
from sync_agent.simulator.waha.gateway import Gateway, NotOnWhatsApp, Question, new_key
from sync_agent.simulator.waha.messages import Media, Message
from sync_agent.simulator.waha.rendering import ACK_NAMES

waha = Blueprint("waha", __name__, url_prefix="/waha")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_FLAGS = {"true": True, "false": False}


def mount(app: Flask, gateway: Gateway) -> None:
    """Put the gateway under /waha of a web application."""
    app.extensions["waha"] = gateway
    app.register_blueprint(waha)


def _gateway() -> Gateway:
    gateway: Gateway = current_app.extensions["waha"]
    return gateway


@waha.errorhandler(refusals.Refusal)
def _refuse(refusal: refusals.Refusal) -> ResponseReturnValue:
    return jsonify(refusal.body), refusal.status


@waha.before_request
def _check_key() -> None:
    gateway = _gateway()
    if not gateway.lets_in(request.headers.get("X-Api-Key", "")):
        raise refusals.unauthorized()
    if request.path.endswith(tuple(gateway.settings.missing)):
        raise refusals.not_found(f"Cannot {request.method} {request.path.removeprefix(waha.url_prefix or '')}")


@waha.get("/api/version")
@waha.get("/api/server/version")
def version() -> ResponseReturnValue:
    """Tell which WAHA this is, and which engine it has."""
    settings = _gateway().settings
    return jsonify(rendering.environment(settings.version, settings.engine))


@waha.get("/api/sessions/<session>")
def session_info(session: str) -> ResponseReturnValue:
    """Tell how the session is."""
    gateway = _gateway()
    if session != gateway.settings.session:
        raise refusals.not_found("Session not found")
    status = gateway.session.status(gateway.clock())
    engine = gateway.settings.engine
    return jsonify(rendering.session_info(session, status, gateway.activity_at, engine))


@waha.get("/api/<session>/chats")
def chats(session: str) -> ResponseReturnValue:
    """Return one page of the chats, the one that moved last first unless asked otherwise."""
    gateway = _working(session)
    rows = gateway.chats(ascending=request.args.get("sortOrder") == "asc")
    first = int(_number("offset") or 0)
    last = first + int(_number("limit") or len(rows))
    return jsonify([rendering.chat_item(*row) for row in rows[first:last]])


@waha.post("/api/sessions/<session>/restart")
def restart(session: str) -> ResponseReturnValue:
    """Restart the session; it is STARTING for a while."""
    gateway = _gateway()
    if session != gateway.settings.session:
        raise refusals.not_found("Session not found")
    gateway.session.restart(gateway.clock(), gateway.settings.restart_seconds)
    return jsonify({"name": session, "status": gateway.session.status(gateway.clock()), "config": {}}), 201


@waha.get("/api/<session>/chats/<chat_id>/messages")
def messages(session: str, chat_id: str) -> ResponseReturnValue:
    """Return one page of messages, of one chat or of all."""
    gateway = _working(session)
    chat = None if chat_id == "all" else chat_id
    rows = gateway.page(chat, _question(), merge=_flag("merge", True) is not False)
    rows = rows if chat is not None or gateway.settings.lists_all else []
    download = _flag("downloadMedia", True) is not False
    return jsonify([_item(gateway, row, download) for row in rows])


@waha.get("/api/<session>/chats/<chat_id>/messages/<path:message_id>")
def message(session: str, chat_id: str, message_id: str) -> ResponseReturnValue:
    """Return one message by its id; like the engine, whatever chat is named."""
    gateway = _working(session)
    found = gateway.find(message_id)
    if found is None or found.hidden:
        raise refusals.not_found("Message not found")
    return jsonify(_item(gateway, found, _flag("downloadMedia", True) is not False))


@waha.get("/api/<session>/lids/<lid>")
def phone_of_lid(session: str, lid: str) -> ResponseReturnValue:
    """Tell the phone number behind a hidden id; `pn` is null where it is not known."""
    hidden_id = lid if "@" in lid else f"{lid}@lid"
    return jsonify({"lid": hidden_id, "pn": _working(session).phones.number_of(hidden_id)})


@waha.get("/api/<session>/new-message-id")
def new_message_id(session: str) -> ResponseReturnValue:
    """Return an id to send a message under."""
    _working(session)
    return jsonify({"id": new_key()})


@waha.post("/api/sendText")
def send_text() -> ResponseReturnValue:
    """Send a text to a chat; an id used before makes no second message."""
    body = request.get_json(silent=True)
    body = body if isinstance(body, dict) else {}
    _check_texts(body, "chatId", "text", "session")
    return _sent(body, body["text"], body.get("id"))


@waha.post("/api/startTyping")
def start_typing() -> ResponseReturnValue:
    """Take that somebody types; no chat remembers it."""
    body = request.get_json(silent=True)
    _check_texts(body if isinstance(body, dict) else {}, "chatId", "session")
    return jsonify({"result": True}), 201


@waha.post("/api/sendSeen")
def send_seen() -> ResponseReturnValue:
    """Tell a citizen that his messages were read: those named, or all of the chat."""
    found = request.get_json(silent=True)
    body = found if isinstance(found, dict) else {}
    _check_texts(body, "chatId", "session")
    named = body.get("messageIds")
    _working(body["session"]).mark_read(body["chatId"], named if isinstance(named, list) and named else None)
    return jsonify({"success": True}), 201


@waha.post("/api/sendImage")
@waha.post("/api/sendFile")
def send_file() -> ResponseReturnValue:
    """Send a file that came as base64; no id of the sender's is taken here."""
    found = request.get_json(silent=True)
    body = found if isinstance(found, dict) else {}
    _check_texts(body, "chatId", "session")
    file = body.get("file")
    if not isinstance(file, dict) or not all(isinstance(file.get(name), str) for name in ("mimetype", "data")):
        raise refusals.bad_request("file must be an object")
    try:
        content = b64decode(file["data"], validate=True)
    except ValueError:
        raise refusals.bad_request("file.data must be base64") from None
    media = Media(content, file["mimetype"], file.get("filename"))
    return _sent(body, str(body.get("caption") or ""), None, media)


def _check_texts(body: dict[str, object], *names: str) -> None:
    missing = [name for name in names if not isinstance(body.get(name), str)]
    if missing:
        raise refusals.bad_request(*(f"{name} must be a string" for name in missing))


def _sent(body: dict[str, Any], text: str, key: str | None, media: Media | None = None) -> ResponseReturnValue:
    gateway = _working(body["session"])
    try:
        sent = gateway.send(body["chatId"], text, key, body.get("reply_to"), media)
    except NotOnWhatsApp as error:
        raise refusals.no_account(str(error), gateway.clock()) from error
    # The running engine answers a send with the id and its own record only.
    short = {"id": sent.id, "_data": rendering.raw(sent)}
    return jsonify(short if gateway.settings.manner == rendering.GOWS else _item(gateway, sent, False)), 201


@waha.get("/api/files/<path:name>")
def file(name: str) -> ResponseReturnValue:
    """Return a media file until its lifetime is over."""
    gateway = _gateway()
    media = gateway.files.read(name.rpartition("/")[2], gateway.settings.file_lifetime, gateway.clock())
    if media is None:
        raise refusals.not_found("File not found")
    return Response(media.content, content_type=media.mimetype)


@waha.route("/", defaults={"rest": ""}, methods=["GET", "POST", "PUT", "DELETE"])
@waha.route("/<path:rest>", methods=["GET", "POST", "PUT", "DELETE"])
def nothing_here(rest: str) -> ResponseReturnValue:
    """Answer every other path as the real one does."""
    raise refusals.not_found(f"Cannot {request.method} /{rest}")


def _working(session: str) -> Gateway:
    gateway = _gateway()
    if session != gateway.settings.session:
        raise refusals.no_such_session(session)
    status = gateway.session.status(gateway.clock())
    if status != "WORKING":
        raise refusals.not_working(session, status)
    return gateway


def _item(gateway: Gateway, row: Message, download: bool) -> dict[str, Any]:
    media = None
    if row.media is not None and download:
        name = gateway.files.write(row, row.media, gateway.clock())
        media = rendering.media_item(row, url_for("waha.file", name=name, _external=True))
    quoted = gateway.find(row.reply_to) if row.reply_to else None
    return rendering.message_item(row, gateway.ack(row), media, quoted, gateway.settings.manner)


def _question() -> Question:
    limit = _number("limit")
    if limit is None:
        raise refusals.bad_request("limit must be a number conforming to the specified constraints")
    acks = {name: number for number, name in ACK_NAMES.items()}
    return Question(
        limit=int(limit),
        offset=int(_number("offset") or 0),
        descending=request.args.get("sortOrder") != "asc",
        earliest=_number("filter.timestamp.gte"),
        latest=_number("filter.timestamp.lte"),
        from_me=_flag("filter.fromMe", None),
        ack=acks.get(request.args.get("filter.ack", "")),
    )


def _number(name: str) -> float | None:
    text = request.args.get(name)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise refusals.bad_request(f"{name} must be a number conforming to the specified constraints")
    return float(text)


def _flag(name: str, default: bool | None) -> bool | None:
    text = request.args.get(name)
    if text is None:
        return default
    if text not in _FLAGS:
        raise refusals.bad_request(f"{name} must be a boolean value")
    return _FLAGS[text]
