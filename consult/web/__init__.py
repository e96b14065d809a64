"""Shared HTTP: rendering, forms, middleware, language. Holds no rule about consultations."""
