"""Tables of the search: entries, words, and the triggers that note changes."""
