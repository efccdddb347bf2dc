"""The page that shows every piece of the screens in every state."""
