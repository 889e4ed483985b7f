//! What is asserted and what is reported, in marked sentences.

use super::super::Attribution;
use super::super::fixture::attributed;
use super::*;

/// The stance of an attribution whose source is marked `{…}`, its cue `[…]` and its content `<…>`.
fn stance_of(marked: &str) -> Stance {
    let (document, Attribution { source, cue, content, kind, .. }) = attributed(marked);
    let read = cues::read_cue(&document, &source, &cue);
    stance(&document, Parts { source: &source, cue: &cue, content: &content, kind }, read)
}

#[test]
fn who_found_it_behind_the_clause_reports_it() {
    for (marked, reported) in [
        ("<Bees learn faster in shade>, {they} [found].", true),
        ("<Red flowers drew few insects>, {the team} [found].", true),
        ("<Bees prefer blue>, {researchers} [found].", true),
        ("{Researchers} [found] <bees prefer blue>.", true),
        ("{Researchers} [found] <most bees sleep at night>.", true),
        ("{Researchers} [found] <bees in a box>.", false),
        ("{Police} [found] <a knife in the car>.", false),
        ("{They} [found] <the red flowers>.", false),
        ("<Red flowers in spring>, {they} [found].", false),
    ] {
        assert_eq!(stance_of(marked).reported, reported, "{marked}");
    }
}

#[test]
fn what_was_not_said_is_not_asserted() {
    for marked in [
        "{Voss} should have [said] <the lock was broken>.",
        "Once {Voss} [says] <the lock is broken>, members leave.",
        "{The board} would [say] <that the fund is safe>.",
        "{Nobody at the ferry line} [said] <the ramp was closed>.",
        "{Voss} [forgot to say] <that the lock was broken>.",
        "{Voss} [declined to say] <whether the lock was broken>.",
        "{The port} never [said that] <the lock was broken>.",
        "{Voss} [did not mention] <that the lock was broken>.",
        "If {the board} [says] <the fund is safe>, members will stay.",
        "Had {Voss} [said] <that the lock was broken>, members would have left.",
        "[Had] {Voss} [said] <that the lock was broken>, members would have left.",
        "{Had Voss} [said] <that the lock was broken>, members would have left.",
        "Should {the board} [say] <that the fund is safe>, members will stay.",
        "When {the board} [says] <the fund is safe>, members will stay.",
        "Unless {Voss} publicly [admits] <that he knew>, the case goes on.",
        "Members will wait until {the board} [says] <the fund is safe>.",
        "It is unclear whether {Voss} [said] <the lock was broken>.",
        "Did {Voss} really [say] <the lock was broken>?",
        "Has {the board} ever [claimed] <that the fund is safe>?",
        "{Who} [says] <the lock was broken>?",
        "{Voss} [denied] <that he had known>.",
        "{Voss} [denied] <that he was ever known as “the Fixer”>.",
        "{Voss} [denied] <any role as a spy>.",
        "{Voss} [disputed] <the notion that he had worked as an “irregular”>.",
        "{Voss} [rejected] <claims of posing as an inspector>.",
        "{Voss} [doubts] <that the lock was broken>.",
        "{Voss} [was sceptical] <that the lock would hold>.",
        "{Counsel} [asked] <about the lock>.",
        "<Was the lock broken>, {counsel} [asked].",
        "<“Was the lock,”> {counsel} [asked], <“broken?”>",
        "Suppose {the board} [says] <the fund is safe>.",
        "Imagine that {the board} had [said] <the fund is safe>.",
        "{The minister} would [like to say] <that the port will close>.",
        "{Counsel} [questioned Voss about] <the lock>.",
        "{Voss} [asked] <whether the lock was broken>.",
        "<“Was the lock broken?”> {Voss} [said].",
        "{Voss} [observed], <in a year without rain “who would need a lock?”>",
        "{The minister} [is expected to announce] <that the port will close>.",
        "{Voss} [wanted to say] <that the lock was broken>.",
        "Anyone {who} [says] <the lock held> is wrong.",
        "{The minister} will [say] <that the port will close>.",
        "{Critics} [will say] <the lock is old>.",
        "{Ministers} [will tell] the house <that the lock is old>.",
        "{Opponents} [will argue] <that the lock is old>.",
        "{The report} [will warn] <that the lock is old>.",
        "{The coach} [is likely to say] <that his side was tired>.",
        "{The leaders} [are set to announce] <that the lock is sold>.",
        "{Voss} [is due to announce] <a cut in tolls>.",
        "{Voss} [is going to say] <that the lock is old>.",
        "{Some} [will claim] <that nothing has changed>.",
    ] {
        assert!(!stance_of(marked).asserted, "{marked}");
    }
}

#[test]
fn what_was_said_is_asserted() {
    for marked in [
        "{Voss} [said] <the lock was broken>.",
        "{Voss} [noted] <that the lock was broken>.",
        "<“A lock is a promise,”> {Voss} [likes to say].",
        "{Voss} [loved to tell] visitors <that the lock was Roman>.",
        "“I suppose {the board} [says] <the fund is safe>,” she wrote.",
        "{Voss}, who would retire in May, [said] <the lock was broken>.",
        "If it rains, <the ramp closes>, {Voss} [said].",
        "{Voss} [urged] <the board to act>.",
        "{Voss} [dismissed] <the claim as “a fairy tale”>.",
        "{Voss} [rejected] <the charges as “false”>.",
        "{Voss} [dismissed] <the cut as a trick>.",
        "{Voss} [asked] <the board to mend the lock>.",
        "{Voss} [went on to say] <that the lock was broken>.",
        "{Voss} [appeared to suggest] <that the lock was broken>.",
        "{The minister} will [say] <that “the port will close”>.",
        "{The minister} [will say on Monday]: <“The port will close.”>",
        "<The lock will be mended>, {the port} [said].",
        "{A guard} [can be heard saying] <that the lock was broken>.",
        "[According to] {Voss}, <the lock was broken>.",
        "<“I hear of a lock,”> {Voss} [said]. <“What do you think?”>",
        "When {Voss} [said] <the lock was broken>, members left.",
        "Once {Voss} [said] <the lock was broken>, members left.",
        "<“Why? Because it was old.”> {Voss} [said].",
        "{Voss} [said] <the note held one word: “When?”>",
        "{Voss} [said]: <“Odd, is it? I hid and a man goes, ‘Who are you?’”>",
        "<The lock was broken>, {Voss} [said], wasn’t it?",
    ] {
        assert!(stance_of(marked).asserted, "{marked}");
    }
}

#[test]
fn what_nobody_uttered_is_not_reported() {
    for marked in [
        "{Residents} [hope] <that the ramp reopens>.",
        "{Shop owner Imran Voss} [hopes] <that the ramp reopens>.",
        "{Police} [found] <a knife in the car>.",
        "{The picture} [shows] <a crack>.",
        "{Researchers} [found] <an old boat>.",
        "{The club} [plans to] <sell the ground>.",
        "{Voss} [feared] <that the lock would break>.",
        "{Voss} [wants] <a new lock>.",
        "{The mayor} [intends to] <run again>.",
        "{Voss’s} [decision to] <leave>.",
        "{The council} [approved] <a new ramp>.",
        "{The board} [would say] <that the fund is safe>.",
        "{She} [posted] <a picture of the ramp>.",
        "{She} [showed] <her ticket>.",
        "{Neighbours} [know] <that the lock is old>.",
        "{Workers} [worry] <that the yard will close>.",
        "{Many} [are afraid] <that the yard will close>.",
        "{Several owners} [refused] <to sell their land>.",
        "{Voss} [declined] <to comment>.",
        "{The court} [overturned] <the fine>.",
        "{The two trips} [highlight] <the efforts of the port>.",
        "{The vote} [underscored] <that the board is split>.",
        "{The trip} [suggests] <that she wants to run>.",
        "{The march} [revealed] <that the board is split>.",
        "{His appointment} [showed] <that he listens>.",
        "{The visit} [proved] <that the talks go on>.",
    ] {
        assert!(!stance_of(marked).reported, "{marked}");
    }
}

#[test]
fn what_was_uttered_written_shown_or_found_is_reported() {
    for marked in [
        "{Voss} [said] <he hopes that the ramp reopens>.",
        "{The government} [expects] <growth of 2 percent>.",
        "{Belden} [expects] <sales of 16 million this year>.",
        "{Analysts} [believe] <the price will fall>.",
        "{The institute} [estimates] <that one in five is ill>.",
        "{Colonel Voss} [estimates] <that they need forty shells>.",
        "{Voss} [hopes] <“that we all get home”>.",
        "{The report} [found] <that the lock was broken>.",
        "{Figures} [show] <rents rose by a fifth>.",
        "{The bank Norda} [hopes] <that prices fall>.",
        "{A poll by Infrademo} [showed] <58% of voters want the tram>.",
        "{The poll} [showed] <the Greens on 18 percent>.",
        "{The survey} [found] <a third without savings>.",
        "{The study} [found] <a link between salt and sleep>.",
        "{The study} [finds] <that rats sleep less>.",
        "{Scientists} [have found] <that the lake is old>.",
        "{Researchers} [found] <the bees slept longer>.",
        "{Researchers at Orme} [found] <40 boats>.",
        "{A study of forty lakes} [shows] <in detail how algae spread>.",
        "{An analysis done in May} [shows] <the lake losing fish>.",
        "{Voss} [condemned] <the protest>.",
        "{The union} [called for] <a strike>.",
        "{Voss} [pointed out] <that the lock was old>.",
        "{The report} [highlights] <the age of the lock>.",
        "{The trial} [showed] <that the drug helps>.",
        "{Tests} [confirmed] <that the water is safe>.",
        "{The investigation} [revealed] <that the lock was old>.",
        "{Prosecutors investigating the attack} [have shown] <that he lied>.",
        "{Exit polling} [shows] <she won by a third>.",
        "{Tallies by the port} [show] <that 40 boats left>.",
        "{Critics of the trip} [underscored] <that the lock was old>.",
        "{The firm} [pledged] <to pay>.",
        "{Voss} [complained] <that the lock was old>.",
        "{The mayor} [announced] <a plan to sell the ground>.",
        "{Voss} [recalled] <the lock was already old>.",
        "<The lock was old>[, according to] {Voss}.",
        "{VOSS}[:] <The lock was old>.",
    ] {
        assert!(stance_of(marked).reported, "{marked}");
    }
}
