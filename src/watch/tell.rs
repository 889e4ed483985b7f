//! Telling: what a watcher says of what it sees, to whoever listens.

use crate::article::Remedy;
use crate::extract::ModelError;
use crate::store::{AlarmRow, ChangeRow, StoreError, WatchState};
use jiff::Timestamp;

/// Something that a watcher saw.
#[derive(Debug)]
#[non_exhaustive]
pub enum WatchEvent<'e> {
    /// An article was read for the first time.
    NewArticle {
        /// Its address.
        url: &'e str,
        /// Its headline.
        headline: Option<&'e str>,
    },
    /// An article changed, and is about to be told: its changes of the severity that is told, the severest first. The
    /// place for what takes long.
    Changing(&'e [ChangeRow]),
    /// The same changes, told: that they were is noted with the return from here, so nothing should stand between. The
    /// database is not to be had meanwhile.
    Changed(&'e [ChangeRow]),
    /// A page lost most of its text, or holds another story.
    Alarm(&'e AlarmRow),
    /// What an article's address gives is no longer what it was.
    State {
        /// The address.
        url: &'e str,
        /// What it gives now.
        state: WatchState,
        /// Why, in words that follow the address; empty where the article is back.
        why: &'e str,
    },
    /// Watching begins.
    Begun {
        /// Feeds, sitemaps and pages that are watched.
        feeds: usize,
        /// Articles that are still looked at.
        articles: usize,
    },
    /// A front page was named: its feeds are watched.
    Offered {
        /// Its address.
        url: &'e str,
        /// The feeds that it offers.
        feeds: &'e [String],
    },
    /// A feed moved for good, and is watched where it is.
    FeedMoved {
        /// Its address.
        url: &'e str,
        /// Its new one.
        to: &'e str,
    },
    /// A feed was read.
    FeedRead {
        /// Its address.
        url: &'e str,
        /// Articles that were not known.
        new: usize,
    },
    /// A feed could not be read.
    FeedFailed {
        /// Its address.
        url: &'e str,
        /// How often in a row.
        failures: u32,
        /// Why, in words that follow the address.
        why: &'e str,
        /// What to do, where a program has its own words for it.
        remedy: Option<&'e Remedy>,
    },
    /// A request was answered; how many are still due.
    Asked {
        /// Things that are due.
        due: usize,
    },
}

/// Whoever listens to a watcher.
pub trait Listener {
    /// Hears of something.
    ///
    /// # Errors
    /// What ends the watching; what was not heard is told again next time.
    fn hear(&mut self, event: WatchEvent<'_>) -> Result<(), WatchError>;
}

/// Why watching ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WatchError {
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The model cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// What was told could not be written.
    #[error("what is told cannot be written")]
    Output(#[from] std::io::Error),
    /// There is nothing to watch.
    #[error("there is nothing to watch; name a feed, a sitemap or a page")]
    Nothing,
}

/// What came of some watching.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WatchTally {
    /// Requests for feeds and articles, without those for `robots.txt` and along redirects.
    pub requests: usize,
    /// How many were answered with "not modified".
    pub not_modified: usize,
    /// Articles read for the first time.
    pub articles: usize,
    /// New revisions of known articles.
    pub revisions: usize,
    /// Changes that were told.
    pub changes: usize,
    /// Looks that found no article where there was one.
    pub lost: usize,
    /// Requests that failed.
    pub failures: usize,
    /// When the next thing is due; `None` where nothing is.
    pub next_at: Option<Timestamp>,
}
