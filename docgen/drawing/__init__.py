"""Pictures from outside, opened in child processes of their own: previews, photos made fit, what a camera noted."""
