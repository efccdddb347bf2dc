"""Tables of complaints, their links and their course."""
