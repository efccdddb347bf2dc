"""Tables of replies on their way out, and the log of every sending."""
