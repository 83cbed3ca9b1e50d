# An author who is described nowhere.
DELETE WHERE { person:someone ?p ?o }
