# An OpenReview identifier with a space.
INSERT DATA { paper:p schema:identifier "openreview:o W" }
