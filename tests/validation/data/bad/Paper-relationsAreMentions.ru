# A relation that is not a mention.
DELETE DATA { paper:p schema:mentions benchmark:moonlit-8 }
