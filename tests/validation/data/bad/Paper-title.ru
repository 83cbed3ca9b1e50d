# An empty title.
DELETE WHERE { paper:p schema:name ?o } ;
DELETE WHERE { span:title-0-5 oa:hasSource ?o } ; DELETE WHERE { span:title-0-5 ?p ?o } ; DELETE WHERE { mention:title-0-5 ?p ?o } ;
INSERT DATA { paper:p schema:name " " }
