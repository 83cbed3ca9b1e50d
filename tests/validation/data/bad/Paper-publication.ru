# A paper without the type that all publications share.
DELETE DATA { paper:p a kg:Publication }
