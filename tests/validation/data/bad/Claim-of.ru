# A benchmark as a method.
INSERT DATA { claim:abstract-19-48 kg:claimsOf benchmark:moonlit-8 }
