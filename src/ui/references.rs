//! Reference images: typed sizes, presets, and files whose size is read here without sending them anywhere.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Event, File};

use super::control::{entry, hint};
use super::html::{El, Written, button, el, written, written_button};
use super::state::App;
use crate::browser::picture;
use crate::domain::field::Field;
use crate::domain::format::count;
use crate::domain::reference::{HEADER_BYTES, HeaderTrouble, MOST_REFERENCES, Reference};
use crate::domain::scenario::spell_references;

const REFERENCES_REMARK: &str =
    "Sizes sent with each attempt, like 1024x1024 or 3*1280x720; several joined by ~ or a comma. At most 16.";
const COMMON: [&str; 3] = ["1024x1024", "1536x1024", "3840x2160"];

/// The field of reference images, with ways to fill it.
pub fn references(app: App) -> El<Written> {
    let said: RwSignal<Vec<String>> = RwSignal::new(Vec::new());
    let add_files = move |event: Event| {
        said.set(Vec::new());
        for file in picture::given(&event) {
            spawn_local(add(app, said, file));
        }
        picture::forget(&event);
    };
    let drop_files = move |event: Event| {
        event.prevent_default();
        add_files(event);
    };
    let files = written("input")
        .id("reference-files")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", "image/png,image/jpeg,image/webp")
        .on("change", add_files);
    let lines = move || said.get().into_iter().map(|line| el("li").words(line)).collect();
    written("div")
        .class("references")
        .on("dragover", |event| event.prevent_default())
        .on("drop", drop_files)
        .child(entry(app, Field::Refs, REFERENCES_REMARK))
        .child(
            written("div")
                .class("row")
                .children(COMMON.map(|size| add_button(app, size)))
                .child(written("label").class("chip file").words("Read sizes from files").child(files)),
        )
        .child(hint("Or drop files here. They are not uploaded: only their pixel size is read, in this browser."))
        .child(written("ul").class("notes").attr("role", "status").list(lines))
        .child(written("ul").class("chosen").list(move || chosen(app)))
        .child(written("p").class("hint").text(move || together(app).unwrap_or_default().into()))
}

fn add_button(app: App, size: &'static str) -> El<Written> {
    written_button(move || append(app, size)).class("chip").words_with(|| format!("+ {}", size.replace('x', " × ")))
}

/// Adds a size behind what is in the field, whatever that is.
fn append(app: App, size: &str) {
    let text = app.text(Field::Refs);
    let joined = if text.trim().is_empty() { size.to_owned() } else { format!("{}~{size}", text.trim_end()) };
    app.type_in(Field::Refs, joined);
    // Where the whole can be read, equal neighbours are written as one.
    if app.now_untracked().problem(Field::Refs).is_none() {
        app.type_in(Field::Refs, spell_references(&app.now_untracked().scenario.refs));
    }
}

/// The references, where they can be read.
fn readable(app: App) -> Vec<Reference> {
    let now = app.now();
    if now.unreadable.contains(Field::Refs) { Vec::new() } else { now.scenario.refs.clone() }
}

/// The references as they count, each with its tokens and a way to take it out.
fn chosen(app: App) -> Vec<El> {
    let refs = readable(app);
    let row = |(at, reference): (usize, &Reference)| {
        let text =
            format!("{reference}: {} tokens ({}) ", count(reference.tokens().into()), reference.standing().words());
        let without = without(&refs, at);
        let remove = button(move || app.type_in(Field::Refs, without.clone()))
            .class("chip")
            .words("Remove")
            .child(el("span").class("visually-hidden").words(format!(" {reference}")));
        el("li").words(text).child(remove)
    };
    refs.iter().enumerate().map(row).collect()
}

fn together(app: App) -> Option<String> {
    let refs = readable(app);
    let total: u64 = refs.iter().map(|reference| u64::from(reference.tokens())).sum();
    let total = count(total);
    (!refs.is_empty())
        .then(|| format!("Together {total} image input tokens an attempt. Masks are unmeasured and not counted."))
}

fn without(refs: &[Reference], left_out: usize) -> String {
    let kept: Vec<Reference> =
        refs.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, reference)| *reference).collect();
    spell_references(&kept)
}

/// Adds the size of a file to the field, or says why not.
async fn add(app: App, said: RwSignal<Vec<String>>, file: File) {
    let start = picture::first_bytes(&file, HEADER_BYTES).await;
    let full = app.now_untracked().scenario.refs.len() >= MOST_REFERENCES;
    let why = match start.ok_or(HeaderTrouble::Broken).and_then(|bytes| Reference::of_header(&bytes)) {
        Ok(_) if full => "was skipped: one request takes at most 16 reference images",
        Ok(reference) => return append(app, &reference.to_string()),
        Err(trouble) => trouble.words(),
    };
    said.update(|said| said.push([&file.name(), " ", why, "."].concat()));
}
