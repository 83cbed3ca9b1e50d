# One property in the http namespace.
INSERT DATA { paper:p <http://schema.org/author> person:ana }
