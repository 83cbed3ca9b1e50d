# A venue as text.
# also: Submission-notPart Submission-kind
INSERT DATA { paper:p kg:submittedTo "ICLR" }
