"""Static files under names that hold their hash, compressed once when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names also inside ES modules, so that a browser may keep every file for ever.

    Each `import` statement must end with a semicolon; without one its file keeps its plain name.
    """

    support_js_module_import_aggregation = True
