//! A part of the page that is hydrated in a task of its own, after the parts before it.

use leptos::{children::TypedChildren, prelude::*};

/// The part: a `<div>` around its children. Until its turn it is as delivered, and `scripts/start.js` keeps events from it.
#[cfg(feature = "ssr")]
#[component]
pub fn HydrateLater<C: IntoView + 'static>(
    #[prop(optional)] class: &'static str,
    children: TypedChildren<C>,
) -> impl IntoView {
    view! { <div class=class>{children.into_inner()()}</div> }
}

#[cfg(not(feature = "ssr"))]
#[component]
pub fn HydrateLater<C: IntoView + 'static>(
    #[prop(optional)] class: &'static str,
    children: TypedChildren<C>,
) -> impl IntoView {
    use leptos::tachys::{hydration::Cursor, view::PositionState};

    let part = NodeRef::<leptos::html::Div>::new();
    let owner = Owner::current();
    crate::state::use_hydration().add_part(move || {
        let (Some(owner), Some(part)) = (owner, part.get_untracked()) else { return };
        // As `leptos::mount::hydrate_from` does, but within the page's own contexts.
        let view = owner.with(|| {
            let view = children.into_inner()().into_view();
            view.hydrate::<true>(&Cursor::new(part.into()), &PositionState::default())
        });
        // It stays on the page for good.
        std::mem::forget(view);
    });
    view! { <div class=class node_ref=part></div> }
}
