//! Taking the written page over in the browser, and making what is not written.

use leptos::prelude::{RenderEffect, document};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

use super::{Content, El, Inner, Live, Part, Words, Written};

/// What keeps an element alive: dropped with it.
enum Bond {
    Effect(#[expect(dead_code, reason = "held until it is dropped")] RenderEffect<()>),
    List(#[expect(dead_code, reason = "held until it is dropped")] RenderEffect<Vec<Bond>>),
    Event(#[expect(dead_code, reason = "held until it is dropped")] Closure<dyn Fn(Event)>),
}

impl El<Written> {
    /// Takes over the body's elements, one for each of `parts`, for as long as the page lives.
    pub fn attach(parts: Vec<Self>) {
        let Some(body) = document().body() else { return };
        let mut bonds = Vec::new();
        take_over_children(&body, parts.into_iter().map(|part| *part.0), &mut bonds);
        std::mem::forget(bonds);
    }

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
