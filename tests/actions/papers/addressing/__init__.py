"""From whom and to whom a paper goes."""
