"""Formats in JSON: one reader a file."""
