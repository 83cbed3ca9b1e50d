"""Formats of tagged lines: one reader a file."""
