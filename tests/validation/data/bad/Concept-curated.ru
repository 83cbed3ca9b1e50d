# A mark that is a text.
# also: Concept-definition
DELETE WHERE { method:q-owl kg:curated ?o } ; INSERT DATA { method:q-owl kg:curated <https://example.org/no> }
