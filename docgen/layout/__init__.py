"""Whether a paper fits on one page, told from its own markup, and what makes it fit: Arial 11, a tighter closing."""
