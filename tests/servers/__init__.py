"""Servers to load into: real ones, and stand-ins for those that cannot be had here."""
