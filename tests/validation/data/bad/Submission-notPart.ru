# Part of a venue, and only submitted to another.
# also: Submission-kind
INSERT { paper:p kg:submittedTo ?venue } WHERE { paper:p schema:isPartOf ?venue }
