//! The thread of `onrecord add` that reads: batches of small texts first, then each large one by itself.

use super::{AddTally, Args, Batch, Intake};
use crate::article::{ReadError, Revision};
use crate::cli::intake_keys::Read;
use crate::cli::intake_sources::{self, IntakeInput, IntakeItem, IntakeTaker};
use crate::cli::memory;
use crate::store::ArticleId;
use std::sync::mpsc::SyncSender;

/// Bytes of text that are analysed together. Three times as many are held in memory: while some are analysed, the next
/// are read and the last are stored.
const BATCH_BYTES: usize = 256 * 1024;

/// So many bytes as they came weigh as much as one of text: they are held in memory, and not analysed.
const SENT_BYTES: usize = 32;

/// A text of so many bytes may take much memory: it is read by itself, after the others.
const LARGE_TEXT: usize = 256 * 1024;

/// Batches that are under way at once: one is analysed, one waits for its turn, one is stored.
const UNDER_WAY: usize = 3;

/// So many bytes of large texts are held until the others are stored.
const HELD_BYTES: usize = 32 << 20;

fn is_large(revision: &Revision) -> bool {
    revision.body.len() >= LARGE_TEXT
}

/// The thread that reads, batch by batch, until nobody takes them any more.
pub(super) struct IntakeReader<'i> {
    intake: &'i Intake<'i>,
    to: SyncSender<Batch>,
    tally: AddTally,
    /// Large texts that wait for the others.
    large: Vec<Read>,
}

/// Nobody takes what is read.
struct Unwanted;

impl<'i> IntakeReader<'i> {
    pub(super) fn new(intake: &'i Intake<'i>, to: SyncSender<Batch>) -> Self {
        Self { intake, to, tally: AddTally::default(), large: Vec::new() }
    }

    pub(super) fn run(mut self, args: &Args, mut taker: IntakeTaker) -> AddTally {
        // Whoever stopped the run says why.
        let _: Result<(), Unwanted> = self.read_all(args, &mut taker);
        self.tally
    }

    fn read_all(&mut self, args: &Args, taker: &mut IntakeTaker) -> Result<(), Unwanted> {
        let context = self.intake.context;
        let mut inputs = Vec::new();
        for found in intake_sources::inputs(&args.paths, taker.options()) {
            match found {
                Ok(input) => inputs.push(input),
                Err(error) => self.tally.fail(context, &error),
            }
        }
        // Large files come after what they could take with them.
        inputs.sort_by_key(|input| input.size() >= LARGE_TEXT as u64);
        let sizes: Vec<u64> = inputs.iter().map(IntakeInput::size).collect();
        let mut progress = context.ui.progress(sizes.iter().sum(), "reading");
        let mut batch = Batch::default();
        for (input, size) in inputs.iter().zip(sizes) {
            if size >= LARGE_TEXT as u64 {
                self.give(std::mem::take(&mut batch))?;
                self.settle()?;
            }
            let mut left = size;
            for taken in taker.take(input) {
                let bytes = self.note(taken, args.verbose, &mut batch).min(left);
                left -= bytes;
                progress.add(bytes);
                let held: usize = self.large.iter().map(|read| read.revision.body.len()).sum();
                if batch.bytes >= BATCH_BYTES || held >= HELD_BYTES {
                    self.give(std::mem::take(&mut batch))?;
                }
                if held >= HELD_BYTES {
                    self.give_large()?;
                }
            }
            progress.add(left);
        }
        self.give(batch)?;
        self.give_large()
    }

    /// Gives each large text by itself, if there is memory for it.
    fn give_large(&mut self) -> Result<(), Unwanted> {
        for read in std::mem::take(&mut self.large) {
            self.settle()?;
            match memory::lacking(read.revision.body.len()) {
                Some(why) => self.tally.fail(self.intake.context, &ReadError::new(read.place, why)),
                None => self.give(Batch { reads: vec![read], ..Batch::default() })?,
            }
        }
        Ok(())
    }

    /// Waits until all that was given is committed: should memory fail after that, it stays.
    fn settle(&self) -> Result<(), Unwanted> {
        (0..UNDER_WAY).try_for_each(|_| self.give(Batch::default()))
    }

    /// Puts what was read into the batch or tells what is wrong with it. Returns the bytes of its text.
    fn note(&mut self, taken: Result<IntakeItem, ReadError>, verbose: bool, batch: &mut Batch) -> u64 {
        let context = self.intake.context;
        match taken {
            Ok(IntakeItem::Revision(read)) => {
                for warning in &read.revision.warnings {
                    context.ui.warn(format!("{}: {warning}", read.place));
                }
                if let Some(language) = read.revision.language.as_ref().filter(|l| *l != "eng") {
                    *self.tally.languages.entry(language.clone()).or_default() += 1;
                }
                let bytes = read.revision.body.len();
                if is_large(&read.revision) {
                    self.large.push(*read);
                    return bytes as u64;
                }
                let evidence = read.revision.evidence.iter().flat_map(|evidence| evidence.iter());
                let sent: usize = evidence.filter_map(|e| e.payload.as_ref()).map(|sent| sent.len()).sum();
                batch.bytes += bytes + sent / SENT_BYTES;
                batch.reads.push(*read);
                return bytes as u64;
            }
            Ok(IntakeItem::Absence(absence)) => batch.absences.push(absence),
            Ok(IntakeItem::NoArticle(why)) => {
                self.tally.no_article += 1;
                if verbose {
                    context.ui.warn(why);
                }
            }
            Ok(IntakeItem::Repeated) => self.tally.repeated += 1,
            Ok(IntakeItem::Stored(article)) => {
                self.tally.articles.insert(ArticleId::new(article));
                self.tally.unchanged += 1;
            }
            Ok(IntakeItem::Note(note)) => batch.notes.push(*note),
            Ok(IntakeItem::Told(line)) => context.ui.note(line),
            Err(error) => self.tally.fail(context, &error),
        }
        0
    }

    fn give(&self, batch: Batch) -> Result<(), Unwanted> {
        self.to.send(batch).map_err(|_| Unwanted)
    }
}
