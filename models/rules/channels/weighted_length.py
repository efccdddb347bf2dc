"""How X counts a text: 1 for light characters, 2 for all others, 2 for a whole emoji, 23 for any link."""

import re
import unicodedata

# twitter-text configuration v3: ranges of weight 100 (of a scale of 100); everything else weighs 200.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_EMOJI_WEIGHT, _LINK, _LABEL = 2, 23, 63

# Country domains whole, others those in use here. What we do not know counts as a link only behind http(s)://.
_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw "
    "by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et eu fi "
    "fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io "
    "iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg "
    "mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk "
    "pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz "
    "tc td tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk um us uy uz va vc ve vg vi vn vu wf ws ye yt za "
    "zm zw"
)
_OTHERS = (
    "com net org edu gov mil int info biz name pro aero asia cat coop jobs mobi museum post tel travel xxx "
    "academy app art blog business cafe care center chat city click cloud club community company consulting dev "
    "digital direct email expert fun global group guide help host info live link market media money network news "
    "one online page photos plus press review sale school services shop site social software solutions space "
    "store studio support team tech tips today tools top tours town video vip website wiki work world xyz zone"
)
_ENDINGS = frozenset(f"{_COUNTRIES} {_OTHERS}".split())

_PATH, _PATH_END = r"[\w!*';:=+,.$/%#\[\]\-–~@|&]", r"[\w=#/+\-]"
_QUERY, _QUERY_END = r"[\w!?*'@();:&=+$/%#\[\]\-.,~|]", r"[\w\-&=#/]"
# Not behind a letter, @, # or $: the domain of an e-mail address is no link.
_URL = re.compile(
    r"(?<![A-Za-z0-9@＠$#＃_])(?:(?P<scheme>https?://)|(?<![-./]))"
    r"(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63})(?![\w@+-])(?::\d+)?"
    rf"(?:/(?:(?:{_PATH}|\({_PATH}*\))*(?:{_PATH_END}|\({_PATH}*\)))?)?(?:\?{_QUERY}*{_QUERY_END})?",
    re.IGNORECASE,
)
_ONE = (
    r"[\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55]"
)
_OTHER = r"[\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
_SIGN = rf"(?:[\u00a9\u00ae]\ufe0f|(?:{_ONE}|{_OTHER})(?:\ufe0f|[\U0001f3fb-\U0001f3ff])?)"
_EMOJI = re.compile(
    r"[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0060-\U000e007e]+\U000e007f"
    rf"|{_SIGN}(?:\u200d{_SIGN})*"
)


def weighted_length(text: str) -> int:
    """Return a text's length as X counts it (docs.x.com, counting characters; twitter-text v3), or more if unsure."""
    whole, total, place = unicodedata.normalize("NFC", text), 0, 0
    for found in _URL.finditer(whole):
        weight = _weight_of_link(found)
        if weight is not None:
            total += _plain(whole[place : found.start()]) + weight
            place = found.end()
    return total + _plain(whole[place:])


def has_link(text: str) -> bool:
    """Whether X may take something in a text for a link."""
    found = _URL.finditer(unicodedata.normalize("NFC", text))
    return any(_weight_of_link(one) is not None for one in found)


def _weight_of_link(found: re.Match[str]) -> int | None:
    """Return a link's weight, or None where X sees none; a doubtful one counts as link or text, whichever is more."""
    labels = found["host"].split(".")
    if any(len(_written(label)) > _LABEL for label in labels):
        return None
    if labels[-1].lower() in _ENDINGS:
        return _LINK
    return max(_LINK, _plain(found[0])) if found["scheme"] else None


def _written(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()


def _plain(text: str) -> int:
    """Return the weight of a text without links."""
    emoji = len(_EMOJI.findall(text)) * _EMOJI_WEIGHT
    return emoji + sum(1 if _is_light(ord(sign)) else 2 for sign in _EMOJI.sub("", text))


def _is_light(point: int) -> bool:
    return any(first <= point <= last for first, last in _LIGHT)
