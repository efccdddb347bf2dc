"""Tables of the office's own facts: profile, officials, hours, SOP, categories, texts."""
