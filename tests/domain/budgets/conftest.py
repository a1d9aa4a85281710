"""Databases of their own, for tests of what several do at the same moment."""

from tests.makers.installations import (  # noqa: F401 - fixtures
    cluster,
    file_database,
    own_database,
    prepared_file,
    prepared_server,
    server_database,
)
