"""The pages staff train with: who writes to the office, and each citizen's phone. The fault switches are apart."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from models.rules.core.moments import from_unix, to_wib
from sync_agent.simulator.citizens import latest
from sync_agent.simulator.practice import Practice
from sync_agent.simulator.waha.messages import Draft, Media, Message

pages = Blueprint("pages", __name__)
SHOWN_CITIZENS = 200
SHOWN_BUBBLES = 300
TICKS = {0: ("🕓", "menunggu"), 1: ("✓", "terkirim"), 2: ("✓✓", "sampai"), 3: ("✓✓", "dibaca"), -1: ("⚠", "gagal")}


def _practice() -> Practice:
    practice: Practice = current_app.extensions["practice"]
    return practice


@pages.app_template_filter("shown")
def shown(text: str) -> str:
    """Make any text fit for a page: lone surrogates cannot be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


@pages.app_template_filter("clock_time")
def clock_time(timestamp: float) -> str:
    """Write a moment as the phone shows it: WIB, with the day where it is not today's."""
    moment, today = to_wib(from_unix(int(timestamp))), to_wib(from_unix(_practice().gateway.clock()))
    return moment.strftime("%H.%M") if moment.date() == today.date() else moment.strftime("%d/%m/%Y %H.%M")


@pages.app_template_filter("number")
def number(address: str) -> str:
    """Write an address as a phone number where it is one."""
    digits, _, ending = address.partition("@")
    return f"+{digits}" if ending == "c.us" else address


@pages.app_template_filter("ticks")
def ticks(message: Message) -> tuple[str, str]:
    """Return the ticks of an office message and what they mean."""
    return TICKS[_practice().gateway.ack(message)]


@pages.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Tell that the simulator is up."""
    return Response("ok\n", content_type="text/plain")


@pages.get("/")
def citizens() -> ResponseReturnValue:
    """List the citizens, the latest first."""
    return render_template("citizens.html", **_citizens(request.args.get("q", "")))


@pages.get("/citizens")
def citizens_part() -> ResponseReturnValue:
    """Return the list alone, for the page to renew itself."""
    return part("_citizens.html", _citizens(request.args.get("q", "")))


def _citizens(wanted: str) -> dict[str, Any]:
    chosen, found, total = latest(_practice(), wanted, SHOWN_CITIZENS)
    platforms = list(_practice().platforms.values())
    return {"citizens": chosen, "found": found, "total": total, "wanted": wanted, "platforms": platforms}


@pages.post("/citizens")
def new_citizen() -> ResponseReturnValue:
    """Let a new citizen appear, and open the phone."""
    given, name = request.form.get("phone", "").strip(), request.form.get("name", "").strip()
    platform = _practice().platforms.get(request.form.get("kind", ""))
    if platform is not None and name and given and "/" not in given:
        person = platform.network.person(given, name)
        return redirect(url_for("platform_pages.person", kind=platform.kind, username=person.username), 303)
    digits = "".join(sign for sign in given if sign.isdigit())
    if platform is not None or not name or not 8 <= len(digits) <= 15:
        problem = "Isi nama dan nomor ponsel (8–15 angka), atau nama pengguna tanpa garis miring pada kanal lain."
        return render_template("citizens.html", problem=problem, **_citizens("")), 400
    number = f"62{digits[1:]}" if digits.startswith("0") else digits
    phone = _practice().gateway.phones.at(f"{number}@c.us", name)
    return redirect(url_for("pages.phone", chat=phone.address), 303)


@pages.get("/phone/<chat>")
def phone(chat: str) -> ResponseReturnValue:
    """Show a citizen's phone."""
    return render_template("phone.html", **_phone(chat))


@pages.get("/phone/<chat>/bubbles")
def bubbles(chat: str) -> ResponseReturnValue:
    """Return the bubbles alone, for the page to renew itself."""
    return part("_bubbles.html", _phone(chat))


def _phone(chat: str) -> dict[str, Any]:
    gateway = _practice().gateway
    if not gateway.phones.knows(chat):
        abort(404)
    with gateway.lock:
        opened = gateway.phones.at(chat)
        rows = list(opened.messages.rows[-SHOWN_BUBBLES:])
        opened.seen = max((row.sequence for row in rows), default=opened.seen)
    return {"phone": opened, "rows": rows, "quotes": {row.key: row for row in rows}}


@pages.post("/phone/<chat>")
def write(chat: str) -> ResponseReturnValue:
    """Write a message as the citizen, with a photo if there is one."""
    gateway, text = _practice().gateway, request.form.get("text", "").replace("\r\n", "\n").strip()
    if not gateway.phones.knows(chat):
        abort(404)
    media = uploaded(request.files.get("photo"))
    if text or media:
        gateway.receive(Draft(chat, text, media=media))
    return redirect(url_for("pages.phone", chat=chat), 303)


def uploaded(upload: FileStorage | None) -> Media | None:
    """Return the file of a form, None where none was chosen."""
    if upload is None or not upload.filename:
        return None
    mimetype = upload.mimetype or "application/octet-stream"
    named = None if mimetype.startswith("image/") else upload.filename
    return Media(upload.read(), mimetype, named)


@pages.get("/phone/<chat>/media/<key>")
def media(chat: str, key: str) -> ResponseReturnValue:
    """Return a file as it lies on the citizen's phone."""
    row = next((one for one in _phone(chat)["rows"] if one.key == key), None)
    if row is None or row.media is None:
        abort(404)
    return shown_media(row.media.content, row.media.mimetype)


def shown_media(content: bytes, mimetype: str) -> Response:
    """Return a citizen's file to be looked at; what a browser might run is only to be saved."""
    harmless = mimetype if mimetype.startswith(("image/png", "image/jpeg", "audio/")) else None
    answer = Response(content, content_type=harmless or "application/octet-stream")
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


def part(template: str, facts: dict[str, object]) -> Response:
    """Return a part of a page, or 304 where the browser has it already."""
    answer = Response(render_template(template, **facts), content_type="text/html; charset=utf-8")
    answer.add_etag()
    answer.make_conditional(request)
    return answer
