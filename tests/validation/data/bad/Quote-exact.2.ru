# A quote that is an IRI.
DELETE WHERE { quote:title-0-5 oa:exact ?o } ; INSERT DATA { quote:title-0-5 oa:exact method:dqn }
