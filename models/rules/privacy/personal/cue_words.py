"""Lists of words by which something personal, or harmless, is told, as one pattern each."""


def one_of(words: str) -> str:
    """Return a pattern that is one of these words; an underscore is a space within one of them."""
    return "(?:" + "|".join(word.replace("_", r"\s") for word in words.split()) + ")"
