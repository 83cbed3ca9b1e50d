# A text.
INSERT DATA { paper:p schema:sourceOrganization "Owl Press" }
