"""Fields of a paper out of texts: names, dates, identifiers, kinds, markup."""
