# Two languages.
INSERT DATA { paper:p schema:inLanguage "de" }
