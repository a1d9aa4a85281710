"""Static files with the hash of what they hold in their name, also those that import others."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_STORAGE = CompressedManifestStaticFilesStorage
_OF_MODULES = _STORAGE._js_module_import_aggregation_patterns  # noqa: SLF001 - Django has no other way


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # untyped
    """Gives the modules that a script of ours imports the names that they have here.

    Scripts of others are left as they are: some show an import in a comment.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("wijkregie/*.js", _OF_MODULES[1])
