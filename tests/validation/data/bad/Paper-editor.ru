# An editor that nothing describes.
INSERT DATA { paper:p schema:editor person:nobody }
