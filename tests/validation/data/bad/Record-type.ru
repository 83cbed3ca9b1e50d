# A record that is not typed prov:Entity.
DELETE DATA { record:s.1 a prov:Entity }
