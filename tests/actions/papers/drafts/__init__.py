"""What a draft lacks."""
