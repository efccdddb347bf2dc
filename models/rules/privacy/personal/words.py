"""The words of a plain text, and what tells whether one may be a name: no other word, or built like one."""

import re
from dataclasses import dataclass
from functools import cached_property

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.cue_words import one_of
from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.name_like_words import ALSO_WORDS, PLACES, TRADES

_WORD = re.compile(r"(?:[^\W\d_]|(?<![\w$@])[1345](?=[a-z]{2}))(?:[\w$]|@(?=\w)|['’`](?=[^\W\d_]))*")
_GAPS = frozenset((" ", "  ", "   ", ". ", "-", "'", "."))
# Digits and signs typed for letters; an apostrophe is read over.
_TYPED = str.maketrans("013457$@", "oieastsa", "'’`")
_CASELESS = 0.7  # so large a share of words in capitals tells nothing of names
_LEAST = 4
_FOREIGN = 0.3  # so large a share of strange words tells of another language
_COUNTED = 3  # letters of a word that is counted for it
# How names of Java, Sunda, the Malay lands and Bali end; other words that do are in the lists.
_ENDS = """
    wati yati nati lasari tasari nasari purnamasari ningsih ningrum ningtyas yanti rianti wanti yanto ianto
    ianti wanto narto marto darto yono iono wono tono jono tomo jatmiko wardhana wardana wardani hardani
    handayani udin uddin iddin ullah ulloh syah zaman rahman rohman rochman azman iawan yawan nawan tiyem iyem
    inem ijem ijah imah onah hayati warni tini riana liana viana tiana mawan darwo karyo sukma widjaja atmadja
    wijaya kusuma dinata negara ngrum asih sastro iwati uwati awati
"""
_LIKE_NAME = re.compile(rf"[a-z]{{2,}}(?:{'|'.join(_ENDS.split())})")
# Of these words one is no name, although each may be.
_PHRASE = re.compile(
    one_of(
        """
        dewi_fortuna sri_lanka hari_kartini rahmat_(?:allah|tuhan|nya|illahi|ilahi)
        wahyu_(?:allah|tuhan|ilahi) san_(?:francisco|diego) santa_(?:maria|claus) allahu_akbar ria_jenaka
        sugeng_(?:enjing|siang|sonten|dalu|ndalu|rawuh|tindak|riyadi|tanggap) rahayu_(?:sagung|sedaya|sareng|semeng)
        gusti_(?:allah|sing|pangeran|mboten|nu|maha) dwi_(?:kewarganegaraan|bahasa|fungsi)
        ambo_(?:nio|lah|indak|ndak|alah|ko|tanyo|nak|ndeh)
        mike_(?:kate|tu|ni|semue|orang|dah|tak|nak|boleh) budi_(?:pekerti|luhur|daya|baik) maria_magdalena
        nur_ilahi indra_penglihatan
        """
    )
)
_NUMBER = re.compile(r"[2689]")  # no letters are typed by these
_JOINED = re.compile(r"^(?!Mc|Mac|De|Di|Da|La|Le|Van|Al|El|Nur|Abd|O)\w+[a-z][A-Z]")  # GrabFood: a make
_CAPITALS = frozenset(["man", "tb", "tk", "sb", "ss", "kn", "mt"])
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands, as it is written and as it is read."""

    start: int
    end: int
    written: str
    low: str  # in small letters, with the digits in it read as the letters they stand for

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.written[0].isupper()

    @property
    def title(self) -> bool:
        """Whether only some of its letters are capitals, the first among them."""
        return self.written[0].isupper() and not self.written.isupper()


class Sentence:
    """The words of one text, and what stands between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = text.lower() if len(text.lower()) == len(text) else text
        found = ((one.start(), one.end(), one.group()) for one in _WORD.finditer(text))
        self.words = [Word(start, end, word, _read(word)) for start, end, word in found]
        capitals = sum(word.written.isupper() for word in self.words)
        self.shouted = capitals > _CASELESS * len(self.words)

    def touch(self, number: int) -> bool:
        """Whether nothing parts this word from the next."""
        return self.between(number) in _GAPS

    def between(self, number: int) -> str | None:
        """Return what stands between this word and the next, None where there is none."""
        if number + 1 >= len(self.words):
            return None
        return self.text[self.words[number].end : self.words[number + 1].start]

    def is_of_place(self, number: int) -> bool:
        """Whether what begins at this word names a street, building or firm: Jalan Ahmad Yani, Bandara Hang Nadim."""
        if not number or not self.touch(number - 1):
            return False
        before = self.words[number - 1]
        if _is_place(before):
            return True
        return number > 1 and before.title and self.touch(number - 2) and _is_place(self.words[number - 2], "bank")

    def is_of_trade(self, number: int) -> bool:
        """Whether what begins at this word names a shop, a dish, a ship or a building: Warung Bang Jali, MV Putri."""
        return number > 0 and self.touch(number - 1) and _is_place(self.words[number - 1], of=TRADES)

    def is_capital(self, word: Word) -> bool:
        """Whether it begins with a capital where that tells something."""
        return word.capital and not self.shouted

    def is_phrase(self, word: Word) -> bool:
        """Whether what begins here is one of the phrases that name nobody."""
        return _PHRASE.match(self.low, word.start) is not None

    def is_stranger(self, word: Word) -> bool:
        """Whether it is long enough for a name and no other word."""
        low = word.low
        return (
            len(low) >= _LEAST
            and low not in PLACES
            and low not in ALSO_WORDS
            and _NUMBER.search(word.written) is None
            and _JOINED.search(word.written) is None
            and _VOWEL.search(low) is not None
            and (low in GIVEN or not is_common(low))
        )

    def is_unknown(self, word: Word) -> bool:
        """Whether it is no other word, however short."""
        return word.low in GIVEN or (word.low not in PLACES and not is_common(word.low))

    def is_like_name(self, word: Word) -> bool:
        """Whether it is a frequent name, or no other word and ends like one."""
        return word.low in GIVEN or looks_like_name(word.low)

    @cached_property
    def foreign(self) -> bool:
        """Whether so many of its small words are strange that a strange one tells nothing: another language."""
        small = [word.low for word in self.words if word.written.islower() and len(word.low) >= _COUNTED]
        strange = sum(not (low in GIVEN or low in ALSO_WORDS or is_common(low)) for low in small)
        return strange >= 2 and strange > _FOREIGN * len(small)


def looks_like_name(low: str) -> bool:
    """Whether a word, in small letters, is no other and ends like a name."""
    return _LIKE_NAME.fullmatch(low) is not None and not is_common(low)


def _is_place(word: Word, but: str = "", of: frozenset[str] = PLACES) -> bool:
    """Whether a word stands before the name of a place or thing; a short form with capitals alone: TB, not Tb."""
    return word.low in of and word.low != but and (word.low not in _CAPITALS or word.written.isupper())


def _read(word: str) -> str:
    return (word if word.isalpha() else word.translate(_TYPED)).lower()
