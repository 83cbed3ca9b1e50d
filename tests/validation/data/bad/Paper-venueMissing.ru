# No venue.
DELETE WHERE { paper:p schema:isPartOf ?o }
