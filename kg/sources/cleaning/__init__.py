"""Clean what was read: mojibake, years, serials, headings of abstracts."""
