"""The page that shows every part of the screens in every state."""
