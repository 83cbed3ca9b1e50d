"""What we ask of the operating system: processes, locks, temporary files; and word of progress."""
