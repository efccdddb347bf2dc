"""Figures on screen: reports, charts, dashboard, closing of months."""
