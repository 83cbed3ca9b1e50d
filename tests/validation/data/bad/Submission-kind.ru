# A conference paper that was only submitted.
DELETE { paper:p schema:isPartOf ?venue } INSERT { paper:p kg:submittedTo ?venue } WHERE { paper:p schema:isPartOf ?venue }
