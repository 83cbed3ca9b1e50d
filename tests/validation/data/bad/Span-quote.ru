# A span without quote.
DELETE DATA { span:title-0-5 oa:hasSelector quote:title-0-5 }
