"""Rules of answers: states of a reply, prepared texts, languages, satisfaction."""
