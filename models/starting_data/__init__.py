"""Data the office starts with: the SOP, categories, hours, prepared texts. Loaded once, then kept by the office."""
