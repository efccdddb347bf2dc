"""What every list uses: access control, paging, export, and editing where a list allows it."""
