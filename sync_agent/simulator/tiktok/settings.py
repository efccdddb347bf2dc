"""How the TikTok fake behaves: its keys, and the misbehaviour that can be switched on."""

from dataclasses import dataclass


@dataclass
class TikTokSettings:
    """Every field can be set through the control API. Codes: 0 is none; the words come from the table."""

    business_id: str = "kanim-contoh-open-id"
    username: str = "kanim.contoh"
    client_id: str = "aplikasi-contoh"
    client_secret: str = "rahasia-aplikasi-contoh"
    access_token: str = "act.contoh.1"
    refresh_token: str = "rft.contoh.1"
    token_expired: bool = False  # until it is refreshed
    trouble: int = 0  # this code answers every call
    read_trouble: int = 0  # … every GET
    send_trouble: int = 0  # … every reply and message sent
    trouble_says: str = ""  # in place of the words of the table
    bad_thread: str = ""  # id of a video or conversation that always answers with bad_thread_code
    bad_thread_code: int = 51065
    empty_lists: bool = False
    per_minute: int = 0  # calls an endpoint takes within a minute, 0 for any number (the real one: 40)
    sort_name: str = "sort_order"  # the one name of the parameter that is understood
    short_pages: bool = False  # pages hold fewer than asked for though more follow
    order_breaks_at: int = 500  # from here on comments come by likes, and some of them again
    hides_similar: bool = False  # the same text twice in a row is taken, and shown to nobody
    window_hours: float = 48.0
    window_shut: bool = False  # every message is blocked by the messaging rules
