//! A menu of actions that closes on Escape, on a press outside, and once an action was chosen.

use leptos::{children::TypedChildren, ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Node;

/// The menu; its children are `<li>` elements.
#[component]
pub fn Menu<C: IntoView + 'static>(
    #[prop(into)] id: String,
    label: &'static str,
    /// Whether it opens towards the left.
    #[prop(optional)]
    at_end: bool,
    /// Whether it has to stay closed.
    #[prop(into)]
    is_disabled: Signal<bool>,
    children: TypedChildren<C>,
) -> impl IntoView {
    let parts = Parts { menu: NodeRef::new(), summary: NodeRef::new() };
    parts.close_on_press_outside();
    view! {
        <details
            class=if at_end { "menu end" } else { "menu" }
            id=id
            node_ref=parts.menu
            on:keydown=parts.close_on_escape()
        >
            <MenuButton label is_disabled node_ref=parts.summary/>
            <ul on:click=parts.close_on_choice()>{children.into_inner()()}</ul>
        </details>
    }
}

#[component]
fn MenuButton(label: &'static str, is_disabled: Signal<bool>, node_ref: NodeRef<html::Summary>) -> impl IntoView {
    let keep_closed = move |event: ev::MouseEvent| {
        if is_disabled.get_untracked() {
            event.prevent_default();
        }
    };
    let aria_disabled = Signal::derive(move || is_disabled.get().then(|| "true".to_owned()));
    view! {
        <summary class="button" node_ref=node_ref aria-disabled=aria_disabled on:click=keep_closed>{label}</summary>
    }
}

/// What closes a menu is the same whatever it holds, and compiled once.
#[derive(Clone, Copy)]
struct Parts {
    menu: NodeRef<html::Details>,
    summary: NodeRef<html::Summary>,
}

impl Parts {
    fn close(self) {
        if let Some(menu) = self.menu.get_untracked() {
            menu.set_open(false);
        }
    }

    fn close_on_press_outside(self) {
        Effect::new(move |_| {
            let listener = window_event_listener(ev::pointerdown, move |event| {
                let pressed = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                if self.menu.get_untracked().is_some_and(|menu| !menu.contains(pressed.as_ref())) {
                    self.close();
                }
            });
            on_cleanup(|| listener.remove());
        });
    }

    fn close_on_choice(self) -> impl Fn(ev::MouseEvent) {
        move |_| self.close()
    }

    fn close_on_escape(self) -> impl Fn(ev::KeyboardEvent) {
        move |event| {
            let is_open = self.menu.get_untracked().is_some_and(|menu| menu.open());
            if event.key() == "Escape" && is_open {
                self.close();
                if let Some(summary) = self.summary.get_untracked() {
                    let _ = summary.focus();
                }
            }
        }
    }
}

/// An action of a menu.
#[component]
pub fn MenuAction(
    #[prop(into)] id: String,
    label: &'static str,
    /// Whether it cannot be chosen now.
    #[prop(optional)]
    is_disabled: Signal<bool>,
    on_press: Box<dyn Fn()>,
) -> impl IntoView {
    view! { <li><button type="button" id=id disabled=is_disabled on:click=move |_| on_press()>{label}</button></li> }
}
