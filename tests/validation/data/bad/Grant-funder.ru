# Two funders.
INSERT DATA { grant:a-17 schema:funder org:owls }
