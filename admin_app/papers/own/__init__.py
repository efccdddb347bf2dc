"""The screens of the office's own types of paper, and what a draft of one asks."""
