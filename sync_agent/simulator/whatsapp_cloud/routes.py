"""The Cloud API's paths the office uses, and no others: the number's record, sends, files. There is no list."""

import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from sync_agent.simulator.network.items import Draft, Item, Media
from sync_agent.simulator.whatsapp_cloud.errors import CloudError, cloud_error
from sync_agent.simulator.whatsapp_cloud.memory import CloudMemory
from sync_agent.simulator.whatsapp_cloud.pushing import media_id

routes = Blueprint("whatsapp_cloud", __name__, url_prefix="/whatsapp_cloud")
LONGEST_TEXT = 4096
_SORTS: dict[str, tuple[str, ...]] = {"image": ("image/jpeg", "image/png"), "document": ("application/pdf",)}
_MB = 1024 * 1024
_LARGEST = {"image/jpeg": 5 * _MB, "image/png": 5 * _MB, "application/pdf": 100 * _MB}


def _platform() -> CloudMemory:
    platform: CloudMemory = current_app.extensions["whatsapp_cloud"]
    return platform


@routes.errorhandler(CloudError)
def _refuse(error: CloudError) -> ResponseReturnValue:
    return jsonify(error.body()), error.row.status


@routes.before_request
def _check() -> None:
    own = _platform().settings
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not given or given != own.token:
        raise cloud_error("token_expired")
    wanted = hmac.new(own.app_secret.encode(), given.encode(), hashlib.sha256)
    is_file = request.path.startswith(f"{routes.url_prefix}/files/")
    if not is_file and not hmac.compare_digest(request.args.get("appsecret_proof", ""), wanted.hexdigest()):
        raise cloud_error("bad_parameter", "Invalid appsecret_proof provided in the API argument")
    for trouble in (own.trouble, own.send_trouble if request.method == "POST" else ""):
        if trouble:
            raise cloud_error(trouble)


@routes.after_request
def _stamp(answer: Response) -> Response:
    percent = _platform().settings.usage
    if percent:
        answer.headers["X-App-Usage"] = json.dumps({"call_count": percent, "total_time": 1, "total_cputime": 1})
    return answer


@routes.get("/<version>/<object_id>")
def read(version: str, object_id: str) -> ResponseReturnValue:
    """Return the record of the office's number, or where a file is to be had for five minutes."""
    own = _platform().settings
    if object_id == "debug_token" and own.tells_tokens:
        about = {"is_valid": request.args.get("input_token") == own.token, "expires_at": own.token_expires_at}
        return jsonify({"data": {**about, "data_access_expires_at": 0}})
    if object_id == own.phone_number_id:
        record = {
            "id": own.phone_number_id,
            "display_phone_number": f"+{own.phone_number}",
            "verified_name": "Kantor Imigrasi Contoh",
            "quality_rating": own.quality,
        }
        wanted = request.args.get("fields", "id").split(",")
        return jsonify({name: value for name, value in record.items() if name in wanted})
    item = _file_of(object_id)
    if request.args.get("phone_number_id") not in (None, own.phone_number_id):
        raise cloud_error("not_found")
    media = item.media[0]
    url = media.url or url_for("whatsapp_cloud.file", name=object_id, _external=True)
    return jsonify(
        {
            "messaging_product": "whatsapp",
            "url": url,
            "mime_type": media.mimetype,
            "sha256": hashlib.sha256(media.content).hexdigest(),
            "file_size": str(len(media.content)),
            "id": object_id,
        }
    )


@routes.get("/files/<name>")
def file(name: str) -> ResponseReturnValue:
    """Return a file; its address wants the token too."""
    media = _file_of(name).media[0]
    return Response(media.content, content_type=media.mimetype)


@routes.post("/<version>/<number_id>/messages")
def send(version: str, number_id: str) -> ResponseReturnValue:
    """Take a text for somebody who wrote within the window."""
    platform = _platform()
    payload = request.get_json(silent=True)
    body: dict[str, Any] = payload if isinstance(payload, dict) else {}
    if number_id != platform.settings.phone_number_id:
        raise cloud_error("not_found")
    if "status" in body:
        return _read_mark(body)
    text, media = _checked(body)
    username = str(body["to"]).removeprefix("+")
    person = platform.network.people.get(username)
    if person is None or person.closed:
        raise cloud_error("undeliverable")
    if body.get("type") != "template":  # an approved one may open a conversation anew
        _check_window(username)
    context = body.get("context")
    item = platform.network.write(
        Draft(
            username,
            text,
            parent=context.get("message_id") if isinstance(context, dict) else None,
            media=media,
            from_office=True,
            source="api",
            extra={"callback": body.get("biz_opaque_callback_data"), "failed": platform.settings.late_trouble},
        )
    )
    contacts = [{"input": body["to"], "wa_id": username}]
    messages = [{"id": item.id, "message_status": "accepted"}]
    return jsonify({"messaging_product": "whatsapp", "contacts": contacts, "messages": messages})


def _read_mark(body: dict[str, Any]) -> ResponseReturnValue:
    """Take that a message, and so all before it, was read."""
    if body.get("messaging_product") != "whatsapp" or body["status"] != "read":
        raise cloud_error("missing", "messaging_product and status are required")
    if not _platform().network.mark_read(str(body.get("message_id")), before_too=True):
        raise cloud_error("bad_parameter", "Message ID is invalid.")
    return jsonify({"success": True})


@routes.post("/<version>/<number_id>/media")
def upload(version: str, number_id: str) -> ResponseReturnValue:
    """Take a file to be sent later; nobody sees it yet."""
    platform, file = _platform(), request.files.get("file")
    if number_id != platform.settings.phone_number_id:
        raise cloud_error("not_found")
    if file is None or request.form.get("messaging_product") != "whatsapp":
        raise cloud_error("missing", "messaging_product and file are required")
    media = Media(file.stream.read(), file.mimetype, file.filename)
    if len(media.content) > _LARGEST.get(media.mimetype, 0):
        raise cloud_error("bad_parameter", "Param file must be a file with one of the allowed types and sizes.")
    return jsonify({"id": platform.keep_upload(media)})


def _checked(body: dict[str, object]) -> tuple[str, tuple[Media, ...]]:
    sort = body.get("type", "text")
    if body.get("messaging_product") != "whatsapp" or not body.get("to") or sort not in ("text", "template", *_SORTS):
        raise cloud_error("missing", "messaging_product, to and type are required")
    if sort == "template":
        return _template(body.get("template")), ()
    return (_words(body), ()) if sort == "text" else _file(body.get(sort), _SORTS[sort])


def _file(part: object, mimetypes: tuple[str, ...]) -> tuple[str, tuple[Media, ...]]:
    """Read a file that was uploaded before. Raises CloudError where there is none of this sort."""
    payload = part if isinstance(part, dict) else {}
    media = _platform().uploads.get(str(payload.get("id")))
    if media is None or media.mimetype not in mimetypes:
        raise cloud_error("bad_parameter", "Param id is not a valid media id of this type.")
    return str(payload.get("caption") or ""), (replace(media, filename=payload.get("filename")),)


def _template(part: object) -> str:
    """Return the words of an approved template, its places filled. Raises CloudError."""
    payload = part if isinstance(part, dict) else {}
    known = dict(one.partition("=")[::2] for one in _platform().settings.templates.split("|"))
    words = known.get(str(payload.get("name")))
    language = payload.get("language")
    if words is None or not isinstance(language, dict) or not language.get("code"):
        raise cloud_error("no_template")
    parts = payload.get("components") or [{"parameters": []}]
    values = [str(one.get("text")) for one in parts[0]["parameters"]]
    if len(values) != words.count("{{"):
        raise cloud_error("template_places")
    for number, value in enumerate(values, 1):
        words = words.replace(f"{{{{{number}}}}}", value)
    return words


def _words(body: dict[str, Any]) -> str:
    text = body.get("text")
    words = text.get("body") if isinstance(text, dict) else None
    if not isinstance(words, str) or not words:
        raise cloud_error("missing", "text['body'] is required")
    if len(words) > LONGEST_TEXT:
        raise cloud_error("bad_parameter", f"Param text['body'] must be at most {LONGEST_TEXT} characters long.")
    return words


def _check_window(username: str) -> None:
    platform = _platform()
    hours = platform.settings.window_hours * 3600
    written = [item.created for item in platform.network.whole_chat(username) if not item.from_office]
    if not written or platform.network.clock() - max(written) > hours:
        raise cloud_error("outside_window")


def _file_of(name: str) -> Item:
    items = _platform().network.items.values()
    found = next((item for item in items if item.media and not item.removed and media_id(item) == name), None)
    if found is None:
        raise cloud_error("not_found")
    return found
