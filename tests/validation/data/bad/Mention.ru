# A mention without IRI.
INSERT DATA { _:m a kg:Mention, oa:Annotation ; oa:hasBody method:dqn ; oa:hasTarget span:abstract-31-34 ;
  oa:motivatedBy oa:identifying ; prov:wasAttributedTo software:kg-extractor-1 }
