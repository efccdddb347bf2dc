"""What a PDF from outside says, does and proves: read only in the worker, which can be killed, and offline."""
