"""Who works here: accounts, roles, sign-in and sessions. Respondents are not people in this sense."""
