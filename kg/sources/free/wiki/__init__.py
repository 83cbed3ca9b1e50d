"""Pages of wikis, by the templates that their citations are written in."""
