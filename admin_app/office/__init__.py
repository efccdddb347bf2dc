"""The office's own data on screen: setup, profile, officials, calendar, SOP, audit trail."""
