"""Drafts signed in another system (SRIKANDI): handed over, taken back, back with a PDF, confirmed as this paper."""
