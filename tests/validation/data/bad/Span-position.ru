# A span without position.
DELETE DATA { span:title-0-5 oa:hasSelector position:title-0-5 }
