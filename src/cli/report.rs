//! `onrecord report`: one page about an article or the whole database, or a folder with a page an article.

use super::context::{Context, Outcome};
use super::empty;
use super::listing::{RejectedArgs, SureArgs, UntilArgs, doubtful_rows};
use super::report_pages::ArticlePages;
use super::selection::Selection;
use crate::report::{ArticlePage, Page, PageKind, Story, article_file, count, html_page, markdown_page};
use crate::store::{ArticleFilter, ArticleRow, Store, why_refused};
use anyhow::{anyhow, bail};
use clap::ValueEnum;
use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Articles on one page where no number is given.
const MOST_ON_A_PAGE: usize = 200;

/// Write a self-contained page about an article or the whole database, or a folder with a page an article
///
/// A page about several articles begins with a summary, and lists the stories by gravity. Of each revision it lists the
/// changes, the severest first; those below --min-severity are counted and not listed. Anchors (#article-12,
/// #change-12-3-4) stay the same from report to report.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord report > report.html
  onrecord report --since yesterday --min-severity medium > morning.html
  onrecord report --out site/                              an index, and a page an article
  onrecord report --article pool --format markdown > pool.md")]
pub(super) struct Args {
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only articles with a revision captured on or after this date; earlier revisions are counted, not listed …
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    rejected: RejectedArgs,
    /// At most this many articles; one page shows 200 where no number is given, a folder all
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// Format of the page
    #[arg(long, short, value_enum, default_value_t)]
    format: PageFormat,
    /// Write an index and a page an article into this folder, which is made; pages of an earlier report are replaced
    #[arg(long, short, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Leave out the time at which the page is made, so that equal databases give equal pages
    #[arg(long)]
    undated: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum PageFormat {
    /// HTML without outside files, readable without JavaScript
    #[default]
    Html,
    /// Markdown
    Markdown,
}

impl PageFormat {
    fn text(self, page: &Page) -> String {
        match self {
            Self::Html => html_page(page),
            Self::Markdown => markdown_page(page),
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let rows = articles(context, args, &store)?;
    let pages = ArticlePages {
        store: &store,
        selection: args.selection,
        with_rejected: args.rejected.with_rejected,
        least: args.sure.least(),
        since: args.since.as_deref(),
        until: args.until.get(),
    };
    let mut progress = context.ui.progress(rows.len() as u64, "reporting");
    let mut articles = rows.iter().map(|row| {
        progress.add(1);
        pages.page(row)
    });
    let doubtful = match &args.out {
        Some(folder) => write_folder(context, args, folder, &mut articles)?,
        None => write_page(context, args, articles.collect::<anyhow::Result<_>>()?)?,
    };
    drop(progress);
    if let Some(doubtful) = doubtful_rows(doubtful) {
        context.ui.note(doubtful);
    }
    Ok(Outcome::Fine)
}

/// The articles to report on.
fn articles(context: &Context, args: &Args, store: &Store) -> anyhow::Result<Vec<ArticleRow>> {
    let most = args.limit.or(args.out.is_none().then_some(MOST_ON_A_PAGE));
    let filter = ArticleFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        revised_since: args.since.clone(),
        revised_until: args.until.get().map(str::to_owned),
        limit: most.map(|most| most.saturating_add(1)),
        ..ArticleFilter::default()
    };
    let mut rows = store.articles(&filter)?;
    if rows.is_empty() {
        let window = if args.since.is_some() || args.until.get().is_some() {
            " with a revision in that time"
        } else {
            ""
        };
        let none = || format!("no article{window} matches; `onrecord articles` lists what is stored");
        bail!("{}", empty::outlet(store, args.outlet.as_deref())?.unwrap_or_else(none));
    }
    if let Some(most) = most.filter(|&most| rows.len() > most) {
        rows.truncate(most);
        let shown = count(most, "article", "articles");
        context.ui.warn(format!("the report shows the first {shown}; --limit shows more, --out all"));
    }
    Ok(rows)
}

/// Writes everything as one page; returns how many doubtful claims are left out.
fn write_page(context: &Context, args: &Args, articles: Vec<ArticlePage>) -> anyhow::Result<usize> {
    let doubtful = articles.iter().map(|article| article.doubtful).sum();
    let title = match articles.as_slice() {
        [only] => only.headline.clone(),
        _ => TITLE.to_owned(),
    };
    let page = Page { window: window(args), ..Page::whole(title, made_at(args), articles) };
    let mut out = context.ui.out();
    out.write_all(args.format.text(&page).as_bytes())?;
    out.flush()?;
    Ok(doubtful)
}

const TITLE: &str = "Claims on record";

fn made_at(args: &Args) -> Option<String> {
    (!args.undated).then(crate::source::now)
}

/// What of the database the report is about.
fn window(args: &Args) -> Option<String> {
    let told = [
        args.outlet.as_ref().map(|outlet| format!("of outlets called “{outlet}”")),
        args.since.as_ref().map(|since| format!("revised since {since}")),
        args.until.get().map(|until| format!("until {until}")),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// What is said of the pages of an earlier report that this one has not: nothing is ever deleted.
fn older_pages(folder: &Path, ending: &str, stories: &[Story]) -> Option<String> {
    let written: HashSet<String> = stories.iter().map(|story| article_file(story.id, ending)).collect();
    let number = |name: &str| {
        name.strip_prefix("article-")?.strip_suffix(ending)?.strip_suffix('.')?.parse::<i64>().ok()
    };
    let names = fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let older = names.filter(|name| number(name).is_some() && !written.contains(name)).count();
    (older > 0).then(|| {
        let pages = count(older, "page of an earlier report lies", "pages of an earlier report lie");
        format!(
            "{}: {pages} there that this index does not lead to; delete them, or name a new folder",
            folder.display()
        )
    })
}

/// Writes a page an article, and then the index; only one article at a time is in memory.
fn write_folder(
    context: &Context,
    args: &Args,
    folder: &Path,
    articles: &mut dyn Iterator<Item = anyhow::Result<ArticlePage>>,
) -> anyhow::Result<usize> {
    let ending = args.format.ending();
    let write = |name: &str, page: &Page| {
        let path = folder.join(name);
        fs::write(&path, args.format.text(page))
            .map_err(|e| anyhow!("{}: {}", path.display(), why_refused(&e)))
    };
    fs::create_dir_all(folder).map_err(|e| anyhow!("{}: {}", folder.display(), why_refused(&e)))?;
    let (mut stories, mut doubtful) = (Vec::new(), 0);
    for article in articles {
        let article = article?;
        doubtful += article.doubtful;
        let (id, title) = (article.id, article.headline.clone());
        let page = Page {
            window: window(args),
            kind: PageKind::Leaf,
            ..Page::whole(title, made_at(args), vec![article])
        };
        write(&article_file(id, ending), &page)?;
        stories.extend(page.stories);
    }
    Story::sort(&mut stories);
    let told = count(stories.len(), "article", "articles");
    let index = Page {
        title: TITLE.to_owned(),
        made_at: made_at(args),
        window: window(args),
        kind: PageKind::Index(ending),
        stories,
        articles: Vec::new(),
    };
    let name = format!("index.{ending}");
    write(&name, &index)?;
    if let Some(older) = older_pages(folder, ending, &index.stories) {
        context.ui.warn(older);
    }
    let mut out = context.ui.out();
    writeln!(out, "{}: {told}", folder.join(name).display())?;
    out.flush()?;
    Ok(doubtful)
}
