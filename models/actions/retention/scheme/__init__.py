"""The classification scheme: imported whole, and the codes chosen from it by date."""
