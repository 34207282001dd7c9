//! The words the page is built from: elements, texts, and contents that follow the state.
//!
//! One description of the page serves both sides: [`El::html`] writes it out natively, [`El::attach`] takes the written
//! page over in the browser. Signals, memos and effects are Leptos'; its `view!` macro is not used. It gives every element
//! a type of its own and each type a copy of the rendering code: the calculator alone was 237 KB (brotli) of wasm that
//! way and 120 KB with Leptos' type-erased elements, against a budget of 100 KB for the whole page.
//!
//! There are two kinds of elements. [`written`] ones are in the prerendered page and stay: the wasm carries what they do,
//! but neither their words nor their attributes. [`el`] ones can be made in the browser, in lists that follow the state,
//! and are carried whole. What follows the state is the whole content of an element, never a part of it.

#![allow(clippy::inline_always, reason = "what is not carried must vanish where it is called")]

use std::borrow::Cow;
use std::marker::PhantomData;

use leptos::prelude::{RenderEffect, document};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

/// A text that is known beforehand or worked out.
pub type Words = Cow<'static, str>;

/// An element being put together, of one of two kinds.
#[must_use]
pub struct El<K = Made>(Box<Inner>, PhantomData<K>);

/// An element that can be made in the browser.
pub struct Made;

/// An element of the prerendered page.
pub struct Written;

/// Whether an element's words and attributes are carried in this program.
pub trait Kind {
    /// Whether they are.
    const CARRIED: bool;
}

impl Kind for Made {
    const CARRIED: bool = true;
}

impl Kind for Written {
    const CARRIED: bool = !cfg!(target_family = "wasm");
}

struct Inner {
    tag: &'static str,
    attributes: Vec<(&'static str, Words)>,
    live: Vec<Live>,
    content: Content,
}

/// What stands inside an element.
enum Content {
    Parts(Vec<Part>),
    /// A text that follows the state.
    Text(Box<dyn Fn() -> Words>),
    /// Elements that follow the state.
    List(Box<dyn Fn() -> Vec<El>>),
    /// A drawing that follows the state, as markup.
    Markup(Box<dyn Fn() -> String>),
    /// Whatever the written page holds.
    Kept,
}

enum Part {
    Words(Words),
    El(Box<Inner>),
}

/// What an element does.
enum Live {
    Attribute(&'static str, Box<dyn Fn() -> Option<Words>>),
    Hidden(Box<dyn Fn() -> bool>),
    Value(Box<dyn Fn() -> String>),
    Checked(Box<dyn Fn() -> bool>),
    Event(&'static str, Box<dyn Fn(Event)>),
}

/// What keeps an element alive: dropped with it.
enum Bond {
    Effect(#[expect(dead_code, reason = "held until it is dropped")] RenderEffect<()>),
    List(#[expect(dead_code, reason = "held until it is dropped")] RenderEffect<Vec<Bond>>),
    Event(#[expect(dead_code, reason = "held until it is dropped")] Closure<dyn Fn(Event)>),
}

fn element<K>(tag: &'static str) -> El<K> {
    El(
        Box::new(Inner { tag, attributes: Vec::new(), live: Vec::new(), content: Content::Parts(Vec::new()) }),
        PhantomData,
    )
}

/// An element by its tag, that can be made in the browser.
pub fn el(tag: &'static str) -> El {
    element(tag)
}

/// An element of the prerendered page, by its tag.
pub fn written(tag: &'static str) -> El<Written> {
    element(tag)
}

/// A button that does one thing.
pub fn button(act: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").on("click", move |_| act())
}

/// A button of the prerendered page.
pub fn written_button(act: impl Fn() + 'static) -> El<Written> {
    written("button").attr("type", "button").on("click", move |_| act())
}

impl<K: Kind> El<K> {
    /// An attribute that stays.
    #[inline(always)]
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Self {
        if K::CARRIED { self.push_attr(name, value.into()) } else { self }
    }

    /// An attribute that stays and is worked out, where it is carried at all.
    #[inline(always)]
    pub fn attr_with(self, name: &'static str, value: impl FnOnce() -> String) -> Self {
        if K::CARRIED { self.push_attr(name, value().into()) } else { self }
    }

    fn push_attr(mut self, name: &'static str, value: Words) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// Its class or classes.
    #[inline(always)]
    pub fn class(self, class: impl Into<Words>) -> Self {
        self.attr("class", class)
    }

    /// Its id.
    #[inline(always)]
    pub fn id(self, id: impl Into<Words>) -> Self {
        self.attr("id", id)
    }

    /// An attribute that is there or not, for good.
    #[inline(always)]
    pub fn attr_if(self, name: &'static str, there: bool) -> Self {
        if there { self.attr(name, "") } else { self }
    }

    fn live(mut self, live: Live) -> Self {
        self.0.live.push(live);
        self
    }

    /// An attribute that follows the state; none takes it away.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<Words> + 'static) -> Self {
        self.live(Live::Attribute(name, Box::new(value)))
    }

    /// Hides it while the state says so.
    pub fn hidden(self, hidden: impl Fn() -> bool + 'static) -> Self {
        self.live(Live::Hidden(Box::new(hidden)))
    }

    /// Keeps a control's text equal to the state.
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> Self {
        self.live(Live::Value(Box::new(value)))
    }

    /// Keeps a control's tick equal to the state.
    pub fn live_checked(self, checked: impl Fn() -> bool + 'static) -> Self {
        self.live(Live::Checked(Box::new(checked)))
    }

    /// Calls `act` on an event.
    pub fn on(self, event: &'static str, act: impl Fn(Event) + 'static) -> Self {
        self.live(Live::Event(event, Box::new(act)))
    }

    fn content(mut self, content: Content) -> Self {
        self.0.content = content;
        self
    }

    /// Its whole content is a text that follows the state.
    pub fn text(self, text: impl Fn() -> Words + 'static) -> Self {
        self.content(Content::Text(Box::new(text)))
    }

    /// Its whole content are elements that follow the state.
    pub fn list(self, list: impl Fn() -> Vec<El> + 'static) -> Self {
        self.content(Content::List(Box::new(list)))
    }

    /// Its whole content is markup that follows the state. Only for drawings made of numbers.
    pub fn markup(self, markup: impl Fn() -> String + 'static) -> Self {
        self.content(Content::Markup(Box::new(markup)))
    }

    /// Its content is in the written page and stays as it stands: what the wasm takes over so, it need not carry.
    pub fn kept(self) -> Self {
        self.content(Content::Kept)
    }

    fn part(mut self, part: Part) -> Self {
        if let Content::Parts(parts) = &mut self.0.content {
            parts.push(part);
        }
        self
    }

    /// Puts a text inside.
    #[inline(always)]
    pub fn words(self, words: impl Into<Words>) -> Self {
        if K::CARRIED { self.part(Part::Words(words.into())) } else { self }
    }

    /// Puts a text inside that is worked out, where it is carried at all.
    #[inline(always)]
    pub fn words_with(self, words: impl FnOnce() -> String) -> Self {
        if K::CARRIED { self.part(Part::Words(words().into())) } else { self }
    }
}

impl El {
    /// Puts another element inside.
    pub fn child(self, child: Self) -> Self {
        self.part(Part::El(child.0))
    }

    /// Puts elements inside.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }
}

impl El<Written> {
    /// Puts another element inside.
    pub fn child<C>(self, child: El<C>) -> Self {
        self.part(Part::El(child.0))
    }

    /// Puts elements inside.
    pub fn children<C>(self, children: impl IntoIterator<Item = El<C>>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Puts a part inside that never changes, which the wasm need not even describe.
    #[inline(always)]
    pub fn still(self, child: impl FnOnce() -> Self) -> Self {
        let child = if Written::CARRIED { child() } else { element("").kept() };
        self.child(child)
    }
}

/// Elements that have neither content nor end.
const VOID: [&str; 5] = ["input", "br", "hr", "meta", "link"];

/// Writing the page out.
impl<K> El<K> {
    /// Its HTML.
    pub fn html(&self) -> String {
        let mut html = String::new();
        self.0.write(&mut html);
        html
    }
}

impl Inner {
    fn write(&self, html: &mut String) {
        let Self { tag, attributes, live, content } = self;
        html.push('<');
        html.push_str(tag);
        for (name, value) in attributes {
            write_attribute(html, name, value);
        }
        for live in live {
            match live {
                Live::Attribute(name, value) => {
                    if let Some(value) = value() {
                        write_attribute(html, name, &value);
                    }
                }
                Live::Hidden(hidden) if hidden() => write_attribute(html, "hidden", ""),
                _ => {}
            }
        }
        html.push('>');
        if VOID.contains(tag) {
            return;
        }
        match content {
            Content::Parts(parts) => parts.iter().for_each(|part| match part {
                Part::Words(words) => escape(html, words),
                Part::El(inner) => inner.write(html),
            }),
            Content::Kept => {}
            Content::Text(text) => escape(html, &text()),
            Content::List(list) => list().iter().for_each(|el| el.0.write(html)),
            Content::Markup(markup) => html.push_str(&markup()),
        }
        html.push_str("</");
        html.push_str(tag);
        html.push('>');
    }
}

fn write_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        escape(html, value);
        html.push('"');
    }
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

/// Taking the written page over.
impl El<Written> {
    /// Takes over the body's elements, one for each of `parts`, for as long as the page lives.
    pub fn attach(parts: Vec<Self>) {
        let Some(body) = document().body() else { return };
        let mut bonds = Vec::new();
        take_over_children(&body, parts.into_iter().map(|part| *part.0), &mut bonds);
        std::mem::forget(bonds);
    }
}

impl El<Written> {
    /// Takes over the element of an id, for as long as the page lives.
    pub fn attach_to(self, id: &str) {
        let mut bonds = Vec::new();
        if let Some(element) = document().get_element_by_id(id) {
            self.0.take_over(&element, &mut bonds);
        }
        std::mem::forget(bonds);
    }
}

/// Texts have nothing to take over, so that elements are found among elements.
fn take_over_children(element: &Element, children: impl Iterator<Item = Inner>, bonds: &mut Vec<Bond>) {
    let mut next = element.first_element_child();
    for child in children {
        let Some(element) = next else { return };
        next = element.next_element_sibling();
        child.take_over(&element, bonds);
    }
}

impl Inner {
    /// Takes over an element that was written from the same description.
    fn take_over(self, element: &Element, bonds: &mut Vec<Bond>) {
        match self.content {
            Content::Parts(parts) => {
                let children = parts.into_iter().filter_map(|part| match part {
                    Part::El(inner) => Some(*inner),
                    Part::Words(_) => None,
                });
                // The compiler would otherwise build a copy of all this for each depth.
                let children: Box<dyn Iterator<Item = Self>> = Box::new(children);
                take_over_children(element, children, bonds);
            }
            content => fill(element, content, bonds),
        }
        enliven(element, self.live, bonds);
    }

    fn build(self, bonds: &mut Vec<Bond>) -> Option<Element> {
        let element = document().create_element(self.tag).ok()?;
        for (name, value) in self.attributes {
            let _ = element.set_attribute(name, &value);
        }
        fill(&element, self.content, bonds);
        enliven(&element, self.live, bonds);
        Some(element)
    }
}

fn fill(element: &Element, content: Content, bonds: &mut Vec<Bond>) {
    let own = element.clone();
    match content {
        Content::Parts(parts) => {
            for part in parts {
                let node: Option<Node> = match part {
                    Part::Words(words) => Some(document().create_text_node(&words).into()),
                    Part::El(inner) => inner.build(bonds).map(Into::into),
                };
                if let Some(node) = node {
                    let _ = element.append_child(&node);
                }
            }
        }
        Content::Kept => {}
        Content::Text(text) => bonds.push(effect(move || own.set_text_content(Some(&text())))),
        Content::Markup(markup) => bonds.push(effect(move || own.set_inner_html(&markup()))),
        Content::List(list) => {
            bonds.push(Bond::List(RenderEffect::new(move |last: Option<Vec<Bond>>| {
                let els = list();
                drop(last);
                replace(&own, els)
            })));
        }
    }
}

fn effect(act: impl Fn() + 'static) -> Bond {
    let act: Box<dyn Fn()> = Box::new(act);
    Bond::Effect(RenderEffect::new(move |_| act()))
}

/// Replaces an element's content. A control within it that had the focus passes it on to the one in its place.
fn replace(element: &Element, els: Vec<El>) -> Vec<Bond> {
    let focused = place_of_focus(element);
    element.set_text_content(None);
    let mut bonds = Vec::new();
    for el in els {
        if let Some(child) = el.0.build(&mut bonds) {
            let _ = element.append_child(&child);
        }
    }
    if let Some(place) = focused {
        let controls = element.query_selector_all(CONTROLS).ok();
        let control = controls.and_then(|all| all.item(place.min(all.length().saturating_sub(1))));
        if let Some(control) = control {
            let _ = control.unchecked_ref::<HtmlElement>().focus();
        }
    }
    bonds
}

const CONTROLS: &str = "a, button, input, summary";

/// Which of an element's controls has the focus.
fn place_of_focus(element: &Element) -> Option<u32> {
    let active = document().active_element().filter(|active| element.contains(Some(active)))?;
    let controls = element.query_selector_all(CONTROLS).ok()?;
    (0..controls.length()).find(|at| controls.item(*at).as_ref() == Some(active.as_ref()))
}

fn enliven(element: &Element, live: Vec<Live>, bonds: &mut Vec<Bond>) {
    for live in live {
        let own = element.clone();
        bonds.push(match live {
            Live::Attribute(name, value) => effect(move || set_attribute(&own, name, value())),
            Live::Hidden(hidden) => {
                effect(move || set_attribute(&own, "hidden", hidden().then_some(Words::Borrowed(""))))
            }
            Live::Value(value) => effect(move || {
                let (control, value) = (own.unchecked_ref::<HtmlInputElement>(), value());
                // Setting what is there already would move the caret.
                if control.value() != value {
                    control.set_value(&value);
                }
            }),
            Live::Checked(checked) => effect(move || own.unchecked_ref::<HtmlInputElement>().set_checked(checked())),
            Live::Event(event, act) => {
                let act = Closure::<dyn Fn(Event)>::new(act);
                let _ = own.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
                Bond::Event(act)
            }
        });
    }
}

fn set_attribute(element: &Element, name: &str, value: Option<Words>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, &value),
        None => element.remove_attribute(name),
    };
}
