# A quote without IRI.
INSERT DATA { _:q a oa:TextQuoteSelector ; oa:exact "DQN" }
