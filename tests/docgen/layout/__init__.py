"""One page where one page is enough: the counting of heights, and LibreOffice as its judge."""
