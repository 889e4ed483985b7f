//! Listings as HTML tables: the cells that people see on a terminal, each of which may lead somewhere.

use super::row::{Cell, Row, Tone};
use super::wording::harmless;
use maud::{Markup, html};

/// The rows of a listing as a table; `link` gives the address that the cell under a head leads to.
#[must_use]
pub fn html_table<R: Row>(rows: &[R], link: impl Fn(&R, &str) -> Option<String>) -> Markup {
    html! {
        div.wide { table.listing {
            thead { tr { @for head in R::COLUMNS { th scope="col" { (head) } } } }
            tbody { @for row in rows {
                tr { @for (head, cell) in R::COLUMNS.iter().zip(row.cells()) {
                    td data-head=(head) {
                        @match link(row, head) {
                            Some(address) if !cell.text().is_empty() => a href=(address) { (cell_markup(&cell)) },
                            _ => (cell_markup(&cell)),
                        }
                    }
                } }
            } }
        } }
    }
}

fn cell_markup(cell: &Cell) -> Markup {
    html! {
        @for (text, tone) in &cell.pieces {
            @let text = harmless(text);
            @match tone {
                Tone::Plain => (text),
                Tone::Faint => span.doubtful { (text) },
                Tone::Strong => strong { (text) },
                Tone::Alert => span.alert { (text) },
                Tone::Mark => span.stance { (text) },
                // The marks are for terminals without colour.
                Tone::Removed => del { (text.trim_start_matches("[-").trim_end_matches("-]")) },
                Tone::Added => ins { (text.trim_start_matches("{+").trim_end_matches("+}")) },
            }
        }
    }
}
