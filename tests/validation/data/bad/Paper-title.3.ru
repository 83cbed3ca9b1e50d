# Two titles in one language.
INSERT DATA { paper:p schema:name "Eulen"@de, "Nachts"@de }
