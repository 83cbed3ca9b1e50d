# A record of no paper.
DELETE WHERE { record:s.1 foaf:primaryTopic ?o }
