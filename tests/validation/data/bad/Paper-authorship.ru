# An author line without type.
DELETE DATA { authorship:p.3 a kg:Authorship }
