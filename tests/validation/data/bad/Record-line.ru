# Line 0.
DELETE WHERE { record:s.1 kg:sourceLine ?o } ; INSERT DATA { record:s.1 kg:sourceLine 0 }
