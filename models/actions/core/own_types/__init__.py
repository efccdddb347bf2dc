"""The office's own types of paper as whoever acts on papers needs them."""
