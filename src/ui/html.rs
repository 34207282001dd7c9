//! The words the page is built from: elements, texts, and parts that follow the state.
//!
//! The `view!` macro gives every element a type of its own, and each erased type its own copy of Leptos' rendering code:
//! the same calculator was 237 KB (brotli) that way and is a fraction of it this way, where all elements share one type.
//! Everything here is Leptos' own; only the types are settled once.
//!
//! A live part keeps its tags: whatever it returns, the first item is always the same kind of element, and so the second.
//! Leptos updates elements in place and does not look at their names. Parts that come and go come as an empty list.

use std::borrow::Cow;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::inner_html;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use web_sys::Event;

/// Anything that can stand inside an element.
pub type Part = AnyView;
/// A text that is known beforehand or worked out.
pub type Words = Cow<'static, str>;

/// An element being put together.
#[must_use]
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    parts: Vec<Part>,
}

/// An element by its tag.
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), parts: Vec::new() }
}

/// A text that stays.
pub fn words(words: impl Into<Words>) -> Part {
    words.into().into_any()
}

/// A text that follows the state.
pub fn text(text: impl Fn() -> Words + Send + 'static) -> Part {
    let text: Box<dyn FnMut() -> Words + Send> = Box::new(text);
    text.into_any()
}

/// Parts that follow the state. See the module's note on their tags.
pub fn live(parts: impl Fn() -> Vec<Part> + Send + 'static) -> Part {
    let parts: Box<dyn FnMut() -> Vec<Part> + Send> = Box::new(parts);
    parts.into_any()
}

/// Parts one after another.
pub fn parts(parts: Vec<Part>) -> Part {
    parts.into_any()
}

impl El {
    /// An attribute that stays.
    pub fn attr(mut self, name: &'static str, value: impl Into<Words>) -> Self {
        let value: Words = value.into();
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Its class or classes.
    pub fn class(self, class: impl Into<Words>) -> Self {
        self.attr("class", class)
    }

    /// Its id.
    pub fn id(self, id: impl Into<Words>) -> Self {
        self.attr("id", id)
    }

    /// An attribute that is only there sometimes, but then for good.
    pub fn attr_if(self, name: &'static str, there: bool) -> Self {
        if there { self.attr(name, "") } else { self }
    }

    /// An attribute that follows the state; none takes it away.
    pub fn live_attr(mut self, name: &'static str, value: impl Fn() -> Option<Words> + Send + 'static) -> Self {
        let value: Box<dyn FnMut() -> Option<Words> + Send> = Box::new(value);
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Hides it while the state says so.
    pub fn hidden(self, hidden: impl Fn() -> bool + Send + 'static) -> Self {
        self.live_attr("hidden", move || hidden().then_some("".into()))
    }

    /// Keeps a control's text equal to the state.
    pub fn live_value(mut self, value: impl Fn() -> String + Send + 'static) -> Self {
        let value: Box<dyn FnMut() -> String + Send> = Box::new(value);
        self.attributes.push(prop("value", value).into_any_attr());
        self
    }

    /// Keeps a control's tick equal to the state.
    pub fn live_checked(mut self, checked: impl Fn() -> bool + Send + 'static) -> Self {
        let checked: Box<dyn FnMut() -> bool + Send> = Box::new(checked);
        self.attributes.push(prop("checked", checked).into_any_attr());
        self
    }

    /// Calls `act` on an event.
    pub fn on(mut self, event: &'static str, act: impl Fn(Event) + 'static) -> Self {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        self.attributes.push(on(ev::Custom::new(event), act).into_any_attr());
        self
    }

    /// Fills it with markup that follows the state. Only for drawings made of numbers.
    pub fn live_markup(mut self, markup: impl Fn() -> String + Send + 'static) -> Self {
        let markup: Box<dyn FnMut() -> String + Send> = Box::new(markup);
        self.attributes.push(inner_html(markup).into_any_attr());
        self
    }

    /// Puts another element, or none, inside.
    pub fn child(mut self, child: impl Into<Option<Self>>) -> Self {
        self.parts.extend(child.into().map(Self::part));
        self
    }

    /// Puts elements inside.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.parts.extend(children.into_iter().map(Self::part));
        self
    }

    /// Puts a text inside.
    pub fn words(mut self, text: impl Into<Words>) -> Self {
        self.parts.push(words(text));
        self
    }

    /// Puts a text inside that follows the state.
    pub fn text(self, words: impl Fn() -> Words + Send + 'static) -> Self {
        self.with(text(words))
    }

    /// Puts anything inside.
    pub fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// The finished element.
    pub fn part(mut self) -> Part {
        if self.tag == "input" {
            return html::input().add_any_attr(self.attributes).into_any();
        }
        let element = html::custom(self.tag).add_any_attr(self.attributes);
        match self.parts.len() {
            0 => element.into_any(),
            1 => element.child(self.parts.remove(0)).into_any(),
            _ => element.child(self.parts).into_any(),
        }
    }
}

/// A button that does one thing.
pub fn button(act: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").on("click", move |_| act())
}
