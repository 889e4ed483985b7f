//! Which address leads to which page.

use super::answer::{PageAnswer, failed, respond};
use super::asked::{Asked, ListQuery, SentForm, row};
use super::desk::ServedDesk;
use super::{ServeError, guard, orders, pages};
use crate::store::Store;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Router, middleware};

/// Bytes of a form.
const MAX_FORM: usize = 10 << 20;

const STYLE: &str = concat!(include_str!("../report/page.css"), include_str!("desk.css"));
const SCRIPT: &str = include_str!("desk.js");

/// A page that shows a listing.
type ListPage = fn(&Store, &ListQuery) -> Result<PageAnswer, ServeError>;

/// A page about one row.
type RowPage = fn(&Store, i64, &ListQuery) -> Result<PageAnswer, ServeError>;

/// All addresses, behind the guard.
pub(super) fn router(desk: ServedDesk) -> Router {
    let mut router = Router::new()
        .route("/", get(list(pages::inbox::page)))
        .route("/desk.css", get(|| async { ([(CONTENT_TYPE, "text/css")], STYLE) }))
        .route("/icon.svg", get(|| async { ([(CONTENT_TYPE, "image/svg+xml")], include_str!("icon.svg")) }))
        .route("/desk.js", get(|| async { ([(CONTENT_TYPE, "text/javascript")], SCRIPT) }));
    let lists: [(&str, ListPage); 10] = [
        ("/inbox", pages::inbox::page),
        ("/articles", pages::articles::page),
        ("/changes", pages::changes::page),
        ("/claims", pages::claims::page),
        ("/quotes", pages::quotes::page),
        ("/speakers", pages::speakers::page),
        ("/search", pages::search::page),
        ("/topics", pages::matches::topics),
        ("/altered", pages::matches::altered),
        ("/verify", pages::verify::page),
    ];
    for (place, page) in lists {
        let json = format!("{place}.json");
        router = router.route(place, get(list(page))).route(&json, get(list(page)));
    }
    let rows: [(&str, RowPage); 6] = [
        ("/articles/{row}", pages::article::page),
        ("/changes/{row}", pages::change::page),
        ("/claims/{row}", pages::claim::page),
        ("/claims/{row}/matches", pages::matches::of_claim),
        ("/quotes/{row}", pages::quote::page),
        ("/speakers/{row}", pages::speaker::page),
    ];
    for (place, page) in rows {
        router = router.route(place, get(of_row(page)));
        if place.ends_with("/matches") {
            router = router.route(&format!("{place}.json"), get(of_row(page)));
        }
    }
    router
        .route("/articles/{row}/revisions/{revision}", get(revision))
        .route("/articles/{row}/compare/{from}/{to}", get(compare))
        .route("/review/{subject}/{row}", post(orders::decide))
        .route("/verify", post(verify))
        .route("/verify.json", post(verify))
        .route("/claims/{row}/match", post(orders::decide_match))
        .route("/speakers/{row}/merge", post(orders::merge))
        .route("/speakers/{row}/split", post(orders::split))
        .fallback(|asked: Asked| async move { failed(&ServeError::NoPage, asked.json) })
        .method_not_allowed_fallback(|asked: Asked| async move { failed(&ServeError::NoMethod, asked.json) })
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(middleware::from_fn_with_state(desk.clone(), guard::guard))
        .with_state(desk)
}

type Answering = std::pin::Pin<Box<dyn Future<Output = Response> + Send>>;

fn list(
    page: ListPage,
) -> impl Fn(State<ServedDesk>, Asked, ListQuery) -> Answering + Clone + Send + Sync + 'static {
    move |State(desk): State<ServedDesk>, asked: Asked, query: ListQuery| {
        Box::pin(async move {
            let query = ListQuery { writable: desk.token().is_some(), ..query };
            let made = desk.read(move |store| page(store, &query)).await;
            respond(&desk, &asked, made)
        })
    }
}

fn of_row(
    page: RowPage,
) -> impl Fn(State<ServedDesk>, Asked, Path<String>, ListQuery) -> Answering + Clone + Send + Sync + 'static {
    move |State(desk): State<ServedDesk>, asked: Asked, Path(text): Path<String>, query: ListQuery| {
        Box::pin(async move {
            let query = ListQuery { writable: desk.token().is_some(), ..query };
            let made = match row(&text) {
                Ok(row) => desk.read(move |store| page(store, row, &query)).await,
                Err(error) => Err(error),
            };
            respond(&desk, &asked, made)
        })
    }
}

async fn revision(
    State(desk): State<ServedDesk>,
    asked: Asked,
    Path((article, revision)): Path<(String, String)>,
) -> Response {
    let made = match (row(&article), row(&revision)) {
        (Ok(article), Ok(revision)) => {
            desk.read(move |store| pages::article::revision(store, article, revision)).await
        }
        _ => Err(ServeError::NoPage),
    };
    respond(&desk, &asked, made)
}

async fn compare(
    State(desk): State<ServedDesk>,
    asked: Asked,
    Path((article, from, to)): Path<(String, String, String)>,
) -> Response {
    let made = match (row(&article), row(&from), row(&to)) {
        (Ok(article), Ok(from), Ok(to)) => {
            desk.read(move |store| pages::article::compare(store, article, from, to)).await
        }
        _ => Err(ServeError::NoPage),
    };
    respond(&desk, &asked, made)
}

/// Looks for quotes in a transcript; nothing is changed by it.
async fn verify(
    State(desk): State<ServedDesk>,
    asked: Asked,
    SentForm(form): SentForm<pages::verify::TranscriptForm>,
) -> Response {
    let made = desk.read(move |store| pages::verify::verified(store, &form)).await;
    respond(&desk, &asked, made)
}
