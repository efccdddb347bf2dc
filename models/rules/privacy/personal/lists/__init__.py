"""Lists of single words, in small letters: those that are no names, and names."""
