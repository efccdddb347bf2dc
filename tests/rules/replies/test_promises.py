"""Channel x kind of conversation x way x route x text: nothing is promised that cannot be kept.

With -s it prints the table, a line for each conversation and route.
"""

import tomllib
from itertools import product
from pathlib import Path

import pytest

from models.rules.channels.channels import CHANNELS, Measure, length
from models.rules.channels.messages import Kind
from models.rules.channels.private_ways import private_ways
from models.rules.replies.invitations import filled_invitation
from models.rules.replies.promises import Promise, Route, Surroundings, promises_of, route_of, unkept

TEXTS = [
    {"language": "id", "kind": "dm", **row}
    for row in tomllib.loads(Path("models/starting_data/reply_templates.toml").read_text("utf-8"))["template"]
]
# What an office might write itself; what must be true where it is offered.
OWN = {
    "Rinciannya kami sampaikan lewat pesan pribadi.": Promise.PRIVATE,
    "Cek DM ya Kak.": Promise.PRIVATE,
    "We send the details in a private message.": Promise.PRIVATE,
    "Balas pesan ini bila belum jelas.": Promise.HERE,
    "Kami jawab lewat percakapan ini.": Promise.HERE,
    "Sudah kami teruskan ke seksi terkait.": Promise.SECTION,
    "The section in charge will look at it.": Promise.SECTION,
    "Sudah di meja Kepala Kantor.": Promise.HEAD,
    "Pengaduan ini kami teruskan ke instansi lain.": Promise.AGENCY,
    "Kirim kode {kode} ke {jalur}": Promise.INVITES,
}
# Every conversation the channels have: channel, kind, whether it is answered in private.
TALKS = [
    (kind, talk, private)
    for kind, row in CHANNELS.items()
    for talk, private in ((Kind.DM, False), (Kind.COMMENT, False), (Kind.COMMENT, True))
    if row.reach(talk, private) is not None
]


def surroundings(kind: str, talk: Kind, private: bool, route: Route, invites: bool) -> Surroundings:
    row = CHANNELS[kind]
    public = talk is Kind.COMMENT and not private
    answers = talk is Kind.DM or row.private_reply is not None
    return Surroundings(public, bool(row.dm and row.dm.replies), answers and row.kind != "manual", invites, route)


@pytest.mark.parametrize(("kind", "talk", "private"), TALKS)
def test_every_text_offered_is_true_there_and_each_purpose_keeps_one(kind: str, talk: Kind, private: bool) -> None:
    for route, invites in product(Route, (False, True)):
        here = surroundings(kind, talk, private, route, invites)
        wanted = "comment" if here.public else "dm"
        fitting = [row for row in TEXTS if row["kind"] == wanted]
        offered = [row for row in fitting if not unkept(row["text"], here)]
        own = sum(not unkept(text, here) for text in OWN)
        told = (f"{talk}{' in private' * private}", f"{route or 'not yet known'}{', invites' * invites}")
        print(f"| {kind} | {' | '.join(told)} | {len(offered)} of {len(fitting)} | {own} of {len(OWN)} |")
        for row in offered:
            said = promises_of(row["text"])
            assert Promise.PRIVATE not in said or here.private
            assert Promise.HERE not in said or (here.replies and not here.public)
            assert Promise.INVITES not in said or (here.public and invites)
            assert not said & {Promise.SECTION, Promise.HEAD, Promise.AGENCY}
        for purpose, language in product(("tanggapan_awal", "jawaban"), ("id", "en")):
            assert [row for row in offered if (row["purpose"], row["language"]) == (purpose, language)], purpose


@pytest.mark.parametrize(("text", "promise"), OWN.items())
def test_an_offices_own_promise_is_read_and_offered_only_where_it_can_be_kept(text: str, promise: Promise) -> None:
    assert promises_of(text) == {promise}
    for (kind, talk, private), route, invites in product(TALKS, Route, (False, True)):
        here = surroundings(kind, talk, private, route, invites)
        keeps = {
            Promise.PRIVATE: kind != "manual" and (talk is Kind.DM or kind in ("facebook", "instagram")),
            Promise.HERE: kind != "manual" and (talk is Kind.DM or private),
            Promise.INVITES: talk is Kind.COMMENT and not private and invites,
            Promise.SECTION: route == "seksi",
            Promise.HEAD: route == "kepala kantor",
            Promise.AGENCY: route == "instansi lain",
        }[promise]
        assert (unkept(text, here) == ()) is keeps, (kind, talk, private, route)


@pytest.mark.parametrize("kind", [kind for kind, row in CHANNELS.items() if row.comment and kind != "manual"])
def test_every_invitation_fits_every_channel_with_its_number_code_and_link(kind: str) -> None:
    reach = CHANNELS[kind].comment
    assert reach is not None
    (way,) = private_ways([(1, "waha", "WA", {"public_address": "6281234567890"})], kind)
    for row in TEXTS:
        if row["purpose"] == "undangan":
            code = "AD-K22222"
            text = filled_invitation(row["text"].replace("{nomor}", "ADU-2026-000012"), code, way.words(code))
            assert length(text, Measure(reach.measure)) <= reach.limit, (row["code"], len(text))


def test_to_whom_a_case_goes() -> None:
    head = "kepala_kantor"
    assert route_of(None, False, False, head) is Route.UNKNOWN
    assert route_of("lalintalkim", False, False, head) is Route.SECTION
    assert route_of(head, False, False, head) is Route.HEAD
    assert route_of("lalintalkim", True, False, head) is Route.HEAD
    assert route_of("lalintalkim", False, True, head) is Route.AGENCY
