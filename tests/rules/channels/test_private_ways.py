"""Into which private channels a commenter can be invited, in which order, with which link."""

from models.rules.channels.private_ways import private_ways


def test_whatsapp_first_then_the_platform_he_wrote_on_and_only_what_is_read_and_answered() -> None:
    accounts = [
        (1, "x", "X", {}),
        (2, "tiktok", "TikTok", {}),
        (3, "facebook", "FB", {"reads_dm": "tidak"}),
        (4, "waha", "WA", {"public_address": "+62 811-7000-111"}),
        (5, "manual", "Meja", {}),
    ]
    ways = private_ways(accounts, "tiktok")
    assert [way.account for way in ways] == [4, 2, 1]
    assert [way.words("AD-K22222") for way in ways] == [
        "WhatsApp https://wa.me/628117000111?text=AD-K22222",
        "pesan TikTok kami",
        "pesan X kami",
    ]


def test_the_address_is_written_as_the_platforms_link_wants_it() -> None:
    def link(kind: str, address: str) -> str:
        return private_ways([(1, kind, "", {"public_address": address})], kind)[0].words("AD-K22222").split()[-1]

    assert link("gowa", "0811 7000 111") == "https://wa.me/628117000111?text=AD-K22222"
    assert link("facebook", "@imigrasi.bp") == "https://m.me/imigrasi.bp"
    assert link("instagram", "imigrasi bp/../x") == "https://ig.me/m/imigrasi%20bp/../x"
    assert link("whatsapp_cloud", "tidak ada") == "kami"
