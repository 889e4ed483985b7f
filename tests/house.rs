//! The source as a house: functions and lines short enough to read, rooms in one row that use only those before them,
//! and files of a room that build on each other in one direction.

#![cfg(feature = "cli")]

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Lines of a function, its signature and braces included.
const LONGEST_FUNCTION: usize = 60;
/// Characters of a line.
const LONGEST_LINE: usize = 140;

/// Functions that are still longer. Cut one, and take it off the list.
const LONG_FUNCTIONS: &[&str] = &[];

/// Files whose lines are still longer. Break the lines of one, and take it off the list.
const LONG_LINES: &[&str] = &[];

/// Rooms whose files import in one direction only.
const ROOMS: &[&str] = &[
    "english", "text", "article", "extract", "speaker", "claim", "diff", "matching", "verify", "store",
    "report", "cli",
];

/// The Rust files of the project, with their paths below its root.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["src", "tests", "benches", "examples", "fuzz"]
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)))
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("it can be read");
            let name =
                path.strip_prefix(root).expect("it is below the root").to_string_lossy().replace('\\', "/");
            (name, text)
        })
        .collect()
}

/// The functions of a file with their lengths in lines: each ends at the first brace that is indented as it is.
fn functions(text: &str) -> Vec<(String, usize)> {
    let head =
        Regex::new(r"^(\s*)(?:pub(?:\([a-z]+\))? )?(?:const |async |unsafe )*fn (\w+)").expect("it is valid");
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(function) = head.captures(line) else { continue };
        let opens = lines[start..].iter().position(|l| l.ends_with(['{', ';', '}'])).map(|at| start + at);
        let Some(opens) = opens.filter(|&at| lines[at].ends_with('{')) else { continue };
        let close = format!("{}}}", &function[1]);
        let length = lines[opens..].iter().position(|l| *l == close).map_or(0, |at| opens + at + 1 - start);
        found.push((function[2].to_owned(), length));
    }
    found
}

#[test]
fn functions_can_be_read_at_a_glance() {
    let mut long = BTreeSet::new();
    for (file, text) in sources() {
        let too_long = functions(&text).into_iter().filter(|(_, length)| *length > LONGEST_FUNCTION);
        long.extend(too_long.map(|(name, _)| format!("{file} {name}")));
    }
    let known: BTreeSet<String> = LONG_FUNCTIONS.iter().map(|&f| f.to_owned()).collect();
    let new: Vec<_> = long.difference(&known).collect();
    assert!(new.is_empty(), "longer than {LONGEST_FUNCTION} lines, cut them: {new:#?}");
    let gone: Vec<_> = known.difference(&long).collect();
    assert!(gone.is_empty(), "short enough by now, take them off the list: {gone:#?}");
}

#[test]
fn lines_fit_on_a_screen() {
    let mut long = BTreeMap::new();
    for (file, text) in sources() {
        let at = text.lines().position(|line| line.chars().count() > LONGEST_LINE);
        long.extend(at.map(|at| (file, at + 1)));
    }
    let new: Vec<_> = long.iter().filter(|(file, _)| !LONG_LINES.contains(&file.as_str())).collect();
    assert!(new.is_empty(), "longer than {LONGEST_LINE} characters, break them: {new:#?}");
    let gone: Vec<_> = LONG_LINES.iter().filter(|&&file| !long.contains_key(file)).collect();
    assert!(gone.is_empty(), "short enough by now, take them off the list: {gone:#?}");
}

#[test]
fn no_files_of_a_room_import_each_other_in_a_circle() {
    for room in ROOMS {
        let mut imports = imports(room);
        // Files that import none of those left stand below them; what is left when there are none stands in a circle.
        while !imports.is_empty() {
            let left: BTreeSet<String> = imports.keys().cloned().collect();
            let count = imports.len();
            imports.retain(|_, of| of.iter().any(|file| left.contains(file)));
            assert!(
                imports.len() < count,
                "src/{room} has files that import each other in a circle: {imports:#?}"
            );
        }
    }
}

/// The rooms in their order, as the first drawing in a text has it, over some lines.
fn row(text: &str) -> Vec<&str> {
    let drawn = |line: &&str| line.contains("── ");
    let lines = text.lines().skip_while(|line| !drawn(line)).take_while(drawn);
    let rooms = lines.flat_map(|line| line.trim_start_matches("//!").split("──").map(str::trim));
    rooms.filter(|room| !room.is_empty()).collect()
}

#[test]
fn rooms_use_those_before_them_only() {
    let rooms = row(include_str!("../src/lib.rs"));
    assert_eq!(rooms, row(include_str!("../docs/ARCHITECTURE.md")), "two orders are drawn");
    let place = |room: &str| rooms.iter().position(|r| *r == room);
    for (file, text) in sources() {
        let Some(inside) = file.strip_prefix("src/").filter(|f| !["lib.rs", "main.rs"].contains(f)) else {
            continue;
        };
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        let own = place(room).unwrap_or_else(|| panic!("src/{room} is not drawn in src/lib.rs"));
        let used = paths(without_tests(&text)).into_iter().filter(|path| path[0] == "crate");
        for path in used.filter(|path| path.len() > 1) {
            let later = place(&path[1]).is_some_and(|other| other > own);
            assert!(!later, "{file} uses {}, which stands after it", path.join("::"));
        }
    }
}

/// A file without its tests.
fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// For each file or folder of a room, which others it imports from, tests aside.
fn imports(room: &str) -> BTreeMap<String, BTreeSet<String>> {
    let prefix = format!("src/{room}/");
    let mut files: Vec<(String, String)> = Vec::new();
    for (name, text) in sources() {
        let file = name.strip_prefix(&prefix).and_then(|f| f.strip_suffix(".rs"));
        let is_test = |f: &str| f.ends_with("tests") || f.ends_with("_cases") || f == "fixture";
        files.extend(file.filter(|f| !is_test(f)).map(|f| (f.to_owned(), without_tests(&text).to_owned())));
    }
    let parts: BTreeSet<String> = files.iter().map(|(file, _)| part(file)).collect();
    // What the room's `mod.rs` imports from its files can be named by way of it.
    let of_room =
        files.iter().find(|(file, _)| file == "mod").map(|(_, code)| paths(code)).unwrap_or_default();
    let by_name: BTreeMap<String, String> = of_room
        .into_iter()
        .filter(|path| path.len() > 1 && parts.contains(&path[0]))
        .filter_map(|path| Some((path.last()?.clone(), path[0].clone())))
        .collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, code) in &files {
        let of = paths(code).into_iter().filter_map(|path| {
            let name = within_room(room, file, &path)?;
            let known = parts.contains(name).then(|| name.to_owned());
            match (known, file == "mod") {
                (known, true) => known,
                (known, false) => {
                    Some(known.or_else(|| by_name.get(name).cloned()).unwrap_or_else(|| "mod".to_owned()))
                }
            }
        });
        let own = part(file);
        found.entry(own.clone()).or_default().extend(of.filter(|other| *other != own));
    }
    found
}

/// The file or folder directly below a room that a file belongs to.
fn part(file: &str) -> String {
    file.split('/').next().unwrap_or_default().to_owned()
}

/// The first name below its room of a path that `file` names; none for one that leads elsewhere.
fn within_room<'p>(room: &str, file: &str, path: &'p [String]) -> Option<&'p str> {
    let depth = file.matches('/').count() - usize::from(file.ends_with("/mod"));
    let climbed = path.iter().take_while(|name| *name == "super").count();
    let at = match path {
        [first, second, ..] if first == "crate" && second == room => 2,
        _ if file == "mod" => 0,
        _ if climbed == depth + 1 => climbed,
        _ => return None,
    };
    path.get(at).map(String::as_str)
}

/// The paths that a file imports or names, each as its parts: `use a::{b, c::d};` gives `a::b` and `a::c::d`.
fn paths(code: &str) -> Vec<Vec<String>> {
    let import = Regex::new(r"(?m)^\s*(?:pub(?:\([a-z]+\))? )?use ([^;]+);").expect("it is valid");
    let inline = Regex::new(r"\b(\w+(?:::\w+)+)").expect("it is valid");
    let comment = Regex::new(r"(?m)^\s*//.*$").expect("it is valid");
    let renamed = Regex::new(r" as \w+").expect("it is valid");
    let code = renamed.replace_all(&comment.replace_all(code, ""), "").into_owned();
    let mut found: Vec<Vec<String>> = Vec::new();
    for tree in import.captures_iter(&code) {
        branches(&tree[1].split_whitespace().collect::<Vec<_>>().concat(), &[], &mut found);
    }
    let parts = |path: regex::Match<'_>| path.as_str().split("::").map(str::to_owned).collect();
    found.extend(inline.find_iter(&import.replace_all(&code, "")).map(parts));
    found
}

/// Adds the paths of one tree of imports, which stands below the path `above`.
fn branches(tree: &str, above: &[String], found: &mut Vec<Vec<String>>) {
    let (mut depth, mut start) = (0i32, 0);
    let ends = tree.char_indices().filter(|&(_, c)| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([tree.len()]).collect();
    for end in ends {
        let branch = &tree[start..end];
        start = end + 1;
        let (head, inner) = branch.split_once('{').unwrap_or((branch, ""));
        let parts = head.split("::").filter(|part| !part.is_empty()).map(str::to_owned);
        let path: Vec<String> = above.iter().cloned().chain(parts).collect();
        match inner.strip_suffix('}') {
            Some(inner) => branches(inner, &path, found),
            None if branch.is_empty() => {}
            None => found.push(path),
        }
    }
}

#[test]
fn the_tests_of_this_file_see_what_they_look_for() {
    let code = "use super::{a::{B, C}, d};\npub use e::F;\nfn f() {\n    super::g::h();\n}\n";
    let paths: Vec<String> = paths(code).iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["super::a::B", "super::a::C", "super::d", "e::F", "super::g::h"]);
    let code = "impl A {\n    fn one(\n        &self,\n    ) {\n        if a {\n        }\n    }\n    fn two();\n}\n";
    assert_eq!(functions(code), [("one".to_owned(), 6)]);
}

/// Names that stand for several types: each command of the command line has its own `Args`.
const SHARED_TYPES: &[&str] = &["Args"];

/// The names that `pattern` finds in the code of the crate, tests aside, with the files that they stand in.
fn defined(pattern: &str) -> BTreeMap<String, Vec<String>> {
    let pattern = Regex::new(pattern).expect("it is valid");
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let of_crate = |file: &str| file.starts_with("src/") && !file.ends_with("tests.rs");
    for (file, text) in sources().into_iter().filter(|(file, _)| of_crate(file)) {
        for name in pattern.captures_iter(without_tests(&text)) {
            names.entry(name[1].to_owned()).or_default().push(file.clone());
        }
    }
    names
}

#[test]
fn no_two_types_have_one_name() {
    let mut types = defined(r"(?m)^(?:pub(?:\([a-z: ]+\))? )?(?:struct|enum|trait) (\w+)");
    types.retain(|name, files| files.len() > 1 && !SHARED_TYPES.contains(&name.as_str()));
    assert!(types.is_empty(), "types of one name, add the noun of the room: {types:#?}");
}

#[test]
fn functions_say_what_they_read_or_find() {
    let bare = r"(?m)^(?:pub(?:\([a-z: ]+\))? )?(?:const )?fn (read|find|get|parse|process|handle)\b";
    // The article's own reader is `article::read`, which everybody calls by its room.
    let mut bare = defined(bare);
    bare.get_mut("read").into_iter().for_each(|files| files.retain(|file| file != "src/article/read.rs"));
    bare.retain(|_, files| !files.is_empty());
    assert!(bare.is_empty(), "say what they read or find: {bare:#?}");
}

/// Options are the command line's: an error of the library says what is wrong to whoever calls it, and `cli::remedy` adds the
/// option that mends it. The pages of the desk are shown by the program alone.
#[test]
fn the_library_names_no_options() {
    let option = Regex::new(r"[\s`(“]--[a-z]").expect("it is valid");
    let mut named = Vec::new();
    for (file, text) in sources() {
        if file.starts_with("src/") && !file.starts_with("src/cli/") && !file.starts_with("src/serve/pages/")
        {
            let code = without_tests(&text).lines().zip(1..);
            let code = code.filter(|(line, _)| !line.trim_start().starts_with("//") && option.is_match(line));
            named.extend(code.map(|(line, n)| format!("{file}:{n}: {}", line.trim())));
        }
    }
    assert!(
        named.is_empty(),
        "say it in words of the library, and add the option in cli::remedy: {named:#?}"
    );
}
