# No abstract, and no text node of one.
DELETE { paper:p schema:abstract ?abstract . text:abstract ?a ?b . span:abstract-31-34 ?c ?d . ?m oa:hasTarget span:abstract-31-34 ; ?e ?f }
WHERE { paper:p schema:abstract ?abstract . text:abstract ?a ?b . span:abstract-31-34 ?c ?d . ?m oa:hasTarget span:abstract-31-34 ; ?e ?f } ;
DELETE WHERE { claim:abstract-19-48 ?e ?f } ;
DELETE WHERE { span:abstract-19-48 ?c ?d }
