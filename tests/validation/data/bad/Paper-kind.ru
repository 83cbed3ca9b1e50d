# No kind of publication.
DELETE DATA { paper:p a fabio:ConferencePaper }
