# A claim without IRI.
INSERT DATA { _:c a kg:Claim, oa:Annotation ; oa:hasTarget span:abstract-19-48 ;
  oa:motivatedBy oa:highlighting ; prov:wasAttributedTo software:kg-extractor-1 }
