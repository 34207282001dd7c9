//! The share bar: the link, copies of the calculation, files out and in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Event, File};

use super::Desk;
use crate::browser::{address, clipboard, document, files, picture};
use crate::domain::export;
use crate::domain::import::{self, MOST_BYTES};
use crate::domain::link::LONGEST;
use crate::domain::sheet::Priced;
use crate::ui::html::{El, Written, written, written_button};
use crate::ui::session;

/// Every way to hand the calculation on.
pub fn share_bar(desk: Desk) -> El<Written> {
    let too_long = move || desk.link.with(|link| link.len() > LONGEST);
    let open = move |event: Event| {
        open_file(desk, picture::given(&event).into_iter().next());
        picture::forget(&event);
    };
    let file = written("input")
        .id("open-json")
        .attr("type", "file")
        .attr("accept", "application/json,.json")
        .on("change", open);
    let row = written("div")
        .class("row")
        .child(copy_button(desk, "copy-link", "Copy link", |_, address| address.to_owned()).hidden(too_long))
        .child(share_button(desk).hidden(move || too_long() || !desk.can_share.get()))
        .child(copy_button(desk, "copy-markdown", "Copy as Markdown", export::markdown))
        .child(copy_button(desk, "copy-text", "Copy as text", export::plain))
        .child(copy_button(desk, "copy-cells", "Copy for a spreadsheet", |all, _| export::cells(all, '\t')))
        .child(save_button(desk, "save-csv", "Save as CSV", "gpt-image-cost.csv", |all| {
            // The mark at the start tells spreadsheets that it is UTF-8.
            let mut text = String::from('\u{feff}');
            text.push_str(&export::cells(all, ','));
            text
        }))
        .child(save_button(desk, "save-json", "Save as JSON", "gpt-image-cost.json", export::json))
        .child(written("label").class("chip file").words("Open JSON").child(file));
    let remark = move || {
        if too_long() {
            "This is too long for a link that survives every mail and chat: save it as JSON, which this page opens again."
        } else {
            "The link holds everything that was entered. JSON files open here again, also when dropped here."
        }
    };
    written("div").child(row).child(written("p").class("hint").text(move || remark().into()))
}

fn copy_button(desk: Desk, id: &'static str, name: &'static str, of: fn(&[Priced], &str) -> String) -> El<Written> {
    let show = move |text| {
        desk.by_hand.set(text);
        session::soon(|| document::select("#by-hand"));
    };
    let act = move || {
        desk.by_hand.set(String::new());
        copy(of(&desk.priced.get_untracked(), &desk.address()), desk.said, Box::new(show));
    };
    written_button(act).class("chip").id(id).words(name)
}

/// Copies a text and says so in `said`; where the clipboard is refused, has it shown selected.
pub fn copy(text: String, said: RwSignal<String>, show_selected: Box<dyn FnOnce(String)>) {
    spawn_local(async move {
        if clipboard::copy(&text).await {
            said.set("Copied.".to_owned());
            return;
        }
        said.set(
            "This browser does not let the page copy. The text is selected: copy it with your keyboard.".to_owned(),
        );
        show_selected(text);
    });
}

/// The text that the clipboard refused.
pub fn by_hand(desk: Desk) -> El<Written> {
    let area = written("textarea")
        .id("by-hand")
        .attr("readonly", "")
        .attr("rows", "6")
        .attr("aria-label", "Text to copy")
        .live_value(move || desk.by_hand.get());
    written("div").child(area).hidden(move || desk.by_hand.with(String::is_empty))
}

fn share_button(desk: Desk) -> El<Written> {
    let share = move || {
        let address = desk.address();
        spawn_local(async move {
            if !clipboard::share("GPT Image 2 cost", &address).await {
                desk.say("Sharing did not work. Copy the link instead.");
            }
        });
    };
    written_button(share).class("chip").id("share").words("Share…")
}

fn save_button(
    desk: Desk,
    id: &'static str,
    name: &'static str,
    file: &'static str,
    of: fn(&[Priced]) -> String,
) -> El<Written> {
    let save = move || {
        let saved = files::save(file, &of(&desk.priced.get_untracked()));
        desk.say(if saved { "Saved as a file." } else { "This browser does not let the page save files." });
    };
    written_button(save).class("chip").id(id).words(name)
}

/// Opens a file dropped onto the section.
pub fn drop_file(desk: Desk, event: &Event) {
    event.prevent_default();
    open_file(desk, picture::given(event).into_iter().next());
}

fn open_file(desk: Desk, file: Option<File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        let Some(text) = files::text(&file, MOST_BYTES).await else {
            desk.problems.set(vec!["The file cannot be read, or is larger than 256 KiB.".to_owned()]);
            return;
        };
        match import::read(&text, desk.history) {
            Ok(comparison) => {
                desk.problems.set(Vec::new());
                address::go_to(&comparison.spell());
                desk.say("Opened.");
            }
            Err(problems) => desk.problems.set(problems),
        }
    });
}
