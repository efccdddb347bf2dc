"""What joined PDFs keep of their structure."""
