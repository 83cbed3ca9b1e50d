# A benchmark that is a schema:Dataset.
INSERT DATA { benchmark:moonlit-8 a schema:Dataset }
