//! Git: what a repository holds, by way of the program `git`, which packs its objects as it likes.
//!
//! The repository is somebody else's. So nothing that its settings name is run, and nothing is fetched for it: no hooks, no
//! pager, no helper, no transport.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A repository that is asked.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    folder: PathBuf,
}

/// A file as a commit left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileChange {
    /// The commit.
    pub(super) commit: String,
    /// When it was made, in seconds since 1970.
    pub(super) time: i64,
    /// The file, below the top of the repository.
    pub(super) path: String,
}

impl Repository {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        for setting in [
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.quotePath=false",
            "log.showSignature=false",
            "log.showRoot=true",
            "log.mailmap=false",
            "gc.auto=0",
        ] {
            command.args(["-c", setting]);
        }
        command
            .arg("--no-pager")
            .arg("--git-dir")
            .arg(self.folder.join(".git"))
            .args(arguments)
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command
    }

    /// The names at its top, folders with a `/` at the end.
    ///
    /// # Errors
    /// When there is no `git`, or no repository.
    pub(super) fn top(&self) -> io::Result<Vec<String>> {
        let output = self.git(&["ls-tree", "--full-tree", "HEAD"]).output()?;
        if !output.status.success() {
            return Err(io::Error::other("it is no repository with commits"));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let name = |line: &str| {
            let (kind, name) = line.split_once('\t')?;
            Some(if kind.contains(" tree ") { format!("{name}/") } else { name.to_owned() })
        };
        Ok(text.lines().filter_map(name).collect())
    }

    /// Every change of a file, the oldest first, as they are asked for.
    ///
    /// # Errors
    /// When there is no `git`.
    pub(super) fn changes(&self) -> io::Result<Changes> {
        let format = "--format=%x01%H %ct";
        let arguments = [
            "log",
            "--reverse",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--diff-filter=AM",
            "--name-only",
            format,
        ];
        let mut child = self.git(&arguments).spawn()?;
        let lines = child.stdout.take().map(BufReader::new);
        Ok(Changes { child, lines, commit: None })
    }

    /// A reader of files as commits left them.
    ///
    /// # Errors
    /// When there is no `git`.
    pub(super) fn files(&self) -> io::Result<Files> {
        let mut child = self.git(&["cat-file", "--batch"]).stdin(Stdio::piped()).spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take().map(BufReader::new));
        Ok(Files { child, pipes })
    }
}

/// The changes of a repository.
pub(super) struct Changes {
    child: Child,
    lines: Option<BufReader<ChildStdout>>,
    commit: Option<(String, i64)>,
}

/// The longest name of a file that is read, in bytes.
const LONGEST_NAME: usize = 8 << 10;

impl Changes {
    /// The next change; none at the end.
    ///
    /// # Errors
    /// When `git` breaks off.
    pub(super) fn next_change(&mut self) -> io::Result<Option<FileChange>> {
        let Some(lines) = &mut self.lines else { return Ok(None) };
        loop {
            let line = match crate::article::next_line(lines, LONGEST_NAME)? {
                crate::article::RawLine::End => break,
                crate::article::RawLine::TooLong => continue,
                crate::article::RawLine::Bytes(line) => line,
            };
            let line = String::from_utf8_lossy(&line).into_owned();
            if let Some((commit, time)) = line.strip_prefix('\u{1}').and_then(|rest| rest.split_once(' ')) {
                self.commit = time.parse().ok().map(|time| (commit.to_owned(), time));
            } else if let Some((commit, time)) = &self.commit
                // A name in quotation marks holds what names of articles never do.
                && !line.is_empty()
                && !line.starts_with('"')
            {
                return Ok(Some(FileChange { commit: commit.clone(), time: *time, path: line }));
            }
        }
        self.lines = None;
        let status = self.child.wait()?;
        if status.success() { Ok(None) } else { Err(io::Error::other("git breaks off")) }
    }
}

/// Files out of a repository.
pub(super) struct Files {
    child: Child,
    pipes: Option<(ChildStdin, BufReader<ChildStdout>)>,
}

impl Files {
    /// A file as a commit left it; none when it is not there, is no file or larger than `limit`.
    ///
    /// # Errors
    /// When `git` breaks off.
    pub(super) fn read_file(&mut self, change: &FileChange, limit: usize) -> io::Result<Option<Vec<u8>>> {
        let Some((questions, answers)) = &mut self.pipes else { return Ok(None) };
        writeln!(questions, "{}:{}", change.commit, change.path)?;
        questions.flush()?;
        let mut head = String::new();
        answers.by_ref().take(LONGEST_NAME as u64 * 2).read_line(&mut head)?;
        // "<object> blob <size>"; of what is not there the question and "missing".
        let mut parts = head.trim_end().rsplit(' ');
        let (size, kind) = (parts.next().and_then(|size| size.parse::<u64>().ok()), parts.next());
        let Some(size) = size.filter(|_| matches!(kind, Some("blob" | "tree" | "commit" | "tag"))) else {
            return if head.is_empty() { Err(io::Error::other("git breaks off")) } else { Ok(None) };
        };
        let mut bytes = Vec::new();
        let wanted = kind == Some("blob") && size <= limit as u64;
        if wanted {
            answers.by_ref().take(size).read_to_end(&mut bytes)?;
        } else {
            io::copy(&mut answers.by_ref().take(size), &mut io::sink())?;
        }
        let mut end = [0];
        answers.read_exact(&mut end)?;
        Ok(wanted.then_some(bytes))
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        // Who stops early does not wait for the rest.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.pipes = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
