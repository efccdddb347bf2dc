"""What a request may cost before a page sees it: its connection, its time, the bytes of its body, its turn."""
