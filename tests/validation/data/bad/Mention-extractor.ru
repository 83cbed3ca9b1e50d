# A mention that nobody found.
DELETE DATA { mention:abstract-31-34 prov:wasAttributedTo software:kg-extractor-1 }
