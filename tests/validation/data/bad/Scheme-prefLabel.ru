# A scheme without label.
DELETE WHERE { scheme:methods skos:prefLabel ?o }
