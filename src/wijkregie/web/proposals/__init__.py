"""Plans that ask money of a round: proposed, checked, joined and decided on."""
