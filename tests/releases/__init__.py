"""What builds an office's archive and installs it: mostly with a toy program, whose archive is made in a second."""
