"""Reads the two streams in rounds: one list per call, and a bad thread does not stop the others."""

from dataclasses import replace

from models.rules.channels.messages import IncomingMessage, Page, Unreadable
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import TryLater
from sync_agent.connectors.tiktok import error_codes
from sync_agent.connectors.tiktok.client import Client, Rows
from sync_agent.connectors.tiktok.message_payloads import read_conversations, read_messages
from sync_agent.connectors.tiktok.payloads import CommentThread, Found, Video, read_comments, read_videos
from sync_agent.connectors.tiktok.rounds import SKIPS, Minute, Round, in_units, read_round

VIDEOS = "business/video/list/"
COMMENTS = "business/comment/list/"
REPLIES = "business/comment/reply/list/"
CONVERSATIONS = "business/message/conversation/list/"
CONTENT = "business/message/content/list/"

_VIDEO_FIELDS = '["item_id","create_time","caption","share_url"]'
_VIDEOS_A_PAGE, _COMMENTS_A_PAGE = 20, 30
_WATCHED = 30  # newest videos, where watched_posts says nothing else
# From here on TikTok sorts by likes and lists comments twice: what is older cannot be read in order.
_ORDERED = 500
NEWEST_MESSAGES = 20  # a conversation shows no more, and there is no paging behind them (F18)
_MOST_CONVERSATIONS = 100  # of one type are ever listed, and of the last 90 days only
_MILLI = 1000  # messages tell their time in milliseconds, comments in seconds
_MOST_PAGES = 10  # of videos or conversations
_LOOKS = 20  # at an answer of ours that is not shown: TikTok hides what it takes for spam


class Comments:
    """The stream of comments under the office's newest videos."""

    def __init__(self, client: Client, watched: str) -> None:
        self._client, self._minute = client, Minute()
        self._ordered = {**client.newest_first, "max_count": _COMMENTS_A_PAGE}
        self._watched = int(watched) if watched.isascii() and watched.isdigit() and int(watched) else _WATCHED
        self._videos: dict[str, Video] = {}
        # How many answers a comment had when they were last listed; kept once the page is known to be stored.
        self._counts: dict[str, int] = {}
        self._unproved: tuple[str | None, dict[str, int], frozenset[str]] = (None, {}, frozenset())
        # Our answers that no list has shown yet, by id: where each stands, and how many more looks it gets.
        self._unseen: dict[str, tuple[CommentThread, int]] = {}

    def note_answer(self, comment_id: str, thread: CommentThread) -> None:
        """Look for an answer of ours below its comment in the next rounds, on whichever page that comment stands.

        Rounds end at the first page without news, and an answer is no news of the list of comments.
        """
        self._unseen[comment_id] = (thread, _LOOKS)

    def fetch(self, request: FetchRequest) -> Page:
        """Return the next of: the list of videos, a page of comments, a page of answers."""
        if request.cursor is not None and request.cursor == self._unproved[0]:
            self._counts |= self._unproved[1]
            self._unseen = {one: left for one, left in self._unseen.items() if one not in self._unproved[2]}
        now = read_round(request.cursor)
        if not now.under_way:
            return self._begin(now, request)
        if not now.todo:
            return _page(now, Found(), request)
        wait = self._minute.wait(REPLIES if now.below else COMMENTS, request.now)
        if wait:
            return _pause(now, request, wait)
        try:
            return self._answers(now, request) if now.below else self._comments(now, request)
        except error_codes.NotThere:
            left = replace(now, below=now.below[1:], below_place=0).settled() if now.below else now.done()
            return _page(left, Found(), request)
        except error_codes.Stumbled:
            for comment, _ in now.below[:1]:
                self._counts.pop(comment, None)  # they are to be listed again
            return _skip(now, request, now.todo[0])

    def _begin(self, now: Round, request: FetchRequest) -> Page:
        wait = self._minute.wait(VIDEOS, request.now)
        if wait:
            return _pause(now, request, wait)
        found, cursor = Found(), None
        self._videos.clear()
        for _ in range(_MOST_PAGES):
            asked = {"fields": _VIDEO_FIELDS, "max_count": min(_VIDEOS_A_PAGE, max(self._watched, 10))}
            data, rows = self._client.page(VIDEOS, asked | ({"cursor": cursor} if cursor else {}), "videos")
            videos, odd = read_videos(rows)
            self._videos |= {video.id: video for video in videos}
            found.unreadable += odd.unreadable
            before, cursor = cursor, _whole(data.get("cursor"))
            if data.get("has_more") is not True or cursor in (0, before) or len(self._videos) >= self._watched:
                break
        return _page(now.begin(request, tuple(self._videos)[: self._watched]), found, request)

    def _comments(self, now: Round, request: FetchRequest) -> Page:
        video = self._video(now.todo[0])
        asked = {"video_id": video.id, "include_replies": "true", **self._ordered}
        data, rows = self._client.page(COMMENTS, asked | ({"cursor": now.place} if now.place else {}), "comments")
        found = read_comments(rows, video, now.edge)
        below = [row for row in found.more_below if request.since or self._counts.get(row[0]) != row[2]]
        place = _whole(data.get("cursor"))
        last, gap = self._is_last(now, found, data, place)
        listed = {one: author for one, author, _ in below} | (self._look_below(video, found) if last else {})
        onward = replace(now.met(found.newest), place=place, last=last, below=tuple(listed.items())).settled()
        page = _page(onward, found, request, (video.id,) if gap else ())
        if request.since is None:
            self._unproved = (page.cursor, {one: count for one, _, count in below}, _shown(found))
        return page

    def _look_below(self, video: Video, found: Found) -> dict[str, str]:
        """Return the comments below which an answer of ours is looked for that is not found, each with its author."""
        unseen = {one: place for one, place in self._unseen.items() if one not in _shown(found)}
        here = {one: (thread, left) for one, (thread, left) in unseen.items() if thread.video == video.id}
        for one, (thread, left) in here.items():
            self._unseen[one] = (thread, left - 1)
            if left <= 1:
                del self._unseen[one]
        return {thread.top: thread.handle for thread, _ in here.values()}

    def _is_last(self, now: Round, found: Found, data: dict[str, object], place: int) -> tuple[bool, bool]:
        """Return whether the video needs no further page, and whether comments may have been missed."""
        if data.get("has_more") is not True or (found.oldest is not None and found.newest < now.edge):
            return True, False
        stuck = place <= now.place or place >= _ORDERED
        return stuck, stuck

    def _answers(self, now: Round, request: FetchRequest) -> Page:
        """Read a page of the answers below one comment."""
        video, above = self._video(now.todo[0]), now.below[0]
        asked = {"video_id": video.id, "comment_id": above[0], **self._ordered}
        place = {"cursor": now.below_place} if now.below_place else {}
        data, rows = self._client.page(REPLIES, asked | place, "comments")
        found = read_comments(rows, video, now.edge, above)
        onward = now.met(found.newest)
        cursor = _whole(data.get("cursor"))
        all_old = found.oldest is not None and found.newest < now.edge
        more = data.get("has_more") is True and not all_old and now.below_place < cursor < _ORDERED
        left = {"below_place": cursor} if more else {"below": now.below[1:], "below_place": 0}
        page = _page(replace(onward, **left).settled(), found, request)
        self._unproved = (page.cursor, {}, _shown(found))
        return page

    def _video(self, video_id: str) -> Video:
        """Return what is known of a video, asked for again after a restart."""
        if video_id not in self._videos:
            asked = {"fields": _VIDEO_FIELDS, "filters": f'{{"video_ids":["{video_id}"]}}'}
            videos, _ = read_videos(self._client.page(VIDEOS, asked, "videos")[1])
            self._videos |= {video.id: video for video in videos}
        return self._videos.setdefault(video_id, Video(video_id))


class Conversations:
    """The stream of direct messages."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def fetch(self, request: FetchRequest) -> Page:
        """Return the next of: the lists of conversations, the newest messages of a changed conversation."""
        now = read_round(request.cursor)
        if not now.under_way:
            return self._begin(now, request)
        if not now.todo:
            return _page(now, Found(), request)
        conversation = now.todo[0]
        try:
            data, rows = self._client.page(CONTENT, {"conversation_id": conversation}, "messages")
        except error_codes.NotThere:
            return _page(now.done(), Found(), request, (conversation,))
        except error_codes.Stumbled:
            return _skip(now, request, conversation)
        found = read_messages(rows, data, conversation, self._client.business_id, now.edge)
        return _page(now.met(found.newest).done(), found, request, _missed(now, request, rows, found))

    def _begin(self, now: Round, request: FetchRequest) -> Page:
        """List the changed conversations of both types, newest first."""
        changed: dict[str, int] = {}
        found, gaps = Found(), []
        latest = in_units(request.now, _MILLI)
        for kind in ("STRANGER", "SINGLE"):
            times: dict[str, int] = {}
            for rows in self._listed(kind):
                listed, odd = read_conversations(rows)
                found.unreadable += odd.unreadable
                times |= {one: latest if moment is None else moment for one, moment in listed}
            if len(times) >= _MOST_CONVERSATIONS and 0 < now.seen < min(times.values()):
                gaps.append(kind)  # there may be more that changed: the list ends here
            changed |= times
        edge = now.edge_of(request, _MILLI)
        wanted = [one for one, moment in changed.items() if moment >= edge]
        todo = tuple(sorted(wanted, key=lambda one: changed[one], reverse=True))
        return _page(now.begin(request, todo, _MILLI), found, request, tuple(gaps))

    def _listed(self, kind: str) -> list[Rows]:
        pages: list[Rows] = []
        cursor = 0
        while len(pages) < _MOST_PAGES:
            asked = {"conversation_type": kind, "limit": 100, **({"cursor": cursor} if cursor else {})}
            data, rows = self._client.page(CONVERSATIONS, asked, "conversations")
            pages.append(rows)
            before, cursor = cursor, _whole(data.get("cursor"))
            if data.get("has_more") is not True or cursor in (0, before):
                break
        return pages


def _shown(found: Found) -> frozenset[str]:
    """Return our answers that a list shows."""
    return frozenset(one.external_id for one in found.acknowledgements)


def _missed(now: Round, request: FetchRequest, rows: Rows, found: Found) -> tuple[str, ...]:
    """Return the conversation as a gap if older messages than those shown may be new too; not in sweeps."""
    full = len(rows) >= NEWEST_MESSAGES and request.since is None
    return (now.todo[0],) if full and (found.oldest or 0) > now.seen else ()


def _page(now: Round, found: Found, request: FetchRequest, gaps: tuple[str, ...] = ()) -> Page:
    """Return a page; the round ends once nothing is left, and the cursor stays where nothing was."""
    messages: tuple[IncomingMessage, ...] = tuple(found.messages)
    unreadable: tuple[Unreadable, ...] = tuple(found.unreadable)
    more = bool(now.todo)
    written = now.write() if more else now.end().write()
    same = not more and written == read_round(request.cursor).write()
    return Page(messages, unreadable, tuple(found.acknowledgements), None if same else written, more, gaps)


def _skip(now: Round, request: FetchRequest, thread: str) -> Page:
    """Skip a thread TikTok fails at, noting a gap; several in one round mean that TikTok itself fails."""
    if now.skipped >= SKIPS:
        raise TryLater("TikTok sedang terganggu.")
    return _page(now.skip().settled(), Found(), request, (thread,))


def _pause(now: Round, request: FetchRequest, wait: float) -> Page:
    """Stop for this minute: a poll goes on at the next one; a sweep has no next one and must wait."""
    if request.since is not None:
        raise TryLater(error_codes.MINUTE_SPENT, wait)
    return Page(cursor=now.write() if now.under_way else None)


def _whole(value: object) -> int:
    """Return a cursor of TikTok's, 0 where it gives none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    return value if type(value) is int and value > 0 else 0
