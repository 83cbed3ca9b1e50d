# Evidence of a field without IRI.
INSERT DATA { _:e a kg:FieldEvidence, oa:Annotation ; schema:about record:s.1 ; kg:field "year" ; oa:hasTarget span:s.1.title-4-17 ; oa:motivatedBy oa:classifying ; prov:wasAttributedTo software:kg-1 }
