"""Tables of the office's own data: profile, officials, hours, SOP, categories, prepared texts."""
