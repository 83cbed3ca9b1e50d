# A number.
DELETE { paper:p schema:pagination ?x } INSERT { paper:p schema:pagination 12 } WHERE { paper:p schema:pagination ?x }
