"""The letterhead of papers: its versions by date, and how the administrator keeps them."""
