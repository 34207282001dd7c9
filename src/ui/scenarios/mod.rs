//! Sharing, saving, comparing, exporting and embedding scenarios: a part of the page with a wasm of its own, fetched when the reader
//! comes near it, so that the calculator need not carry it.
//!
//! The two know each other by the link only. The page says its link in an attribute of the root element
//! (`browser::told`); this part goes to another link as any anchor does, and the page opens it.

mod compare;
mod embed;
mod saved;
mod share;

use std::sync::Arc;

use leptos::prelude::*;

use super::html::{El, Written, el, written};
use super::session;
use crate::browser::{address, clipboard, storage, told};
use crate::domain::link::{self, Comparison};
use crate::domain::rates::History;
use crate::domain::sheet::Priced;
use crate::domain::snapshot::HISTORY;

/// The id of the section.
const ID: &str = "scenarios";

/// What this part of the page knows.
#[derive(Clone, Copy)]
pub struct Desk {
    history: &'static History,
    /// The page's link, without `#`.
    link: RwSignal<String>,
    /// Its scenarios, priced.
    priced: Memo<Arc<Vec<Priced>>>,
    /// What was just done, for eyes and ears.
    said: RwSignal<String>,
    /// A text that the clipboard refused, to be copied by hand.
    by_hand: RwSignal<String>,
    /// What is wrong with an opened file.
    problems: RwSignal<Vec<String>>,
    can_share: RwSignal<bool>,
    ready: RwSignal<bool>,
    shelf: saved::Kept,
    builder: embed::Builder,
}

impl Desk {
    /// The part as it is rendered before anything was entered.
    pub fn new(history: &'static History) -> Self {
        let link = RwSignal::new(String::new());
        let priced = Memo::new(move |_| {
            let comparison = link.with(|link| link::read(link, history).comparison);
            Arc::new(Priced::all(&comparison, history))
        });
        Self {
            history,
            link,
            priced,
            said: RwSignal::new(String::new()),
            by_hand: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            can_share: RwSignal::new(false),
            ready: RwSignal::new(false),
            shelf: saved::Kept::new(),
            builder: embed::Builder::new(),
        }
    }

    /// A part of a page with the shipped rates.
    pub fn shipped() -> Self {
        Self::new(&HISTORY)
    }

    /// Opens a link's keys in this part only; the browser's part goes through the page.
    pub fn show(self, keys: &str) {
        self.link.set(keys.to_owned());
    }

    fn comparison(self) -> Comparison {
        self.link.with(|link| link::read(link, self.history).comparison)
    }

    fn comparison_untracked(self) -> Comparison {
        self.link.with_untracked(|link| link::read(link, self.history).comparison)
    }

    /// The address that opens what is shown.
    fn address(self) -> String {
        let mut address = address::page();
        address.push('#');
        self.link.with_untracked(|link| address.push_str(link));
        address
    }

    fn say(self, words: &str) {
        self.said.set(words.to_owned());
    }
}

/// The section, not yet started.
pub fn section(desk: Desk) -> El<Written> {
    let failed = "This part could not be loaded. Reload the page to try again.";
    written("section")
        .id(ID)
        .class("scenarios")
        .attr("aria-labelledby", "scenarios-title")
        .live_attr("data-ready", move || desk.ready.get().then(|| "".into()))
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| share::drop_file(desk, &event))
        .child(written("h3").id("scenarios-title").words("Share, keep and compare"))
        .child(written("p").class("failed").words(failed))
        .child(share::share_bar(desk))
        .child(written("p").class("said").attr("role", "status").text(move || desk.said.get().into()))
        .child(share::by_hand(desk))
        .child(file_problems(desk))
        .child(compare::compare(desk))
        .child(saved::saved(desk))
        .child(embed::builder(desk))
}

fn file_problems(desk: Desk) -> El<Written> {
    let list = move || desk.problems.get().into_iter().map(|problem| el("li").words(problem)).collect();
    let list = written("ul").class("file-problems").list(list);
    written("div").attr("role", "alert").child(list)
}

/// Takes the section over in the browser.
pub fn start() {
    let desk = Desk::shipped();
    section(desk).attach_to(ID);
    desk.link.set(told::link());
    told::follow(move || desk.link.set(told::link()));
    desk.can_share.set(clipboard::can_share());
    desk.shelf.read();
    storage::on_change(move || desk.shelf.read());
    desk.ready.set(true);
    session::soon(move || desk.builder.wake());
}

/// Something to follow that looks like a button.
fn chip_link(keys: &str) -> El {
    let mut href = String::from("#");
    href.push_str(keys);
    el("a").class("chip").attr("href", href)
}
