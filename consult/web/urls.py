"""Addresses inside the site, by route name, in the reader's language. Knows no request."""

from __future__ import annotations

from starlette.routing import Route, Router

from consult.locale import DEFAULT_LANGUAGE, current

_router = Router()
_by_name: dict[str, Route] = {}
_base_url = ""


def know(router: Router, base_url: str) -> None:
    """Tell this module the site's routes and its address; the composition calls it once."""
    global _router, _by_name, _base_url
    _router, _base_url = router, base_url
    _by_name = {route.name: route for route in router.routes if isinstance(route, Route)}


def url(name: str, **params: str | int) -> str:
    """The path of a route in the current language: Danish has no prefix, others start with /en, /ar.

    Raises starlette.routing.NoMatchFound for an unknown name or missing parameters.
    """
    # A page holds hundreds of addresses, and the router would try every route for each.
    routes = _by_name.get(name, _router)
    return in_language(current().code, str(routes.url_path_for(name, **params)))


def absolute(name: str, **params: str | int) -> str:
    """The full address for letters and feeds, always from the configured base, never from a request."""
    return in_full(url(name, **params))


def in_full(path: str) -> str:
    """An address inside the site as a full one, from the configured base."""
    return _base_url + path


def in_language(code: str, path: str) -> str:
    """A Danish (unprefixed) path as the same page in another language."""
    return path if code == DEFAULT_LANGUAGE else f"/{code}{path}"
