"""The page of a paper that SRIKANDI signs: hand it over, take the package, bring the PDF back, confirm it."""
