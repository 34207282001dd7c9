//! The builder of embeds: the text that puts the calculator into somebody's documentation, and below it the real thing.
//!
//! The texts are `domain::snippet`'s. The controls say what they hold and are never told, so that what was typed stays.
//! They have ids and no names: those are the keys of the link.

use leptos::prelude::*;

use super::{Desk, share};
use crate::browser::{address, document, form};
use crate::domain::placement::{ASK_FOR_HEIGHT, ASK_FOR_HOME, folder, read_height, read_home};
use crate::domain::snippet::{Embed, Format, HEIGHT, Rates, Theme, View};
use crate::ui::control::hint;
use crate::ui::html::{El, Written, el, written, written_button};

/// The controls, in the page's order.
#[derive(Clone, Copy)]
enum Control {
    Home,
    View,
    Theme,
    Rates,
    Height,
    Format,
}

/// What the builder knows.
#[derive(Clone, Copy)]
pub struct Builder {
    /// Whether anybody looks.
    open: RwSignal<bool>,
    /// What the controls hold, in their order.
    texts: RwSignal<Vec<String>>,
    /// What was just done, for eyes and ears.
    said: RwSignal<String>,
}

impl Builder {
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), texts: RwSignal::new(Vec::new()), said: RwSignal::new(String::new()) }
    }

    /// Looks whether it is open, and hears its controls.
    pub fn wake(self) {
        self.hear();
        self.open.set(document::has("#embed[open]"));
    }

    /// Hears what its controls hold now.
    fn hear(self) {
        self.texts.set(form::texts("#embed :is(input, select)"));
        self.said.set(String::new());
    }

    /// What a control holds; none before anything was heard.
    fn held(self, control: Control) -> Option<String> {
        self.texts.get().into_iter().nth(control as usize)
    }

    fn text_of(self, control: Control) -> String {
        self.held(control).unwrap_or_default()
    }

    fn rates(self) -> Rates {
        Rates::of(&self.text_of(Control::Rates))
    }

    fn height(self) -> u32 {
        read_height(&self.text_of(Control::Height)).unwrap_or(HEIGHT)
    }

    fn format(self) -> Format {
        Format::of(&self.text_of(Control::Format))
    }
}

/// The text to paste. What cannot be read is the default until it can.
fn text(desk: Desk) -> String {
    let builder = desk.builder;
    let embed = Embed {
        home: read_home(&builder.text_of(Control::Home)).unwrap_or_else(own_home),
        scenario: desk.link.get(),
        view: View::of(&builder.text_of(Control::View)),
        theme: Theme::of(&builder.text_of(Control::Theme)),
        rates: builder.rates(),
        height: builder.height(),
    };
    embed.text(builder.format())
}

/// The folder that the page is in.
fn own_home() -> String {
    folder(address::page().split('?').next().unwrap_or_default()).to_owned()
}

/// The builder, closed until it is asked for.
pub fn builder(desk: Desk) -> El<Written> {
    let builder = desk.builder;
    let hear = move |_| builder.hear();
    let intro = || {
        hint(
            "Paste the text below into a page of yours to have this calculator on it, with the scenario that is open here. \
             The frame takes the colours around it and grows with its content. Without scripts a link to the calculator \
             stays in its place.",
        )
    };
    written("details")
        .class("more screen-only")
        .id("embed")
        .on("toggle", move |_| builder.wake())
        // Text is heard at each key press, a choice once it is made.
        .on("input", hear)
        .on("change", hear)
        .still(|| written("summary").words("Put it into your documentation"))
        .still(intro)
        .child(controls(desk))
        .child(snippet(desk))
        .child(written("div").children(Format::ALL.map(|format| remark(builder, format))))
        .still(policy)
        .still(|| written("h4").words("Preview"))
        .child(
            written("div").class("preview").list(move || if builder.open.get() { preview(desk) } else { Vec::new() }),
        )
}

fn controls(desk: Desk) -> El<Written> {
    written("div")
        .class("embed-controls")
        .child(home(desk))
        .still(|| {
            select("embed-view", "What it shows", View::ALL.map(|view| option(view.word()).words(view_name(view))))
        })
        .still(|| {
            select("embed-theme", "Its colours", Theme::ALL.map(|theme| option(theme.word()).words(theme_name(theme))))
        })
        .child(rates(desk))
        .child(height(desk.builder))
        .still(|| {
            let options = Format::ALL.map(|format| option(format.word()).words(format.name()));
            select("embed-format", "Your kind of page", options)
        })
}

const fn view_name(view: View) -> &'static str {
    match view {
        View::Calculator => "Calculator",
        View::Rates => "Table of rates",
        View::Both => "Calculator and table of rates",
    }
}

const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "As the page around it",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

fn home(desk: Desk) -> El<Written> {
    let own = move || desk.ready.get().then(|| own_home().into());
    let input = written("input").attr("inputmode", "url").live_attr("value", own);
    entry(
        "embed-home",
        "Address of the calculator",
        "This page's own, unless it is served elsewhere.",
        input,
        move || {
            let wrong = desk.builder.held(Control::Home).is_some_and(|typed| read_home(&typed).is_none());
            if wrong { ASK_FOR_HOME } else { "" }
        },
    )
}

fn height(builder: Builder) -> El<Written> {
    let input = written("input").attr("inputmode", "numeric").attr_with("placeholder", || HEIGHT.to_string());
    entry("embed-height", "Height in pixels", "Until it has loaded; then it is its content's.", input, move || {
        if read_height(&builder.text_of(Control::Height)).is_none() { ASK_FOR_HEIGHT } else { "" }
    })
}

/// A text field with its remark, and a sentence while it cannot be read.
fn entry(
    id: &'static str,
    label: &'static str,
    remark: &'static str,
    input: El<Written>,
    problem: impl Fn() -> &'static str + Copy + 'static,
) -> El<Written> {
    let input = input
        .id(id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr_with("aria-describedby", || format!("{id}-hint {id}-problem"))
        .live_attr("aria-invalid", move || (!problem().is_empty()).then(|| "true".into()));
    labelled(id, label, input)
        .still(|| hint(remark).attr_with("id", || format!("{id}-hint")))
        .child(written("p").class("problem").attr_with("id", || format!("{id}-problem")).text(move || problem().into()))
}

fn labelled(id: &'static str, label: &'static str, control: El<Written>) -> El<Written> {
    written("div").class("field").still(|| written("label").attr("for", id).words(label)).child(control)
}

fn select<const N: usize>(id: &'static str, label: &'static str, options: [El<Written>; N]) -> El<Written> {
    labelled(id, label, written("select").id(id).attr("autocomplete", "off").children(options))
}

fn option(word: &'static str) -> El<Written> {
    written("option").attr("value", word)
}

/// Live or pinned; the day is the link's.
fn rates(desk: Desk) -> El<Written> {
    let pinned = move || {
        let mut name = String::from("Pinned to those of ");
        name.push_str(&desk.comparison().first().rates.to_string());
        name.into()
    };
    let latest = || option(Rates::Latest.word()).words("Latest recorded, always");
    let select = written("select")
        .id("embed-rates")
        .attr("autocomplete", "off")
        .still(latest)
        .child(option(Rates::Pinned.word()).text(pinned));
    labelled("embed-rates", "Its rates", select)
}

/// The text to paste, and a way to copy it.
fn snippet(desk: Desk) -> El<Written> {
    let said = desk.builder.said;
    let show = |_| document::select("#embed-snippet");
    let copy = move || share::copy(untrack(|| text(desk)), said, Box::new(show));
    let area = written("textarea")
        .id("embed-snippet")
        .attr("readonly", "")
        .attr("rows", "7")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .live_value(move || text(desk));
    labelled("embed-snippet", "Text to paste", area)
        .child(written("p").child(written_button(copy).class("chip").id("embed-copy").words("Copy")))
        .child(written("p").class("said").attr("role", "status").text(move || said.get().into()))
}

/// What there is to know about one kind of page, while it is chosen.
fn remark(builder: Builder, of: Format) -> El<Written> {
    let words = || match of {
        Format::Html => "One script is enough for any number of calculators on a page.",
        Format::Iframe => {
            "For pages that take no scripts. The height stays as entered, and so do the colours: with “as the \
                           page around it” they are the reader's system's."
        }
        Format::Markdown => "Leave a blank line above and below it.",
        Format::Mdx => {
            "For Docusaurus, which moves the script into the page's head, where it runs on every way to the page."
        }
        Format::Vue => "Vue's templates take no script elements, so this says the same with components.",
        Format::Rst | Format::Myst => "Raw HTML is in Sphinx's HTML only; LaTeX and plain text leave it out.",
        Format::Address => {
            "In Notion paste it and choose to embed it; in GitBook paste it on a line of its own. Where \
                            it cannot be embedded it is still a link."
        }
    };
    written("p").class("hint").words_with(|| words().to_owned()).hidden(move || builder.format() != of)
}

fn policy() -> El<Written> {
    let code = |name| written("code").words(name);
    hint("Where your pages have a Content-Security-Policy, it must allow the address above in ")
        .child(code("script-src"))
        .words(" and ")
        .child(code("frame-src"))
        .words("; for the frame alone ")
        .child(code("frame-src"))
        .words(" is enough.")
}

/// The real thing, from this page's own folder. The element stays and its attributes change: another element would load its
/// frame anew at each key press.
fn preview(desk: Desk) -> Vec<El> {
    let builder = desk.builder;
    let word = |control| move || Some(builder.text_of(control).into());
    let element = el("gpt-image-cost")
        .id("embed-preview")
        .live_attr("scenario", move || Some(desk.link.get().into()))
        .live_attr("view", word(Control::View))
        .live_attr("theme", word(Control::Theme))
        .live_attr("rates", move || (builder.rates() == Rates::Latest).then(|| "latest".into()))
        .live_attr("height", move || Some(builder.height().to_string().into()))
        .child(el("a").attr("href", "embed/").words("The calculator on its own"));
    vec![el("script").attr("async", "").attr("src", "embed.js"), element]
}
