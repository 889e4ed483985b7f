//! The documentation against the project: links lead somewhere, every dependency is accounted for, every file says
//! what it is for.

#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Files of the project with one of these extensions, but for what is built.
fn files(extensions: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_ours = |e: &walkdir::DirEntry| {
        let name = e.file_name().to_string_lossy();
        e.depth() == 0 || !(name.starts_with('.') || name == "target")
    };
    let mut files: Vec<PathBuf> = WalkDir::new(root)
        .into_iter()
        .filter_entry(is_ours)
        .map(|e| e.expect("an entry").into_path())
        .filter(|p| p.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)))
        .collect();
    files.sort();
    files
}

#[test]
fn links_lead_somewhere() {
    let link = regex::Regex::new(r"\]\(([^)\s]+)\)").expect("the pattern is valid");
    for file in files(&["md"]) {
        let text = fs::read_to_string(&file).expect("it can be read");
        for found in link.captures_iter(&text) {
            let (path, anchor) = found[1].split_once('#').unwrap_or((&found[1], ""));
            if path.contains("://") || path.starts_with("mailto:") {
                continue;
            }
            let target =
                if path.is_empty() { file.clone() } else { file.parent().expect("a folder").join(path) };
            assert!(target.exists(), "{}: {path} is not there", file.display());
            if !anchor.is_empty() {
                let heads = fs::read_to_string(&target).expect("it can be read").to_lowercase();
                let head = format!("# {}", anchor.replace('-', " "));
                assert!(heads.contains(&head), "{}: {path}#{anchor} is not there", file.display());
            }
        }
    }
}

#[test]
fn every_dependency_is_accounted_for() {
    let manifest = include_str!("../Cargo.toml");
    let architecture = include_str!("../docs/ARCHITECTURE.md");
    let mut declared = BTreeSet::new();
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| in_dependencies) {
            declared.insert(name);
        }
    }
    let section =
        architecture.split("\n## ").find(|section| section.starts_with("Dependencies")).expect("it is there");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let explained: BTreeSet<&str> =
        rows.flat_map(|names| names.split(", ")).filter(|&n| n != "crate").collect();
    let unexplained: Vec<_> = declared.difference(&explained).collect();
    assert!(unexplained.is_empty(), "docs/ARCHITECTURE.md does not say what these are for: {unexplained:?}");
    let unknown: Vec<_> = explained.difference(&declared).collect();
    assert!(unknown.is_empty(), "docs/ARCHITECTURE.md names what Cargo.toml does not: {unknown:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in files(&["rs"]) {
        let text = fs::read_to_string(&file).expect("it can be read");
        assert!(text.starts_with("//!"), "{} does not say what it is for", file.display());
    }
}
