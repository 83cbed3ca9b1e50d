# A paper that is a blank node.
INSERT DATA { _:x a kg:Publication, schema:ScholarlyArticle, fabio:Preprint ; schema:name "Owls" ; schema:abstract "Night." ;
  fabio:hasPublicationYear "2020"^^xsd:gYear ; schema:identifier "pmid:1" ; schema:isPartOf venue:night-2021 ;
  schema:author person:ana ; kg:authorship authorship:x.1 .
  authorship:x.1 a kg:Authorship ; schema:position 1 ; schema:item person:ana . }
