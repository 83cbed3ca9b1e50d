# Two tracks.
INSERT DATA { paper:p kg:track "poster", "oral" }
