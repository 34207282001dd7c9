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

mod attach;
mod write;

use std::borrow::Cow;
use std::marker::PhantomData;

use web_sys::Event;

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
