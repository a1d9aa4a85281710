"""Lists of words, written as one reads them."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a text.

    >>> sorted(listed("jan piet"))
    ['jan', 'piet']
    """
    return frozenset(words.split())
