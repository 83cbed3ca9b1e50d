# A paper that introduces its venue.
# also: Paper-mentions
INSERT DATA { paper:p kg:introduces venue:night-2021 ; schema:mentions venue:night-2021 }
