# An address as text.
# also: Paper-sameAsForm
INSERT DATA { paper:p schema:sameAs "owls.example.org" }
