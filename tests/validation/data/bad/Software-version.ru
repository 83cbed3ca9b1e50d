# A program without version.
DELETE WHERE { software:kg-1 schema:softwareVersion ?o }
