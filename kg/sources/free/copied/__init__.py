"""Lists copied or mailed from a program or site, told by the layout it prints: one reader each."""
