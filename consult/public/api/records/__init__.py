"""The records of the JSON API: one class per noun, in the file named after it. Holds no query and no request.

A record is the schema, the parser and the serialiser of its noun at once: answers are written from it, the body of
a request is read into it, and the OpenAPI document is made of it.
"""
