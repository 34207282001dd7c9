//! A menu of actions that closes on Escape, on a press outside, and once an action was chosen.

use leptos::{children::TypedChildren, ev, html, prelude::*};
use leptos_use_on_click_outside::on_click_outside;

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
    let menu = NodeRef::<html::Details>::new();
    let summary = NodeRef::<html::Summary>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let on_keydown = move |event: ev::KeyboardEvent| {
        let is_open = menu.get_untracked().is_some_and(|menu| menu.open());
        if event.key() == "Escape" && is_open {
            close();
            if let Some(summary) = summary.get_untracked() {
                let _ = summary.focus();
            }
        }
    };
    let _ = on_click_outside(menu, move |_| close());
    let keep_closed = move |event: ev::MouseEvent| {
        if is_disabled.get_untracked() {
            event.prevent_default();
        }
    };
    let aria_disabled = Signal::derive(move || is_disabled.get().then(|| "true".to_owned()));
    view! {
        <details class=if at_end { "menu end" } else { "menu" } id=id node_ref=menu on:keydown=on_keydown>
            <summary
                class="button"
                node_ref=summary
                aria-disabled=aria_disabled
                on:click=keep_closed
            >
                {label}
            </summary>
            <ul on:click=move |_| close()>{children.into_inner()()}</ul>
        </details>
    }
}
