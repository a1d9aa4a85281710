"""What all parts of the API share: its words, its shapes, its pages and its problems.

The API speaks Dutch only, in its names, its documentation and its problems, as the design
rules of the Dutch government ask (``/core/interface-language``, ``/core/doc-language``). Its
words therefore stand in the code as they are, and in no catalogue of translations.
"""
