"""Databases of onrecord in Datasette: what changed is marked, words lead to their place, and people decide."""

from datasette import hookimpl

from . import cells, feeds, permissions, reviews


@hookimpl
def render_cell(row, value, column, database, datasette):
    return cells.rendered(dict(row), value, column, datasette.urls.path(f"/-/onrecord/{database}"))


@hookimpl
def register_output_renderer():
    return [
        {"extension": "atom", "render": feeds.atom, "can_render": feeds.can_be_atom},
        {"extension": "claimreview", "render": feeds.claim_review, "can_render": feeds.can_be_claim_review},
    ]


@hookimpl
def register_routes():
    # What is no subject is answered here: where `rich` is installed, Datasette 0.65 fails on addresses that it does not know.
    return [(r"^/-/onrecord/(?P<database>[^/]+)/(?P<subject>[a-z]+)/(?P<number>[0-9]{1,18})$", reviews.page)]


@hookimpl(optionalhook=True)
def permission_allowed(datasette, actor, action, resource):
    """Asked by Datasette 0.65."""
    return permissions.answer(datasette, actor, resource) if action == permissions.DECIDE else None


@hookimpl(optionalhook=True)
def register_actions():
    """Asked by Datasette 1.0, and so is the next."""
    return [permissions.action()]


@hookimpl(optionalhook=True)
def permission_resources_sql(datasette, actor, action):
    return permissions.rules(datasette, actor) if action == permissions.DECIDE else None
