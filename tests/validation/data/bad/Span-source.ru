# A span in the paper and not in one of its texts.
DELETE WHERE { span:title-0-5 oa:hasSource ?o } ; INSERT DATA { span:title-0-5 oa:hasSource paper:p }
