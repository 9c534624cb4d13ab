"""How long a build takes, measured on made-up portfolios of any size."""
