"""What the search knows: entries made of the office's texts, kept in step, made anew from the rest at will."""
