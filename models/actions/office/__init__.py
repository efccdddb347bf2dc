"""Actions on the office's own data: setting it up, SOP issues, handing posts over."""
