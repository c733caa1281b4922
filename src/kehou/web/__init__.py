"""What composes the slices for the browser: urls, shell, menus, error pages, static files."""
