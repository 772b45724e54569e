"""Where the files beside the code are, in a checkout and in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """Return folder ``name`` inside the installed package, or beside it in a checkout.

    Raises RuntimeError when it is in neither place.
    """
    installed, checkout = PACKAGE / name, PACKAGE.parent / name
    if installed.is_dir():
        return installed
    # pyproject.toml proves a checkout, so that a stranger's site-packages/templates is never adopted
    if checkout.is_dir() and (PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    raise RuntimeError(f"{name}/ is neither packaged nor in a checkout")
