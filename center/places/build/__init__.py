"""Makes the data files of this package from registry packages: ``python -m center.places.build --sources DIR``."""
