# A mention without motivation.
DELETE DATA { mention:abstract-31-34 oa:motivatedBy oa:identifying }
