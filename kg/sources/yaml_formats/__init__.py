"""Readers of YAML: files of citations, and the front matter of pages."""
