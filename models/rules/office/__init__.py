"""Rules of the office's own data: setting up, issues of the SOP."""
