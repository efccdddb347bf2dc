"""Word papers: what they say, how they look, and what they refuse."""
