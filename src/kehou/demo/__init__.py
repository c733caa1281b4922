"""The demo city: made up from one seed, the same for everybody, living in one afternoon."""
