# The funder in place of the grant.
INSERT DATA { paper:p schema:funding org:fund }
