# A number without a digit.
DELETE WHERE { claim:abstract-19-48 kg:number ?o } ;
INSERT DATA { claim:abstract-19-48 kg:number "many" }
