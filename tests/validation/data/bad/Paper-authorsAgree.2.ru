# An author line whose agent is not among the authors.
DELETE DATA { paper:p schema:author person:someone }
