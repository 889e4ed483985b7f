//! Dates, times, years and ages written in two ways, and those that only look alike.

use super::figure_cases::check;

#[test]
fn times_of_the_day() {
    check(
        &[
            ("at 3.15pm", "at 3:15 p.m."),
            ("at 3:15 PM", "at 15:15"),
            ("at 3 p.m.", "at 15:00"),
            ("at 3pm", "at three in the afternoon"),
            ("at noon", "at 12 p.m."),
            ("at noon", "at midday"),
            ("at 12 noon", "at noon"),
            ("at midnight", "at 12 a.m."),
            ("at 12:05 a.m.", "at 00:05"),
            ("at half past three", "at 3:30"),
            ("at half past ten at night", "at 10:30 p.m."),
            ("at quarter to midnight", "at 11.45pm"),
            ("at a quarter past six", "at 6:15"),
            ("at 9am", "at nine in the morning"),
            ("at six in the morning", "at 6 a.m."),
            ("at six in the evening", "at 18:00"),
            ("at 7:45 p.m.", "at 19:45"),
            ("from 3 to 5 p.m.", "from 3 p.m. to 5 p.m."),
            ("11-2 p.m.", "11 a.m.-2 p.m."),
            ("at 1500 GMT", "at 3 p.m. GMT"),
            ("at 3 p.m. EST", "at 3 p.m. EDT"),
            ("at ten o'clock", "at 10:00"),
            ("at 20 minutes past six", "at 6:20"),
        ],
        &[
            ("at 3.15pm", "at 3.15am"),
            ("at 6:40 p.m.", "at 6:40 a.m."),
            ("at 10:30", "at 10:13"),
            ("at noon", "at midnight"),
            ("at half past three", "at half past four"),
            ("at quarter to six", "at quarter past six"),
            ("at 3 p.m. ET", "at 3 p.m. PT"),
            ("at six in the evening", "at six in the morning"),
            ("at 15:00", "at 16:00"),
            ("at 9am", "at 9pm"),
            ("from midnight", "from midday"),
        ],
    );
}

#[test]
fn ordinals_decades_and_years() {
    check(
        &[
            ("the hundredth call", "the 100th call"),
            ("the twenty-first call", "the 21st call"),
            ("the third title", "the 3rd title"),
            ("the one hundred and first call", "the 101st call"),
            ("the thirtieth call", "the 30th call"),
            ("in the '90s", "in the 1990s"),
            ("in the ’90s", "in the nineties"),
            ("in the 1960s", "in the nineteen-sixties"),
            ("in the 1960's", "in the sixties"),
            ("the mid-1980s", "the mid-'80s"),
            ("in her 60s", "in her sixties"),
            ("nineteenth century", "19th century"),
            ("fourteenth-century rings", "14th-century rings"),
            ("in 2012–13", "in 2012-2013"),
            ("in 2012/13", "in 2012–2013"),
            ("1998-99 season", "1998–1999 season"),
            ("in nineteen eighty-four", "in 1984"),
            ("the early 1990s", "the early nineties"),
        ],
        &[
            ("the 14th century", "the 15th century"),
            ("nineteenth century", "18th century"),
            ("the third call", "the fourth call"),
            ("the 1980s", "the 1990s"),
            ("in her 60s", "in her 70s"),
            ("in her 60s", "in the '60s"),
            ("in 2012–13", "in 2012–14"),
            ("the early 1990s", "the late 1990s"),
            ("the hundredth call", "the thousandth call"),
            ("the 21st call", "the 20th call"),
        ],
    );
}

#[test]
fn days_in_figures_and_in_short() {
    check(
        &[
            ("closed on 25/11/1988", "closed on 25 November 1988"),
            ("closed on 11/25/1988", "closed on November 25, 1988"),
            ("open Mon. to Wed.", "open Monday to Wednesday"),
            ("shut until Sat. at noon", "shut until Saturday at noon"),
        ],
        &[
            ("closed on 25/11/1988", "closed on 25/10/1988"),
            ("closed on 3/4/2021", "closed on 5/4/2021"),
            ("open Mon. to Wed.", "open Mon. to Fri."),
        ],
    );
}

#[test]
fn ages() {
    check(
        &[
            ("a 40-year-old man", "a man aged 40"),
            ("a man 40 years old", "a man, aged 40,"),
            ("at the age of 40", "at age 40"),
            ("The driver, who is 19, fled", "The 19-year-old driver fled"),
            ("Mara Lind, 40, said", "Mara Lind, aged 40, said"),
            ("a forty-year-old man", "a 40-year-old man"),
            ("40 years of age", "40 years old"),
            ("a three-month-old boy", "a 3-month-old boy"),
        ],
        &[
            ("a 40-year-old man", "a 14-year-old man"),
            ("a three-month-old boy", "a three-year-old boy"),
            ("Mara Lind, 40, said", "Mara Lind, 41, said"),
            ("aged 40", "40 years"),
            ("aged 40", "aged 40 or older"),
        ],
    );
}

#[test]
fn dates() {
    check(
        &[
            ("on 3 May 2024", "on May 3, 2024"),
            ("on 3 May 2024", "on 2024-05-03"),
            ("on May 3rd", "on 3 May"),
            ("on the 3rd of May", "on the third of May"),
            ("on May 3", "on May third"),
            ("from August six for a week", "from August 6 for a week"),
            ("since Feb. 1922", "since February 1922"),
            ("on Sept. 11", "on 11 September"),
            ("on the 2nd of March, 1917", "on March 2, 1917"),
            ("on 1st April 2019", "on April 1, 2019"),
            ("on Monday 6 May", "on Monday, May 6"),
            ("from 14 to 28 July", "from July 14 to July 28"),
            ("on May 3-5", "on 3-5 May"),
            ("on May 3-5, 2024", "on 3–5 May 2024"),
            ("on Christmas Day", "on December 25"),
            ("on New Year's Eve", "on December 31"),
            ("in mid-November", "in mid November"),
            ("in the spring of 1987", "in spring 1987"),
            ("in the autumn of 1987", "in the fall of 1987"),
            ("at the end of May", "in late May"),
            ("on Thurs.", "on Thursday"),
        ],
        &[
            ("on 3 May", "on 5 May"),
            ("on 3 May", "on 3 June"),
            ("on 3 February", "on Feb. 13"),
            ("January 1", "July 1"),
            ("in mid-November", "in mid-December"),
            ("in early May", "in late May"),
            ("in May", "in early May"),
            ("in the spring of 1987", "in the autumn of 1987"),
            ("Good Friday", "Easter Monday"),
            ("on 3/5/2024", "on 5/3/2024"),
            ("on Saturday", "on Sunday"),
            ("in May 2023", "in May 2024"),
            ("on May 3 and 5 people", "on May 3 and on May 5"),
        ],
    );
}
