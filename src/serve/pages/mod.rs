//! The pages, a file each: functions of the store that give what a page shows.

pub(super) mod article;
pub(super) mod articles;
pub(super) mod change;
pub(super) mod changes;
pub(super) mod claim;
pub(super) mod claims;
pub(super) mod inbox;
pub(super) mod matches;
mod parts;
pub(super) mod quote;
pub(super) mod quotes;
mod review;
pub(super) mod search;
pub(super) mod speaker;
pub(super) mod speakers;
pub(super) mod verify;
