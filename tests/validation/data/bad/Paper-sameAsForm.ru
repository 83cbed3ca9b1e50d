# The address of a DOI in its old form.
INSERT DATA { paper:p schema:sameAs <http://dx.doi.org/10.5555/owl.2021.7> }
