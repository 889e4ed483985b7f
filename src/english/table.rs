//! Tables: data files that are read where they lie, since to parse them would take longer than a short command has.

use std::cmp::Ordering;

/// The bytes where the lines of a table begin.
pub(crate) fn starts(table: &str) -> Vec<u32> {
    let mut out = vec![0];
    out.extend((1..).zip(table.bytes()).filter(|(_, byte)| *byte == b'\n').map(|(next, _)| next));
    out.pop(); // the table ends with the end of a line
    out
}

/// The line that starts at a byte.
pub(crate) fn line_from(table: &'static str, start: u32) -> &'static str {
    let rest = &table[start as usize..];
    rest.split_once('\n').map_or(rest, |(line, _)| line)
}

/// The line that has a key in its first column, of a table whose lines are sorted by their bytes.
pub(crate) fn line_of(table: &'static str, key: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let before = &table.as_bytes()[low..middle];
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(low, |end| low + end + 1);
        let rest = &table.as_bytes()[start..high];
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let line = &rest[..length];
        let column = line.split(|byte| *byte == b'\t').next().unwrap_or(line);
        match column.cmp(key.as_bytes()) {
            Ordering::Equal => return table.get(start..start + length),
            Ordering::Less => low = (start + length + 1).min(high),
            Ordering::Greater => high = start,
        }
    }
    None
}
