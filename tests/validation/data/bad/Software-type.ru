# A program that is not typed schema:SoftwareApplication.
DELETE DATA { software:kg-1 a schema:SoftwareApplication }
