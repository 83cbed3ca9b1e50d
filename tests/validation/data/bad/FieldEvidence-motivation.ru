# Evidence of a field without motivation.
DELETE DATA { reading:s.1.title-4-17 oa:motivatedBy oa:classifying }
