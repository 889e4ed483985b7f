//! `onrecord review`: the queue of what people are to decide, and the decisions.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::input;
use super::listing::{self, LeftOut, ListingArgs, UntilArgs};
use super::selection::Least;
use super::values::{REVIEWER, reviewer};
use crate::diff::Severity;
use crate::report::{SaidReview, count, stands_again, write_review, write_reviews};
use crate::store::{
    ChangeId, ClaimId, NewEvent, QuoteId, RejectReason, ReviewAction, ReviewEventId, ReviewFilter, ReviewRow,
    ReviewSeen, ReviewState, SortOrder, Store, Subject, SubjectId,
};
use anyhow::bail;
use clap::ValueEnum;
use std::io::Write;

/// List what waits for a decision; decide on claims, quotes and changes
///
/// Without a number it lists the queue: first claims that turned since somebody decided on them (stale), then what was
/// assigned, then material changes that nobody took up, the severest first. With the number of a claim it shows its
/// verdict and every step of its review; with an action it writes one. Decisions hold by their words and place, whatever
/// is extracted anew; the log of them is never altered.
///
/// What was rejected is left out of listings, counts and reports, unless they are asked `--with-rejected`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord review --stale                        claims that turned since they were decided on
  onrecord review --min-severity high --outlet gazette
  onrecord review --sort=-age                    what has waited longest first
  onrecord review 12 --verdict \"Two boats sank, not three.\" --rating false --evidence https://port.example/log --by Jo
  onrecord review 12                             its verdict, and every step so far
  onrecord review 12 --confirm                   its verdict holds for the new wording, too
  onrecord review 12 --assign Sam                Sam is to look at it
  onrecord review --quote 31 --reject \"wrong speaker\" --note \"The mayor said it.\"
  onrecord review --change 19 --confirm          it is of the kinds that it is listed with
  onrecord review --change 19 --reopen           take that back; what stood before holds")]
pub(super) struct Args {
    /// The claim's number
    #[arg(value_parser = super::values::row::<i64>)]
    claim: Option<i64>,
    /// Review the quote with this number instead
    #[arg(long, value_name = "QUOTE", value_parser = super::values::row::<i64>, conflicts_with = "claim")]
    quote: Option<i64>,
    /// Review the change with this number instead
    #[arg(long, value_name = "CHANGE", value_parser = super::values::row::<i64>, conflicts_with_all = ["claim", "quote"])]
    change: Option<i64>,
    #[command(flatten)]
    decision: DecisionArgs,
    #[command(flatten)]
    queue: QueueArgs,
    #[command(flatten)]
    listing: ListingArgs,
}

/// What is decided.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Decisions")]
struct DecisionArgs {
    /// Whether the claim is true, in words
    #[arg(long, value_name = "WORDS", group = "action")]
    verdict: Option<String>,
    /// With --verdict, the rating in your own scale, such as false or "mostly true"
    #[arg(long, value_name = "RATING", requires = "verdict")]
    rating: Option<String>,
    /// Addresses that show it; may be given several times
    #[arg(long, value_name = "URL", requires = "action", num_args = 1..)]
    evidence: Vec<String>,
    /// The quote or change is right as it is listed; the claim's verdict holds for its words as they are now
    #[arg(long, group = "action")]
    confirm: bool,
    /// It is wrong. Of a quote: "not an attribution", "wrong speaker", "wrong words"; of a change: "wrong kind", "not a
    /// change"; of a claim: "not a claim"
    #[arg(long, value_name = "REASON", value_parser = reason, group = "action")]
    reject: Option<RejectReason>,
    /// Somebody is to decide on it
    #[arg(long, value_name = "NAME", group = "action")]
    assign: Option<String>,
    /// Take back the last step: a decision, or who is to decide. What held before it holds again; the log keeps it
    #[arg(long, group = "action")]
    reopen: bool,
    /// What you want to remember of it
    #[arg(long, value_name = "WORDS", requires = "action")]
    note: Option<String>,
    /// Who decides
    #[arg(long, value_name = "NAME", env = REVIEWER, hide_env_values = true)]
    by: Option<String>,
    /// Only if this is still the newest event of its review (`event_id` of --json; 0: it had none)
    #[arg(long, value_name = "EVENT", requires = "action", value_parser = super::values::row::<i64>)]
    if_event: Option<i64>,
}

/// What the queue shows.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The queue")]
struct QueueArgs {
    /// Only claims that changed materially, or were withdrawn, since they were decided on
    #[arg(long, conflicts_with = "state")]
    stale: bool,
    /// Only what stands so; may be given several times
    #[arg(long, value_enum, value_name = "STATE")]
    state: Vec<StateArg>,
    /// Only what has a change of at least this severity
    #[arg(long, value_enum, value_name = "SEVERITY", alias = "severity")]
    min_severity: Option<Least>,
    /// Only what this person is to decide
    #[arg(long, value_name = "NAME")]
    assignee: Option<String>,
    /// Only what this person decided
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only what has stood so since this date or later …
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StateArg {
    /// Nobody has decided on it
    Open,
    /// Somebody is to decide on it
    Assigned,
    /// Somebody has decided on it
    Decided,
    /// A claim that turned since then
    Stale,
}

impl From<StateArg> for ReviewState {
    fn from(state: StateArg) -> Self {
        match state {
            StateArg::Open => Self::Open,
            StateArg::Assigned => Self::Assigned,
            StateArg::Decided => Self::Decided,
            StateArg::Stale => Self::Stale,
        }
    }
}

/// A reason to reject something, as typed.
fn reason(text: &str) -> Result<RejectReason, String> {
    let plain = |text: &str| text.trim().to_lowercase().replace(['_', '-'], " ");
    let found = RejectReason::ALL.into_iter().find(|reason| reason.words() == plain(text));
    found.ok_or_else(|| {
        let all: Vec<String> = RejectReason::ALL.iter().map(|r| format!("\"{}\"", r.words())).collect();
        format!("not a reason; there are {}", all.join(", "))
    })
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let claim = args.claim.or_else(|| args.claim_behind_evidence());
    let subject = match (claim, args.quote, args.change) {
        (Some(claim), _, _) => Some((Subject::Claim, claim)),
        (_, Some(quote), _) => Some((Subject::Quote, quote)),
        (_, _, Some(change)) => Some((Subject::Change, change)),
        _ => None,
    };
    match (subject, args.decision.action()) {
        (Some((subject, id)), Some(action)) => decide(context, args, subject, id, action),
        (Some((subject, id)), None) => show(context, args, subject, id),
        (None, Some(_)) => {
            bail!("what is decided on? name a claim by its number, or one with --quote or --change")
        }
        (None, None) => queue(context, args),
    }
}

impl Args {
    /// The claim's number, where it stands behind the addresses and so was taken for one.
    fn claim_behind_evidence(&self) -> Option<i64> {
        let named = self.claim.is_some() || self.quote.is_some() || self.change.is_some();
        self.decision.evidence.last().filter(|_| !named)?.parse().ok()
    }
}

impl DecisionArgs {
    /// What is to be done, if anything.
    fn action(&self) -> Option<ReviewAction> {
        if let Some(words) = &self.verdict {
            let (words, rating) = (words.trim().to_owned(), self.rating.as_deref());
            return Some(ReviewAction::Verdict { words, rating: rating.map(|r| r.trim().to_owned()) });
        }
        if let Some(name) = &self.assign {
            return Some(ReviewAction::Assign(name.trim().to_owned()));
        }
        match (self.reject, self.confirm, self.reopen) {
            (Some(reason), ..) => Some(ReviewAction::Reject(reason)),
            (_, true, _) => Some(ReviewAction::Confirm),
            (.., true) => Some(ReviewAction::Reopen),
            _ => None,
        }
    }
}

fn decide(
    context: &Context,
    args: &Args,
    subject: Subject,
    id: i64,
    action: ReviewAction,
) -> anyhow::Result<Outcome> {
    let decision = &args.decision;
    let reviewer = reviewer(decision.by.as_deref())?;
    let mut evidence = decision.evidence.clone();
    if args.claim_behind_evidence().is_some() {
        evidence.pop();
    }
    let event = NewEvent {
        subject,
        id: SubjectId::new(id),
        action,
        evidence,
        note: decision.note.as_deref().map(|note| note.trim().to_owned()),
        reviewer: reviewer.to_owned(),
        seen: decision.if_event.map(|event| ReviewSeen {
            event: Some(event).filter(|e| *e != 0).map(ReviewEventId::new),
            wording: None,
        }),
    };
    let mut store = Store::open_existing(&context.db)?;
    // Only a decision that holds is noted as a run.
    store.can_decide(&event)?;
    let run = input::begin(&mut store)?;
    let decided = store.decide(run, &event);
    store.end_run(run)?;
    let mut out = context.ui.out();
    let review = decided?;
    tell_other(context, &review, id);
    let again = stands_again(&review).filter(|_| event.action == ReviewAction::Reopen);
    if let Some(again) = again {
        context.ui.note(again);
    }
    write_review(&SaidReview::new(&store, review)?, &[], &mut out)?;
    Ok(out.flush().map(|()| Outcome::Fine)?)
}

/// One review with every step.
fn show(context: &Context, args: &Args, subject: Subject, id: i64) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    // That it is there at all is told first.
    match subject {
        Subject::Claim => drop(store.claim(ClaimId::new(id))?),
        Subject::Quote => drop(store.quote(QuoteId::new(id))?),
        Subject::Change => drop(store.explain_change(ChangeId::new(id))?),
    }
    let Some(review) = store.review_of(subject, SubjectId::new(id))? else {
        context.ui.hint("nobody has decided on it yet; --verdict, --confirm, --reject and --assign do");
        return Ok(Outcome::Fine);
    };
    tell_other(context, &review, id);
    let events = review.review_id.map(|id| store.review_events(id)).transpose()?.unwrap_or_default();
    if !args.listing.is_plain_table() {
        listing::write(context, &args.listing, &events)?;
        return Ok(Outcome::Fine);
    }
    let mut out = context.ui.paged();
    write_review(&SaidReview::new(&store, review)?, &events, &mut out)?;
    Ok(out.flush().map(|()| Outcome::Fine)?)
}

/// Says so where what was named is told of by another row with its words, in a newer revision.
fn tell_other(context: &Context, review: &ReviewRow, id: i64) {
    let what = if review.subject == Subject::Quote { "quote" } else { "change" };
    if let Some(other) =
        review.subject_id.filter(|other| other.get() != id && review.subject != Subject::Claim)
    {
        context.ui.note(format!("{what} {id} has the words of {what} {other}; they have one review"));
    }
}

/// What the queue is ordered by. The youngest is what has stood so since the latest time.
fn sort(listing: &ListingArgs) -> anyhow::Result<Option<SortOrder>> {
    let columns: Vec<&str> = ReviewRow::COLUMNS.iter().copied().chain(["age"]).collect();
    let order = listing.sort(&columns)?;
    Ok(order.map(|SortOrder { column, descending }| match column.as_str() {
        "age" => SortOrder { column: "since".to_owned(), descending: !descending },
        _ => SortOrder { column, descending },
    }))
}

fn queue(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let queue = &args.queue;
    let stale = queue.stale.then_some(ReviewState::Stale);
    let filter = ReviewFilter {
        states: queue.state.iter().map(|&state| state.into()).chain(stale).collect(),
        min_severity: queue.min_severity.map(Severity::from).unwrap_or_default(),
        assignee: queue.assignee.clone(),
        reviewer: queue.reviewer.clone(),
        outlet: queue.outlet.clone(),
        article: queue.article.clone(),
        since: queue.since.clone(),
        until: queue.until.get().map(str::to_owned),
        sort: sort(&args.listing)?,
        limit: args.listing.limit(),
        offset: args.listing.offset(),
        ..ReviewFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    if queue.stale && args.listing.is_plain_table() {
        let reviews = store.reviews(&filter)?.into_iter().map(|row| SaidReview::new(&store, row));
        let reviews = reviews.collect::<Result<Vec<_>, _>>()?;
        let mut out = context.ui.paged();
        write_reviews(&reviews, &mut out)?;
        out.flush()?;
        drop(out);
        context.ui.hint(match reviews.len() {
            0 => missing(&store, queue)?.unwrap_or_else(|| "no claim turned since it was decided on".to_owned()),
            n => format!(
                "{} since a decision; `onrecord review CLAIM --verdict …` gives a new one, `--confirm` says that the old \
                 one holds",
                count(n, "claim turned", "claims turned")
            ),
        });
        return Ok(Outcome::Fine);
    }
    let all = args.listing.count_all(|| store.count_reviews(&filter))?;
    let rows = listing::stream(context, &args.listing, LeftOut { all, doubtful: 0 }, |listing| {
        store.for_each_review(&filter, |review| Ok(listing.row(&SaidReview::new(&store, review)?)?))
    })?;
    if rows == 0 && all.unwrap_or(0) == 0 {
        let none = "nothing waits; `onrecord review --state decided` lists what was decided";
        context.ui.hint(missing(&store, queue)?.unwrap_or_else(|| none.to_owned()));
    }
    Ok(Outcome::Fine)
}

/// That nothing is called what the queue was asked for.
fn missing(store: &Store, queue: &QueueArgs) -> anyhow::Result<Option<String>> {
    let (outlet, article) = (queue.outlet.as_deref(), queue.article.as_deref());
    Ok(AskedFor { outlet, article, speaker: None }.missing(store)?)
}
