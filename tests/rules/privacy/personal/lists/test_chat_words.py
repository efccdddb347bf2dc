"""The list of words of chats: small letters, without what stands for something else."""

from models.rules.privacy.personal.lists.chat_words import CHAT


def test_the_list_has_small_letters_only() -> None:
    assert sorted(word for word in CHAT if not (word.isascii() and word.isalnum() and word == word.lower())) == []


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "apliksi" in CHAT
    assert "rusmini" not in CHAT
