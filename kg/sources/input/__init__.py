"""Inputs as they lie on disk: found, unpacked, decoded, and refused by name."""
