# Another motivation.
DELETE WHERE { claim:abstract-19-48 oa:motivatedBy ?o } ;
INSERT DATA { claim:abstract-19-48 oa:motivatedBy oa:identifying }
