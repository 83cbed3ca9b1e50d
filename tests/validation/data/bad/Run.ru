# A run without IRI.
INSERT DATA { _:r a prov:Activity ; prov:used source:s ; prov:wasAssociatedWith software:kg-1 }
