//! Saved scenarios: a shelf in this browser's storage. It is read again before each change, so that two tabs do not undo
//! each other; where there is no storage only saving is lost, and that is said.

use leptos::prelude::*;

use super::{Desk, chip_link};
use crate::browser::{document, form, storage};
use crate::domain::link::{self, Comparison};
use crate::domain::shelf::{Saved, Shelf, Untouchable};
use crate::ui::html::{El, Written, button, el, written, written_button};
use crate::ui::session;

/// Where the shelf is kept.
const KEY: &str = "gpt-image-cost-scenarios";

/// The shelf as this tab knows it.
#[derive(Clone, Copy)]
pub struct Kept {
    shelf: RwSignal<Shelf>,
    /// Why nothing can be saved; empty while it can.
    trouble: RwSignal<&'static str>,
    /// The name typed for the next one.
    name: RwSignal<String>,
    /// The name of the one being renamed.
    renamed: RwSignal<Option<String>>,
    /// What was deleted last.
    deleted: RwSignal<Option<(usize, Saved)>>,
}

impl Kept {
    pub fn new() -> Self {
        Self {
            shelf: RwSignal::default(),
            trouble: RwSignal::new(""),
            name: RwSignal::default(),
            renamed: RwSignal::new(None),
            deleted: RwSignal::new(None),
        }
    }

    /// Reads the shelf again, and says why it cannot be read.
    pub fn read(self) {
        match stored() {
            Ok(now) => {
                self.trouble.set("");
                self.shelf.set(now);
            }
            Err(trouble) => self.trouble.set(trouble),
        }
    }

    /// Reads the shelf again, changes it and keeps it. What `change` gives is passed on where it is kept.
    fn change<T>(self, change: impl FnOnce(&mut Shelf) -> Option<T>) -> Option<T> {
        let outcome = stored().and_then(|mut shelf| {
            let answer = change(&mut shelf);
            let kept = answer.is_none() || storage::write(KEY, &shelf.write());
            if kept {
                Ok((shelf, answer))
            } else {
                Err("This browser's storage is full or refused: nothing was saved.")
            }
        });
        match outcome {
            Ok((now, answer)) => {
                self.trouble.set("");
                self.shelf.set(now);
                answer
            }
            Err(trouble) => {
                self.trouble.set(trouble);
                None
            }
        }
    }
}

fn stored() -> Result<Shelf, &'static str> {
    let text =
        storage::read(KEY).ok_or("This browser keeps nothing for this page, so that scenarios cannot be saved.")?;
    Shelf::read(&text).map_err(|untouchable| match untouchable {
        Untouchable::Newer => "A newer version of this page has saved scenarios here. Reload the page to see them.",
        Untouchable::Unreadable => "What is saved here cannot be read. It is left as it is, and nothing is saved.",
    })
}

/// The form to save with, and what is saved.
pub fn saved(desk: Desk) -> El<Written> {
    let kept = desk.shelf;
    let name = written("input")
        .id("save-name")
        .attr("name", "save-name")
        .attr("type", "text")
        .attr("maxlength", "80")
        .attr("autocomplete", "off")
        .live_value(move || kept.name.get())
        .on("input", move |event| kept.name.set(form::text_of(&event)));
    let label = || written("label").attr("for", "save-name").words("Name to save it under");
    let row = written("div")
        .class("row")
        .child(name)
        .child(written_button(move || save(desk)).class("chip").id("save").words("Save in this browser"));
    written("div")
        .class("saved")
        .still(|| written("h4").words("Saved in this browser"))
        .child(written("div").class("field").still(label).child(row))
        .child(written("p").class("problem").attr("role", "alert").text(move || kept.trouble.get().into()))
        .child(written("ul").class("shelf").list(move || rows(desk)))
        .child(written("div").list(move || undo(desk)))
}

fn save(desk: Desk) {
    let kept = desk.shelf;
    let mut name = kept.name.get_untracked();
    if name.trim().is_empty() {
        name.clone_from(&desk.comparison_untracked().first().name);
    }
    let link = desk.link.get_untracked();
    if let Some(name) = kept.change(|shelf| shelf.save(&name, &link)) {
        kept.name.set(String::new());
        desk.say(&quoted("Saved as", &name));
    }
}

fn quoted(what: &str, name: &str) -> String {
    let mut said = what.to_owned();
    said.push_str(" “");
    said.push_str(name);
    said.push_str("”.");
    said
}

fn rows(desk: Desk) -> Vec<El> {
    let renamed = desk.shelf.renamed.get();
    let comparison = desk.comparison();
    let row = |saved: &Saved| match renamed.as_deref() {
        Some(name) if name == saved.name => renaming(desk, &saved.name),
        _ => row(desk, saved, &comparison),
    };
    desk.shelf.shelf.with(|shelf| shelf.all().iter().rev().map(row).collect())
}

fn row(desk: Desk, saved: &Saved, comparison: &Comparison) -> El {
    let kept = desk.shelf;
    let mut open = String::from("#");
    open.push_str(&saved.link);
    let (to_rename, to_delete) = (saved.name.clone(), saved.name.clone());
    let rename = named_button("Rename", &saved.name, move || {
        kept.renamed.set(Some(to_rename.clone()));
        session::soon(|| document::focus("#rename"));
    });
    let delete = named_button("Delete", &saved.name, move || {
        if let Some(deleted) = kept.change(|shelf| shelf.take(&to_delete)) {
            desk.say(&quoted("Deleted", &deleted.1.name));
            kept.deleted.set(Some(deleted));
        }
    });
    let item = el("li").child(el("a").attr("href", open).words(saved.name.clone()));
    with_compare(desk, item, saved, comparison).child(rename).child(delete)
}

/// A way to put a saved one beside what is shown, where there is room.
fn with_compare(desk: Desk, item: El, saved: &Saved, comparison: &Comparison) -> El {
    let added = link::read(&saved.link, desk.history).comparison;
    let all = comparison.scenarios();
    if all.len() + added.scenarios().len() > Comparison::MOST {
        return item;
    }
    let others = all.iter().skip(1).chain(added.scenarios()).cloned();
    let both = Comparison::new(comparison.first().clone(), others).spell();
    item.child(chip_link(&both).words("Compare").child(whose(&saved.name)))
}

fn named_button(what: &'static str, name: &str, act: impl Fn() + 'static) -> El {
    let act: Box<dyn Fn()> = Box::new(act);
    button(act).class("chip").words(what).child(whose(name))
}

fn whose(name: &str) -> El {
    el("span").class("visually-hidden").words(": ").child(el("span").words(name.to_owned()))
}

fn renaming(desk: Desk, name: &str) -> El {
    let kept = desk.shelf;
    let from = name.to_owned();
    let rename = move |event| {
        let to = form::text_of(&event);
        if let Some(name) = kept.change(|shelf| shelf.rename(&from, &to)) {
            desk.say(&quoted("Renamed to", &name));
        }
        kept.renamed.set(None);
    };
    let input = el("input")
        .id("rename")
        .attr("name", "rename")
        .attr("type", "text")
        .attr("maxlength", "80")
        .attr("aria-label", "New name")
        .attr("value", name.to_owned())
        .on("change", rename);
    el("li").child(input).child(button(move || kept.renamed.set(None)).class("chip").words("Done"))
}

/// A way to bring back what was deleted last.
fn undo(desk: Desk) -> Vec<El> {
    let kept = desk.shelf;
    let Some((at, saved)) = kept.deleted.get() else { return Vec::new() };
    let name = saved.name.clone();
    let undo = move || {
        if let Some(name) = kept.change(|shelf| shelf.put(at, &saved.name, &saved.link)) {
            kept.deleted.set(None);
            desk.say(&quoted("Brought back", &name));
        }
    };
    vec![named_button("Undo deleting", &name, undo)]
}
