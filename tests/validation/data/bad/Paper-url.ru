# A web page as text.
INSERT DATA { paper:p schema:url "https://owls.example.org" }
