# A paper that forgets its type, but not that it has an abstract.
# also: Text-paper Record-paper
DELETE DATA { paper:p a schema:ScholarlyArticle }
