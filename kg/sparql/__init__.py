"""The text of SPARQL queries: its tokens, its parameters, what it may not do, where it breaks."""
