//! Charts as SVG inside a page: no script, no outside file, readable without colour and by a screen reader, which gets
//! the numbers as a table.

use super::overview::PeriodChanges;
use maud::{Markup, html};

/// Size of a chart over time in its own units; it grows with the page.
const WIDTH: usize = 320;
const HEIGHT: usize = 110;

/// Room for the names below the bars.
const FOOT: usize = 18;

/// Changes over time: a bar a period, piled up by severity, the severest at the bottom.
pub(super) fn over_time(periods: &[PeriodChanges]) -> Markup {
    let sum = |period: &PeriodChanges| period.changes.iter().sum::<usize>();
    let most = periods.iter().map(sum).max().unwrap_or(0).max(1);
    let step = WIDTH as f64 / periods.len().max(1) as f64;
    let wide = (step * 0.8).min(48.0);
    let tall = (HEIGHT - FOOT) as f64;
    html! {
        figure.chart {
            figcaption { "Changes over time" }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
                aria-label={ "Changes over time, at most " (most) " at once; the numbers follow as a table" } {
                @for (n, period) in periods.iter().enumerate() {
                    @let x = step * n as f64 + (step - wide) / 2.0;
                    g {
                        title { (period.name) ": " (told(period)) }
                        @for (piece, y, height) in pile(period, most, tall) {
                            rect.(piece) x=(round(x)) y=(round(y)) width=(round(wide)) height=(round(height)) {}
                        }
                    }
                }
                text x="0" y=(HEIGHT - 4) { (periods.first().map_or("", |p| &p.name)) }
                @if periods.len() > 1 {
                    text x=(WIDTH) y=(HEIGHT - 4) text-anchor="end" { (periods.last().map_or("", |p| &p.name)) }
                }
            }
            details {
                summary { "The numbers" }
                table {
                    thead { tr { th { "from" } th.number { "high" } th.number { "medium" } th.number { "low" } } }
                    tbody { @for period in periods.iter().filter(|period| sum(period) > 0) {
                        tr { td { (period.name) } @for n in period.changes.iter().rev() { td.number { (n) } } }
                    } }
                }
            }
        }
    }
}

/// The pieces of a bar with their tops and heights.
fn pile(period: &PeriodChanges, most: usize, tall: f64) -> Vec<(&'static str, f64, f64)> {
    let mut top = tall;
    let names = ["low", "medium", "high"];
    let mut pieces = Vec::new();
    for (name, &changes) in names.into_iter().zip(&period.changes).rev() {
        if changes > 0 {
            let height = tall * changes as f64 / most as f64;
            top -= height;
            pieces.push((name, top, height));
        }
    }
    pieces
}

fn told(period: &PeriodChanges) -> String {
    let [low, medium, high] = period.changes;
    format!("{high} high, {medium} medium, {low} low")
}

/// A coordinate with one digit behind the point.
fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

/// Bars with their names and numbers: as a table whose last column is drawn.
pub(super) fn bars(caption: &str, heads: [&str; 2], rows: &[(String, usize)]) -> Markup {
    let most = rows.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    html! {
        figure.chart {
            figcaption { (caption) }
            table.bars {
                thead.unseen { tr { th { (heads[0]) } th { (heads[1]) } td {} } }
                tbody { @for (name, n) in rows {
                    tr {
                        td { (name) }
                        td.number { (n) }
                        td.drawn aria-hidden="true" {
                            svg viewBox="0 0 100 10" preserveAspectRatio="none" {
                                rect.bar x="0" y="1" width=(round(100.0 * *n as f64 / most as f64)) height="8" {}
                            }
                        }
                    }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_piled_from_the_bottom_up_and_fits() {
        let period = PeriodChanges { name: "2026-03-01".to_owned(), changes: [2, 0, 2] };
        assert_eq!(pile(&period, 4, 100.0), [("high", 50.0, 50.0), ("low", 0.0, 50.0)]);
        let chart = over_time(&[period]).into_string();
        assert!(chart.contains("2026-03-01: 2 high, 0 medium, 2 low"), "{chart}");
    }

    #[test]
    fn names_are_escaped() {
        let chart = bars("Voices", ["speaker", "claims"], &[("<b>".to_owned(), 2)]).into_string();
        assert!(chart.contains("&lt;b&gt;") && !chart.contains("<b>"), "{chart}");
    }
}
