"""Actions on the office's own data: set it up, keep the SOP, hand posts over."""
