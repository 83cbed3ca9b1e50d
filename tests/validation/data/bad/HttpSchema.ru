# A paper in the http namespace.
INSERT DATA { paper:q a <http://schema.org/ScholarlyArticle> ; <http://schema.org/name> "Owls" }
