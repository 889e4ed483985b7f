"""Permissions: who may see a view, and who may decide, as Datasette 0.65 asks for it and as 1.0 does."""

from datasette import Forbidden, actor_matches_allow

try:
    from datasette.permissions import Action, PermissionSQL
    from datasette.resources import DatabaseResource, TableResource
except ImportError:  # Datasette 0.65
    Action = None

DECIDE = "onrecord-review"


def is_listed(datasette, actor, database):
    """Whether the settings allow somebody to decide."""
    settings = datasette.plugin_config("datasette-onrecord", database=database) or {}
    return actor is not None and "allow" in settings and actor_matches_allow(actor, settings["allow"])


def answer(datasette, actor, database):
    """What 0.65 asks about one database: the settings, or the user of `datasette --root`; None where they say nothing."""
    return True if is_listed(datasette, actor, database) or (actor or {}).get("id") == "root" else None


def action():
    """The permission as 1.0 knows it, so that `datasette.yaml` and other plugins can give it."""
    return Action(name=DECIDE, description="Confirm and reject what onrecord found", resource_class=DatabaseResource)


def rules(datasette, actor):
    """What 1.0 asks: the databases in which the settings allow somebody to decide. It knows the user of `--root` itself."""
    listed = [name for name in datasette.databases if is_listed(datasette, actor, name)]
    if not listed:
        return None
    names = {f"onrecord_{n}": name for n, name in enumerate(listed)}
    reason = "'the settings of datasette-onrecord'"
    selects = (f"SELECT :{name} AS parent, NULL AS child, 1 AS allow, {reason} AS reason" for name in names)
    return PermissionSQL(sql=" UNION ALL ".join(selects), params=names)


async def ensure_seen(datasette, actor, database, view):
    """Refuses whom Datasette would not show the view."""
    if Action is None:
        await datasette.ensure_permissions(actor, [("view-table", (database, view)), ("view-database", database), "view-instance"])
    elif not await datasette.allowed(action="view-table", resource=TableResource(database, view), actor=actor):
        raise Forbidden(f"{view} is not shown to you")


async def may_decide(datasette, actor, database):
    """Whether somebody may decide in a database."""
    if Action is None:
        return await datasette.permission_allowed(actor, DECIDE, resource=database, default=False)
    return await datasette.allowed(action=DECIDE, resource=DatabaseResource(database), actor=actor)
