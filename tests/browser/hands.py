"""A keyboard that counts what an officer's hands do."""

from playwright.sync_api import Page


class Hands:
    """One action is one key, one chord, or one word typed in one go."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def key(self, name: str) -> None:
        """Press one key or chord."""
        self.actions += 1
        self.page.keyboard.press(name)

    def leads(self, name: str) -> None:
        """Press one key or chord and wait for the page that follows."""
        with self.page.expect_navigation():
            self.key(name)

    def word(self, text: str) -> None:
        """Type one word."""
        self.actions += 1
        self.page.keyboard.type(text)
