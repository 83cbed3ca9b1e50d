# A digest that is too short.
DELETE WHERE { source:s kg:sha256 ?o } ; INSERT DATA { source:s kg:sha256 "0123" }
