# An author named by Arabic digits and signs.
DELETE WHERE { org:owls schema:name ?o } ; INSERT DATA { org:owls schema:name "١٢٣ – ²½ №?" }
