"""Numbers of papers: given at signing without gaps, and the ranges Tata Usaha grants."""
