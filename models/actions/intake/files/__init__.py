"""The files of messages: what is due, what was stored, what a limit holds back."""
