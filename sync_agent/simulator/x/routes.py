"""API v2 over the memory of the platform: the paths the office uses, their quotas and refusals, and no others."""

from typing import Any

from flask import Blueprint, Response, current_app, g, json, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.http import http_date

from models.rules.channels.costs.prices import Charged
from models.rules.channels.weighted_length import has_link
from sync_agent.simulator.network.items import Item, Media
from sync_agent.simulator.x import asking, refusals, rendering, sending
from sync_agent.simulator.x.memory import XMemory
from sync_agent.simulator.x.names import VOCABULARIES, Names

x = Blueprint("x", __name__, url_prefix="/x")
_MENTIONS = 800  # the newest ones; older ones are never shown
_TIMELINE = 3200
_DM_SECONDS = 30 * 86_400


def _platform() -> XMemory:
    platform: XMemory = current_app.extensions["x"]
    return platform


def _names() -> Names:
    return VOCABULARIES[_platform().settings.names]


@x.errorhandler(refusals.Refusal)
def _refuse(refusal: refusals.Refusal) -> ResponseReturnValue:
    platform = _platform()
    body = platform.problem(refusal.body)
    # Contract 2.167 knows no problem without a type: such answers come in the plain form.
    untyped = platform.settings.names == "post" and body.get("type") == "about:blank"
    if "detail" in body and (platform.settings.plain_errors or untyped):
        body = {"code": refusal.status, "message": body["detail"]}
    answer = jsonify(body)
    if "type" in body:
        answer.content_type = "application/problem+json"
    return answer, refusal.status


@x.after_request
def _tell(answer: Response) -> Response:
    answer.headers.update(g.get("quota", {}))
    answer.headers["Date"] = http_date(_platform().clock())
    return answer


def _enter(sort: str) -> XMemory:
    """Let a call in: token, the troubles switched on, the quota of its sort. Raises Refusal."""
    platform = _platform()
    given = request.headers.get("Authorization", "")
    if platform.settings.token_expired or given != f"Bearer {platform.tokens.access}":
        raise refusals.unauthorized()
    allowed, g.quota = platform.quotas.take(sort, getattr(platform.settings, sort))
    if not allowed:
        raise refusals.too_many()
    platform.refuse(request.method)
    return platform


@x.post("/2/oauth2/token")
def token() -> ResponseReturnValue:
    """Return a new pair of tokens for a refresh token; the old one is good no more."""
    platform = _platform()
    sending.check_client(request.authorization)
    settings = platform.settings
    known = request.form.get("grant_type") == "refresh_token" and not settings.refresh_refused
    if not known or not platform.tokens.renew(request.form.get("refresh_token", "")):
        raise refusals.token_refused()
    settings.token_expired = False
    tokens = {"access_token": platform.tokens.access, "refresh_token": platform.tokens.refresh}
    scope = "tweet.read tweet.write users.read dm.read dm.write offline.access"
    return jsonify({"token_type": "bearer", "expires_in": settings.token_seconds, "scope": scope, **tokens})


@x.get("/2/users/me")
def me() -> ResponseReturnValue:
    """Tell whose token it is."""
    platform = _enter("me_reads")
    platform.bill.read(Charged.USER_READ, [platform.office.id])
    return jsonify({"data": rendering.user(platform.office)})


@x.get("/2/users/<user_id>/mentions")
def mentions(user_id: str) -> ResponseReturnValue:
    """Return one page of what citizens wrote to the office in public, newest first."""
    platform = _enter("mention_reads")
    rows = [row for row in _comments(platform) if not row.from_office][:_MENTIONS]
    return _publications(platform, user_id, rows)


@x.get("/2/users/<user_id>/tweets")
def timeline(user_id: str) -> ResponseReturnValue:
    """Return one page of what the office answered in public, newest first."""
    platform = _enter("timeline_reads")
    rows = [row for row in _comments(platform) if row.from_office][:_TIMELINE]
    return _publications(platform, user_id, rows)


@x.get("/2/dm_events")
def dm_events() -> ResponseReturnValue:
    """Return one page of all direct messages of the last thirty days, newest first."""
    platform = _enter("dm_reads")
    return _events(platform, [row for _, chat in platform.network.chats() for row in chat])


@x.get("/2/dm_conversations/with/<participant_id>/dm_events")
def dm_events_with(participant_id: str) -> ResponseReturnValue:
    """Return one page of the direct messages with one person, newest first."""
    platform = _enter("dm_lookups")
    return _events(platform, platform.network.chat(sending.person(platform, participant_id).username))


@x.post("/2/tweets")
def post() -> ResponseReturnValue:
    """Publish an answer to a publication."""
    platform = _enter("post_sends")
    item = sending.answer(platform, _body())
    platform.bill.wrote(Charged.LINK_SENT if has_link(item.text) else Charged.PUBLISHED)
    return jsonify({"data": {"id": item.id, "text": rendering.escaped(item.text)}}), 201


@x.post("/2/dm_conversations/with/<participant_id>/messages")
def message(participant_id: str) -> ResponseReturnValue:
    """Send a direct message to one person."""
    platform = _enter("dm_sends")
    item = sending.message(platform, participant_id, _body())
    platform.bill.wrote(Charged.MESSAGE_SENT)
    conversation = rendering.conversation_id(participant_id, platform.office.id)
    return jsonify({"data": {"dm_conversation_id": conversation, "dm_event_id": item.id}}), 201


@x.post("/2/media/upload")
def upload() -> ResponseReturnValue:
    """Take a picture for a direct message."""
    platform, file = _enter("uploads"), request.files.get("media")
    media = Media(file.stream.read(), file.mimetype, file.filename) if file else None
    name = sending.upload(platform, request.form.get("media_category", ""), media)
    platform.bill.wrote(Charged.UPLOAD)
    size = len(media.content) if media else 0
    return jsonify({"data": {"id": name, "media_key": f"3_{name}", "size": size, "expires_after_secs": 86400}})


@x.get("/files/<name>")
def file(name: str) -> ResponseReturnValue:
    """Return a file a citizen sent."""
    item_id, _, rest = name.partition("_")
    item = _platform().network.shown(item_id)
    at = rest.partition(".")[0]
    if item is None or not at.isdigit() or int(at) >= len(item.media):
        raise refusals.not_found("media", "id", name)
    found: Media = item.media[int(at)]
    return Response(found.content, content_type=found.mimetype)


@x.route("/<path:rest>", methods=["GET", "POST", "PUT", "DELETE"])
def nothing_here(rest: str) -> ResponseReturnValue:
    """Answer every other path as the real one does."""
    raise refusals.plain(404, "Not Found", "Not Found")


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _comments(platform: XMemory) -> list[Item]:
    network = platform.network
    rows = [row for published in network.published() for row in network.comments(published.id)]
    return sorted(rows, key=lambda row: row.place, reverse=True)


def _publications(platform: XMemory, user_id: str, rows: list[Item]) -> ResponseReturnValue:
    if user_id != platform.office.id:
        raise refusals.not_found("user", "id", user_id)
    names = _names()
    wanted = asking.wanted_of_publications(request.args, names)
    rows = asking.since(rows, request.args)
    shown, meta = asking.page(rows, request.args, 5, 100, platform.settings.forgets_tokens)
    whole = [rendering.post(row, platform.office.id, names) for row in shown]
    if shown:
        meta = {"newest_id": shown[0].id, "oldest_id": shown[-1].id, **meta}
    above = {row.parent or row.publication.id for row in shown if row.publication and not row.extra.get("alone")}
    beside = _beside(platform, shown, wanted, ("author_id", "username"))
    if {names.references, f"{names.references}.id"} & wanted.expansions:
        found = [_above(platform, one, names, wanted) for one in sorted(above)]
        beside[names.included] = [one for one in found if one]
    platform.bill.read(Charged.OWN_READ, [row.id for row in shown])
    return _listed([rendering.chosen(one, wanted.fields) for one in whole], beside, meta)


def _above(platform: XMemory, publication_id: str, names: Names, wanted: asking.Wanted) -> dict[str, Any] | None:
    row = platform.network.shown(publication_id) or platform.network.publications.get(publication_id)
    return rendering.chosen(rendering.post(row, platform.office.id, names), wanted.fields) if row else None


def _events(platform: XMemory, rows: list[Item]) -> ResponseReturnValue:
    wanted = asking.wanted_of_events(request.args, _names())
    oldest = platform.clock() - _DM_SECONDS
    rows = sorted((row for row in rows if row.created > oldest), key=lambda row: row.place, reverse=True)
    shown, meta = asking.page(rows, request.args, 1, 100, platform.settings.forgets_tokens)
    whole = [rendering.chosen(rendering.event(row, platform.office.id), wanted.fields) for row in shown]
    platform.bill.read(Charged.MESSAGE_READ, [row.id for row in shown])
    return _listed(whole, _beside(platform, shown, wanted, ("sender_id",)), meta)


def _beside(
    platform: XMemory, shown: list[Item], wanted: asking.Wanted, people: tuple[str, ...]
) -> dict[str, list[dict[str, Any]]]:
    beside: dict[str, list[dict[str, Any]]] = {}
    if wanted.expansions & set(people):
        known = {row.person.id: row.person for row in shown if not row.from_office}
        known |= {platform.office.id: platform.office} if any(row.from_office for row in shown) else {}
        beside["users"] = [] if platform.settings.hides_authors else [rendering.user(one) for one in known.values()]
    if "attachments.media_keys" in wanted.expansions:
        files = url_for("x.file", name="", _external=True).rstrip("/")
        beside["media"] = [one for row in shown for one in rendering.media(row, files)]
    return beside


def _listed(rows: list[dict[str, object]], beside: dict[str, list[Any]], meta: dict[str, str]) -> ResponseReturnValue:
    """Write a list: no `data` where nothing was found, no empty list beside it."""
    platform = _platform()
    answer: dict[str, Any] = {"data": rows} if rows else {}
    filled = {name: value for name, value in beside.items() if value}
    answer |= {"includes": filled} if filled else {}
    platform.bill.read(Charged.USER_READ, [one["id"] for one in filled.get("users", ())])
    platform.bill.read(Charged.PUBLICATION_READ, [one["id"] for one in filled.get(_names().included, ())])
    if platform.settings.hides_authors and rows:
        answer["errors"] = [platform.problem(refusals.missing("user", "author_id", "1"))]
    answer["meta"] = {"result_count": len(rows), **meta}
    return Response(json.dumps(answer), content_type="application/json")
