# A PubMed identifier with letters.
INSERT DATA { paper:p schema:identifier "pmid:PMC12" }
