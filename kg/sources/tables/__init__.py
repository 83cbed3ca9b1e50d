"""Tables, in text and in JSON."""
