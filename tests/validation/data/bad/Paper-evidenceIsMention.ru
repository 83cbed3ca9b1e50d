# A mention in the text that the paper does not list.
DELETE DATA { paper:p schema:mentions method:dqn . paper:p kg:comparesWith method:dqn }
