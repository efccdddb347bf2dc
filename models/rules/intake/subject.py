"""What a citizen's message is about, as the subject proposed at step 2: without greeting, self-introduction, numbers.

The tables below are tried at the beginning of what is left until none of them fits any more.
"""

import re

from models.rules.core.texts import excerpt
from models.rules.privacy.public_text import without_numbers

# What nobody's request begins with. Where a word could also begin a request, it must end with a mark or the line.
_GREETINGS = (
    r"ass?alamu?['’`]?\s?al?aikum\w*(?:\s*(?:wr|wb|warahmat\w*|wabarak\w*|wa)\b\.?)*",
    r"as+\.?\s*w[rw]\.?\s*w[rb]\.?",
    r"(?:salam|shalom|syalom)(?:\s+(?:sejahtera|hormat|sehat|untuk kita semua))*",
    r"om swastiastu|namo buddhaya|rahayu",
    r"(?:se?la?ma?t|slmt|met)\s*(?:pagi|siang|sore|petang|malam|mlm|pg|berakhir pekan|datang)\b",
    r"(?:pagi|siang|sore|malam)(?=\s*(?:[,.!\n]|$|kak|min|pak|bu|admin|bapak|ibu|mas|mbak))",
    r"(?:hal+o+|hel+o+|hal+ow|hey+|hai+|hi+|hy|allo)\b",
    r"good\s*(?:morning|afternoon|evening|day|night)\b|greetings",
    r"dear\s+[^,\n:]{1,40}[,\n:]",
    r"(?:kepada\s+)?(?:yth|yang terhormat)\b\.?[^,\n:;]{0,70}(?:[,\n:;]|$)",
    r"dengan hormat|to whom it may concern|permisi|punten|excuse me|mohon maaf(?=\s*[,.!\n])",
    r"(?:mohon\s+)?maaf,?\s+(?:mengganggu|ganggu|sebelumnya)(?:\s+waktu\w*)?(?:\s+sebelumnya)?",
    r"terima\s?kasih(?:\s+sebelumnya|(?=\s*[,.!\n]+\s*\w))|tes+t?(?=\s*(?:[,.!\n]|$))|p(?=\s*(?:[,.!\n]|$))",
)
_ADDRESS = (
    r"(?:bapak|bpk|bp|pak|ibu|bu|kak|kakak|min|mimin|admin|mas|mbak|mba|gan|bang|sir|madam|ma'am|team|tim|imigrasi)"
)
_ADDRESSED = (
    rf"{_ADDRESS}(?:\s*(?:/|&|,|dan|and)?\s*{_ADDRESS})*(?:\s+(?:kantor\s+)?imigrasi(?:\s+[A-Z]\w+){{0,3}})?"
    r"(?:\s+yang terhormat)?\s*(?=[,.!:;\n]|$)",
    r"(?:kantor\s+)?imigrasi(?:\s+\w+){0,3}\s*[,!:\n]",
)
# Straight after a greeting such a word needs no mark.
_AFTER_GREETING = rf"\s*[,.!]*\s*{_ADDRESS}(?:\s*(?:/|&|,|dan|and)?\s*{_ADDRESS})*\b"
_WANTS = (
    r"(?:saya|sy|aku|kami|mau|ingin|hendak|akan|mohon|minta|izin|ijin|bertanya|tanya|melapor\w*|mengadu\w*|"
    r"ingin|punya|sudah|telah|pemohon|want|would|need|have|i|we)\b"
)
_ABOUT_THE_NAME = (
    r"tidak|tak|salah|di|pada|ter\w+|yang|beda|berbeda|kurang|ada|belum|sudah|sama|kok|dan|ke|tdk|gak|ga\b"
)
_NAME = r"[A-Z][\w'’.-]*(?:\s+(?:bin|binti|[A-Z][\w'’.-]*)){0,4}"
_INTRODUCTIONS = (
    r"(?:perkenalkan|kenalkan|izinkan saya memperkenalkan diri|introduce myself)\b(?:\s+diri(?:\s+saya)?)?",
    rf"(?:nama\s+(?:lengkap\s+)?(?:saya|sy|aku)|my name is)\b(?!\s*(?:{_ABOUT_THE_NAME}))"
    rf"(?:\s*(?:adalah|is|[:=]))?[^,.;!?\n]*?(?=[,.;!?\n]|\s{_WANTS}|$)",
    r"(?:nama(?:\s+(?:lengkap|pemohon))?|name|alamat|address|ttl|t(?:an)?gg?a?l lahir|tempat[ ,/]+tanggal lahir|umur|"
    r"usia|pekerjaan|status|jenis kelamin|kewarganegaraan|nationality)\s*[:=][^,;\n]*(?:[,;\n]|$)",
)
# Only with the case of the letters: a name begins with a capital.
_NAMED = (
    rf"(?:[Ss]aya|[Ss]y|[Aa]ku|I am|I'm|[Tt]his is|[Dd]engan)\s+(?:[Bb]apak\s+|[Ii]bu\s+|Mr\.?\s+|Mrs\.?\s+)?{_NAME}"
    r"\s*(?:(?:dari|asal|from|warga|selaku)\s+[^,.;!?\n]{1,40})?(?=\s*(?:[,.;\n]|$))",
)
_FACTS = (
    r"(?:dengan\s+)?(?:no(?:mor)?\.?\s*)?(?:hp|h\.p|wa|whatsapp|telp?|telepon|tlp|handphone|nik|ktp|paspor|passport|e-?mail|"
    r"phone|id|kode permohonan|no)\b\.?\s*(?:saya|no\.?|number|nomor)?\s*[:=.]?\s*"
    r"(?:…|[\w.+-]+@[\w.-]+|[\w/.-]*\d[\w/.-]*)"
    r"(?=\s*(?:[,.;\n]|$|(?:no|hp|wa|nik|ktp|paspor|passport|e-?mail|telp?)\b))",
    r"…|[\w.+-]+@[\w-]+\.[\w.]+",
)
_OPENERS = (
    r"(?:(?:saya|sy|aku|kami|i|we)\s+)?(?:juga\s+)?(?:mau|ingin|hendak|pengen|pingin|mw|izin|ijin|mohon izin|"
    r"numpang|boleh|bolehkah|would like to|want to|'d like to|wanna)\s+(?:(?:saya|sy)\s+)?(?:numpang\s+|untuk\s+)?"
    r"(?:ber)?(?:tanya|nanya|tanyakan|menanyakan|ask|konfirmasi|konsultasi|lapor|melapor|melaporkan|report|mengadu|"
    r"mengadukan|adukan|curhat|komplain|complain|sampaikan|menyampaikan)\b"
    r"(?:\s+(?:ya+|dong+|donk|nih|kak|min|pak|bu)\b)*"
    r"(?:\s+(?:bahwa|kalau|tentang|soal|mengenai|terkait|perihal|about|that|untuk))?",
    r"(?:mohon|minta|tolong)\s+(?:(?:bantuan|bantu|info|informasi|penjelasan|pencerahan|petunjuk)(?:\s?nya)?|"
    r"dibantu)\b(?:\s+(?:kak|min|pak|bu|ya)\b)*(?:\s+(?:tentang|soal|mengenai|terkait|perihal))?",
    r"(?:tanya|bertanya|izin bertanya|please help(?: me)?|i have a question|question)\b(?=\s*[,.!:\n])",
)
_I, _MARKS = re.IGNORECASE, re.compile(r"^[\s,.!?:;*~_\-–—•|/\\'\"()🙏😊🙂☺️👋]+")
_PLAIN = tuple(re.compile(one, _I) for one in (*_GREETINGS, *_ADDRESSED, *_INTRODUCTIONS, *_FACTS))
_CASED = tuple(re.compile(one) for one in _NAMED)
_GREETED = tuple(re.compile(rf"(?:{one}){_AFTER_GREETING}", _I) for one in _GREETINGS)
_OPENING = tuple(re.compile(one, _I) for one in _OPENERS)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# A subject shorter than this takes the next sentence along.
_SHORT = 25


def proposed_subject(text: str, limit: int) -> str:
    """Return the subject proposed for a message: the request itself; empty where there is none yet."""
    whole = without_numbers(text).strip()
    rest = _stripped(whole, (*_GREETED, *_PLAIN, *_CASED))
    asked = _stripped(rest, (*_OPENING, *_GREETED, *_PLAIN, *_CASED))
    words = _MARKS.sub("", asked if _says_something(asked) else rest)
    if words == whole:
        return excerpt(_first_sentences(whole), limit)
    said = _first_sentences(words) if _says_something(words) else ""
    return excerpt(said[:1].upper() + said[1:], limit)


def _first_sentences(words: str) -> str:
    said = ""
    for sentence in _SENTENCE.split(words):
        said = f"{said} {sentence.strip()}".strip()
        if len(said) >= _SHORT:
            break
    return said


def _stripped(text: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    rest, before = _MARKS.sub("", text), ""
    while rest != before:
        before = rest
        for pattern in patterns:
            found = pattern.match(rest)
            if found and found.end():
                rest = _MARKS.sub("", rest[found.end() :])
                break
    return rest


def _says_something(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) >= 3
