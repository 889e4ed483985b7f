"""Reviews: the page on which a person confirms or rejects a claim, a quote or a change."""

from datasette import Forbidden, NotFound, Response

from . import permissions, program

#: What each is listed by, and why it can be rejected.
SUBJECTS = {
    "quote": ("v_quotes", ("not an attribution", "wrong speaker", "wrong words")),
    "change": ("v_changes", ("wrong kind", "not a change")),
    "claim": ("v_claims", ("not a claim",)),
}
SHOWN = ("speaker", "quote", "claim", "sentence", "before", "after", "kinds", "reason", "headline", "outlet", "captured_at")
ACTIONS = ("confirm", "reject", "reopen")


async def page(datasette, request):
    """Shows what is to be decided on; takes what was decided."""
    database, subject, number = (request.url_vars[name] for name in ("database", "subject", "number"))
    if database not in datasette.databases:
        raise NotFound("there is no such database")
    if subject not in SUBJECTS:
        raise NotFound(f"nothing is decided about a {subject}")
    view, reasons = SUBJECTS[subject]
    await permissions.ensure_seen(datasette, request.actor, database, view)
    may = await permissions.may_decide(datasette, request.actor, database)
    opened = datasette.get_database(database)
    if request.method not in ("GET", "HEAD", "POST"):
        return Response.text("only GET and POST", status=405)
    if request.method == "POST":
        if not may:
            raise Forbidden(f"the permission {permissions.DECIDE} is needed to decide")
        if not opened.is_mutable:
            raise Forbidden("the database was opened as immutable")
        return await decided(datasette, request, database, subject, number, reasons)
    row = (await opened.execute(f"SELECT * FROM {view} WHERE {subject}_id = ?", [int(number)])).first()
    if row is None:
        raise NotFound(f"there is no {subject} {number}")
    sql = "SELECT state, decision, reason, reviewer, event_id FROM v_reviews WHERE subject = ? AND subject_id = ?"
    review = (await opened.execute(sql, [subject, int(number)])).first()
    names = set(row.keys())
    context = {
        "subject": subject,
        "number": number,
        "fields": [(name, row[name]) for name in SHOWN if name in names and row[name] is not None],
        "review": dict(review) if review else None,
        "event": (review["event_id"] if review else None) or 0,
        "reasons": reasons,
        "may": may and opened.is_mutable,
        "back": datasette.urls.table(database, view),
    }
    return Response.html(await datasette.render_template("onrecord_review.html", context, request=request))


async def decided(datasette, request, database, subject, number, reasons):
    """Has the program write a decision in the name of whoever is signed in."""
    form = await request.post_vars()
    action, reason = form.get("action"), form.get("reason")
    if action not in ACTIONS or (action == "reject" and reason not in reasons):
        return Response.text("there is no such decision", status=400)
    about = [number] if subject == "claim" else [f"--{subject}", number]
    words = [("--by", str(request.actor.get("name") or request.actor["id"])), ("--if-event", str(int(form.get("event") or 0)))]
    if note := (form.get("note") or "").strip():
        words.append(("--note", note))
    about.append(f"--reject={reason}" if action == "reject" else f"--{action}")
    try:
        await program.run(datasette, database, ["review", *about], words)
    except program.Refused as refused:
        datasette.add_message(request, str(refused), datasette.ERROR)
    else:
        datasette.add_message(request, f"{subject} {number}: written down")
    return Response.redirect(request.path)
