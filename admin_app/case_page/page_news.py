"""Lets an open page ask whether it has changed: 304 before anything is read, else the page drawn again."""

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, g, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from admin_app.case_page.news import page_mark
from admin_app.shell.access import current_actor, now
from admin_app.shell.guarded_page import count_waiting
from admin_app.shell.signing_in import SELF_REFRESH_HEADER, STATIC_ENDPOINTS
from models.actions.cases.desk import on_desk_of
from models.actions.core.actor import Actor
from models.actions.core.see_notices import waiting_notices
from models.rules.staff.permissions import Permission
from models.tables import Complaint
from models.tables.privacy.visible import visible

# Who is answered, and the token of the forms: a page that outlived its session goes on with both.
ACCOUNT_HEADER, TOKEN_HEADER = "X-Aduan-Akun", "X-Aduan-Formulir"
# These make their own marks, or none.
_OWN_MARKS = STATIC_ENDPOINTS | {"meja.news", "page_news.there"}
SOUND, BADGE = "bunyi", "lencana"

blueprint = Blueprint("page_news", __name__, url_prefix="/kabar")


@dataclass(frozen=True)
class Signals:
    """How an officer wants to be told of news: sound, the number in the title; and the counts for them."""

    wanted: str = ""
    waiting: int = 0
    counts: str = ""


def register(app: Flask) -> None:
    """Add the two addresses, the answer 304 for every page, and `signals()` for the templates."""
    app.register_blueprint(blueprint)
    app.before_request(_answer_unchanged)
    app.after_request(_mark)
    app.jinja_env.globals.update(signals=signals)


@blueprint.get("")
def header() -> ResponseReturnValue:
    """Return the parts of every page that change: bell, channels, counters of the menu."""
    parts = ("shell/channel_chips.html", "shell/bell.html", "shell/side_menu.html")
    return "".join(render_template(part, admin_view=None) for part in parts)


@blueprint.get("/ada")
def there() -> ResponseReturnValue:
    """Confirm, before typed words are sent, that the server is reachable and the person still signed in."""
    return Response(status=204)


def signals() -> Signals:
    """Return the signals of who is asking; nothing is counted for a person who wants none."""
    actor = current_actor()
    if actor is None or not (current_user.staff.wants_sound or current_user.staff.wants_badge):
        return Signals()
    wanted = {SOUND: current_user.staff.wants_sound, BADGE: current_user.staff.wants_badge}
    waiting = _cases(actor, on_desk_of(actor))
    unread = _cases(actor, Complaint.unread > 0) if actor.may(Permission.READ_MESSAGES) else 0
    heard = (waiting, unread, count_waiting(waiting_notices(actor)))
    return Signals(" ".join(name for name, wants in wanted.items() if wants), waiting, " ".join(map(str, heard)))


def _cases(actor: Actor, condition: object) -> int:
    seen = visible(actor.scope) & (Complaint.open == True)  # noqa: E712 - written so, the index is used
    return count_waiting(Complaint.select().where(seen & condition))


def _answer_unchanged() -> ResponseReturnValue | None:
    """Answer 304 to an unchanged page; its mark is made before anything is read, so that no change is missed."""
    if SELF_REFRESH_HEADER not in request.headers or request.method != "GET" or (actor := current_actor()) is None:
        return None
    # A message to be shown once must not be used up by a page that only asks for news.
    request_ctx.flashes = []
    if request.endpoint in _OWN_MARKS:
        return None
    g.page_mark = page_mark(actor, request.full_path, now())
    known = request.headers.get("If-None-Match", "").strip('"')
    return Response(status=304) if known == g.page_mark else None


def _mark(response: Response) -> Response:
    # Where the database failed, asking it who is there would fail again, and take the place of the page that says so.
    asks = SELF_REFRESH_HEADER in request.headers and response.status_code < 500
    if not asks or (actor := current_actor()) is None:
        return response
    response.headers[ACCOUNT_HEADER] = actor.username
    if TOKEN_HEADER in request.headers and response.status_code in (200, 204, 304):
        response.headers[TOKEN_HEADER] = generate_csrf()
    if "page_mark" in g and response.status_code in (200, 304):
        response.headers["ETag"] = f'"{g.page_mark}"'
    return response
