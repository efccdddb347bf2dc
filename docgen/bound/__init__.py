"""What several PDFs keep when they become one: the structure by which a screen reader finds its way, and photos."""
