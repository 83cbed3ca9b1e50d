"""Formats in XML: one reader a file."""
