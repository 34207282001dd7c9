//! The web app manifest, by which a browser offers to install the page, and its icons, drawn from `style/icon.svg`.

use std::path::Path;

use gpt_image_cost_core::RATE_HISTORY;
use resvg::usvg::Options;
use serde_json::json;

use crate::social_image::{draw, light};

/// Its name, beside the page.
pub const FILE: &str = "manifest.webmanifest";

const ICON: &str = include_str!("../../style/icon.svg");

/// Name and edge of each icon in pixels.
const ICONS: [(&str, u32); 2] = [("icon-192.png", 192), ("icon-512.png", 512)];
/// The icon that the system may cut into its own shape.
const MASKABLE: (&str, u32) = ("icon-maskable.png", 512);

/// Writes the manifest and its icons into the folder of the site.
pub fn publish(folder: &Path) -> Result<(), String> {
    for (name, edge) in ICONS {
        crate::write(&folder.join(name), &png(ICON, edge)?)?;
    }
    let (name, edge) = MASKABLE;
    crate::write(&folder.join(name), &png(&maskable()?, edge)?)?;
    crate::write(&folder.join(FILE), manifest()?.as_bytes())
}

/// The manifest as JSON.
pub fn manifest() -> Result<String, String> {
    let icon = |name: &str, edge: u32, purpose: &str| {
        let sizes = format!("{edge}x{edge}");
        json!({ "src": name, "sizes": sizes, "type": "image/png", "purpose": purpose })
    };
    let mut icons = vec![json!({ "src": "icon.svg", "sizes": "any", "type": "image/svg+xml" })];
    icons.extend(ICONS.map(|(name, edge)| icon(name, edge, "any")));
    icons.push(icon(MASKABLE.0, MASKABLE.1, "maskable"));
    let manifest = json!({
        "name": format!("{} cost guide", RATE_HISTORY.family),
        "short_name": "Image costs",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": light("ground")?,
        "theme_color": light("accent")?,
        "icons": icons,
    });
    Ok(manifest.to_string())
}

/// The icon on a ground without corners, inside the circle that no system cuts.
fn maskable() -> Result<String, String> {
    let ground = light("accent")?;
    let icon = ICON.replacen("<svg ", "<svg x=\"4\" y=\"4\" width=\"32\" height=\"32\" ", 1);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\"><rect width=\"40\" height=\"40\" fill=\"{ground}\"/>{icon}</svg>"
    ))
}

fn png(svg: &str, edge: u32) -> Result<Vec<u8>, String> {
    draw(svg, &Options::default(), (edge, edge)).map_err(|error| format!("style/icon.svg: {error}"))
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::*;

    #[track_caller]
    fn drawn(svg: &str, edge: u32) -> Pixmap {
        let png = png(svg, edge).unwrap_or_else(|message| panic!("{message}"));
        Pixmap::decode_png(&png).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn an_icon_has_the_size_that_the_manifest_says() {
        for (svg, edge) in [(ICON.to_owned(), 192), (maskable().unwrap_or_default(), 512)] {
            let icon = drawn(&svg, edge);
            assert_eq!((icon.width(), icon.height()), (edge, edge));
        }
    }

    #[test]
    fn the_corners_of_the_maskable_icon_are_filled_and_its_middle_is_the_icon() {
        let pixels = drawn(&maskable().unwrap_or_default(), 40);
        let colour = |x, y| {
            pixels.pixel(x, y).map(|pixel| format!("#{:02x}{:02x}{:02x}", pixel.red(), pixel.green(), pixel.blue()))
        };
        for (x, y) in [(0, 0), (39, 0), (0, 39), (39, 39)] {
            assert_eq!(colour(x, y).as_deref(), light("accent").ok(), "{x}, {y}");
        }
        // The tallest bar.
        assert_eq!(colour(27, 20).as_deref(), Some("#ffffff"));
    }

    #[test]
    fn the_manifest_has_what_browsers_ask_of_one_that_can_be_installed() {
        let manifest = manifest().unwrap_or_else(|message| panic!("{message}"));
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(manifest["display"], "standalone");
        assert_eq!(manifest["start_url"], "./");
        let icons = manifest["icons"].as_array().into_iter().flatten();
        let sizes: Vec<&str> = icons.filter_map(|icon| icon["sizes"].as_str()).collect();
        assert_eq!(sizes, ["any", "192x192", "512x512", "512x512"]);
    }
}
