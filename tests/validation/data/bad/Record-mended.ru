# A record that replaces a text.
INSERT { ?record prov:wasRevisionOf "line 3" } WHERE { ?record a kg:Record }
