"""Faults of an answer's content: cut short, empty, doubled, out of order, wrong shape, far too large."""

import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from flask import json
from werkzeug.datastructures import Headers

from sync_agent.simulator.breaking_connections import json_answer
from sync_agent.simulator.faults import Fault
from sync_agent.simulator.item_lists import break_texts, broken_like, change_items
from sync_agent.simulator.wire import Answer, Breakage, Exchange

Proceed = Callable[[], Answer]
MEGABYTE = 1024 * 1024
LOGIN_PAGE = (
    "<!doctype html><html><head><title>Masuk Wi-Fi</title></head><body><h1>Selamat datang</h1>"
    "<form action='/login'><input name='voucher'><button>Masuk</button></form></body></html>"
)
# Items no connector may stumble over, as JSON text: deeper nesting than Python's own writer could make.
BAD_ITEMS = {
    "null_id": '{"id":null,"timestamp":1700000000,"from":"6289900000001@c.us","fromMe":false,"body":"tanpa id"}',
    "huge_id": '{"id":90071992547409931234567890,"timestamp":1700000000,"from":"6289900000001@c.us","body":"angka"}',
    "not_object": '"bukan objek"',
    "number": "9007199254740993",
    "null": "null",
    "wrong_shape": '{"id":["x"],"timestamp":"kemarin","from":{},"fromMe":"mungkin","body":17,"media":[]}',
    "no_sender": '{"id":"false_6289900000001@c.us_BADNOSENDER","timestamp":1700000000,"fromMe":false,"body":"siapa"}',
    "wrong_time": '{"id":"false_6289900000001@c.us_BADTIME","timestamp":1e300,"from":"6289900000001@c.us",'
    '"fromMe":false,"body":"kapan","hasMedia":false}',
    "extra_fields": '{"id":"false_6289900000001@c.us_EXTRA","timestamp":1700000000,"from":"6289900000001@c.us",'
    '"fromMe":false,"body":"lebih","hasMedia":false,"ack":2,"baru":{"a":[1,2,3]}}',
    "deep": '{"id":"false_6289900000001@c.us_DEEP","timestamp":1700000000,"from":"6289900000001@c.us",'
    '"fromMe":false,"body":"dalam","_data":' + "[" * 10000 + "]" * 10000 + "}",
}


_DEEP, _PLACE = "[" * 10000 + "]" * 10000, "tempat sarang"


def _truncated(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = proceed()
    whole = len(answer.body)
    answer.body = answer.body[: whole * 2 // 3]
    answer.headers["Content-Length"] = str(whole if fault.settings["short_length"] else len(answer.body))
    return answer


def _login_page(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return Answer(200, Headers([("Content-Type", "text/html; charset=utf-8")]), LOGIN_PAGE.encode())


def _empty(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return Answer(200, Headers([("Content-Type", "application/json")]))


def _empty_list(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return _changed(proceed, lambda items: [])


def _changed(proceed: Proceed, change: Callable[[list[Any]], list[Any]]) -> Answer:
    """Return an answer with its list changed; one without a list stays."""
    answer = proceed()
    if answer.status != 200 or not answer.headers.get("Content-Type", "").startswith("application/json"):
        return answer
    answer.body = json.dumps(change_items(json.loads(answer.body), change)).encode()
    answer.headers["Content-Length"] = str(len(answer.body))
    return answer


def _duplicate_items(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return _changed(proceed, lambda items: [item for item in items for _ in range(2)])


def _reorder_items(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return _changed(proceed, lambda items: items[::-1])


def _hide_items(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    every = max(1, fault.settings["every"])
    return _changed(proceed, lambda items: [item for at, item in enumerate(items, 1) if at % every])


def _deaf(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    # From the first poll on nothing inbound is seen; what is older stays visible.
    if fault.settings["since"] is None:
        fault.settings["since"] = int(exchange.clock())
    since = int(fault.settings["since"])
    return _changed(proceed, lambda items: [item for item in items if item["fromMe"] or item["timestamp"] < since])


def _bad_item(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer, shape = proceed(), str(fault.settings["shape"])
    if answer.body.lstrip().startswith(b"["):
        bad = BAD_ITEMS.get(shape, shape)
        inside = answer.body.strip()[1:-1].strip()
        answer.body = b"[" + bad.encode() + (b"," + inside if inside else b"") + b"]"
    else:
        whole = change_items(json.loads(answer.body), lambda items: [_placed(items, shape), *items])
        answer.body = json.dumps(whole).encode().replace(f'"{_PLACE}"'.encode(), _DEEP.encode())
    answer.headers["Content-Length"] = str(len(answer.body))
    return answer


def _placed(items: list[object], shape: str) -> Any:
    """Return a bad item made from the first good one, with a placeholder where JSON cannot express it."""
    first = items[0] if items else None
    if shape == "deep":
        return {**(first if isinstance(first, dict) else {}), "id": "DEEP", "_data": _PLACE}
    return broken_like(first, shape)


def _bad_bytes(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = proceed()
    answer.body = break_texts(answer.body)
    answer.headers["Content-Length"] = str(len(answer.body))
    return answer


def _gzip_bomb(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    headers = Headers([("Content-Type", "application/json"), ("Content-Encoding", "gzip")])
    return Answer(200, headers, bomb(fault.settings["megabytes"]))


@cache
def bomb(megabytes: int) -> bytes:
    """Return a small gzip stream that decompresses to many megabytes of blanks."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    blanks = b" " * MEGABYTE
    return b"".join([packer.compress(b"["), *(packer.compress(blanks) for _ in range(megabytes)), packer.flush()])


def _redirect(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return Answer(302, Headers([("Location", str(fault.settings["location"])), ("Content-Length", "0")]))


def _media_gone(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return json_answer(404, {"message": "File not found", "error": "Not Found", "statusCode": 404})


def _media_oversize(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = proceed()
    size = fault.settings["megabytes"]

    def swell() -> Iterator[bytes]:
        for _ in range(size):
            yield b"\x00" * MEGABYTE

    answer.headers["Content-Length"] = str(size * MEGABYTE)
    answer.chunks = swell()
    return answer


def _media_wrong_length(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = proceed()
    answer.headers["Content-Length"] = str(len(answer.body) * 2 + 10)
    return answer


def _media_wrong_type(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = proceed()
    answer.headers["Content-Type"] = str(fault.settings["mimetype"])
    return answer


def _not_on_whatsapp(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    details = "no LID found for this number from server"
    exception = {"message": f"2 UNKNOWN: {details}", "code": 2, "details": details, "name": "Error"}
    return json_answer(500, {"statusCode": 500, "exception": exception})


CONTENT_BREAKAGES: dict[str, Breakage] = {
    "truncated": _truncated,
    "login_page": _login_page,
    "empty": _empty,
    "empty_list": _empty_list,
    "duplicate_items": _duplicate_items,
    "reorder_items": _reorder_items,
    "hide_items": _hide_items,
    "deaf": _deaf,
    "bad_item": _bad_item,
    "bad_bytes": _bad_bytes,
    "gzip_bomb": _gzip_bomb,
    "redirect": _redirect,
    "media_gone": _media_gone,
    "media_oversize": _media_oversize,
    "media_wrong_length": _media_wrong_length,
    "media_wrong_type": _media_wrong_type,
    "not_on_whatsapp": _not_on_whatsapp,
}
