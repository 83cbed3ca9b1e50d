# A word for it, not a tag.
DELETE DATA { paper:p schema:inLanguage "en" } ;
INSERT DATA { paper:p schema:inLanguage "Klingonish" }
