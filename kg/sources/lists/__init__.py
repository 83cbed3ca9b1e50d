"""Lists that people write: one reader a layout."""
