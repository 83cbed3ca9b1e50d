# Empty.
DELETE DATA { paper:p prism:volume "7" } ;
INSERT DATA { paper:p prism:volume " " }
