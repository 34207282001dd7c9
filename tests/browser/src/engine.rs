//! The browser engines under test: what each needs to be installed, and how a session of it is asked for.

use std::{
    env,
    path::{Path, PathBuf},
};

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::installed_tool;

/// Width and height of a browser's window in pixels, at the start of every test.
pub(crate) const WINDOW: (u32, u32) = (1280, 1000);

/// A browser engine under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// MiniBrowser of WebKitGTK; it has no headless mode, so it needs an X server.
    WebKit,
}

/// The colour scheme that the system asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    #[default]
    Light,
    Dark,
}

impl Scheme {
    /// As style sheets name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The settings that a browser is started with. WebKit knows only the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub scheme: Scheme,
    /// Pages may not run scripts, as where a reader has turned them off.
    pub without_scripts: bool,
    /// The system replaces the colours of pages by a few of its own.
    pub forced_colours: bool,
    /// The system asks for less motion.
    pub reduced_motion: bool,
}

impl Profile {
    /// As media features, which Chromium can change while it runs.
    pub(crate) fn media_features(self) -> Vec<(&'static str, &'static str)> {
        let mut features = vec![("prefers-color-scheme", self.scheme.name())];
        features.extend(self.forced_colours.then_some(("forced-colors", "active")));
        features.extend(self.reduced_motion.then_some(("prefers-reduced-motion", "reduce")));
        features
    }
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
    /// Those that can start without scripts and with a dark colour scheme.
    pub const ADJUSTABLE: [Self; 2] = [Self::Chromium, Self::Firefox];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// What is not installed, by the names of the Debian packages; `None` when the browser can be started.
    #[must_use]
    pub fn missing(self) -> Option<String> {
        let parts = match self {
            Self::Chromium => vec![(self.program(), "chromium"), (self.driver(), "chromium-driver")],
            Self::Firefox => {
                vec![(self.program(), "firefox-esr"), (self.driver(), "geckodriver (`make test` builds it)")]
            }
            Self::WebKit => vec![
                (self.program(), "libwebkit2gtk-4.1-0 (MiniBrowser)"),
                (self.driver(), "webkit2gtk-driver"),
                (on_path(&["Xvfb"]), "xvfb"),
            ],
        };
        let missing: Vec<_> = parts.into_iter().filter(|(found, _)| found.is_none()).map(|(_, name)| name).collect();
        (!missing.is_empty()).then(|| missing.join(", "))
    }

    fn program(self) -> Option<PathBuf> {
        match self {
            Self::Chromium => on_path(&["chromium", "chromium-browser", "google-chrome"]),
            Self::Firefox => on_path(&["firefox-esr", "firefox"]),
            Self::WebKit => mini_browser(),
        }
    }

    pub(crate) fn driver(self) -> Option<PathBuf> {
        match self {
            Self::Chromium => on_path(&["chromedriver"]),
            Self::Firefox => on_path(&["geckodriver"]).or_else(|| installed_tool("geckodriver-", "bin/geckodriver")),
            Self::WebKit => on_path(&["WebKitWebDriver"]),
        }
    }

    pub(crate) fn driver_arguments(self, port: u16) -> Vec<String> {
        match self {
            Self::Chromium | Self::WebKit => vec![format!("--port={port}")],
            // Without this every geckodriver would ask for the same port.
            Self::Firefox => vec![format!("--port={port}"), "--websocket-port=0".to_owned()],
        }
    }

    pub(crate) fn capabilities(self, profile: Profile, folder: &Path) -> Capabilities {
        let program = self.program().unwrap_or_default();
        let (key, options) = match self {
            Self::Chromium => ("goog:chromeOptions", chromium(profile, &program, folder)),
            Self::Firefox => ("moz:firefoxOptions", firefox(profile, &program)),
            Self::WebKit => ("webkitgtk:browserOptions", json!({ "binary": program, "args": ["--automation"] })),
        };
        // "eager" lets a test read a page and type into it before its wasm has arrived. WebKit hangs on it.
        let strategy = if self == Self::WebKit { "normal" } else { "eager" };
        let mut capabilities = Capabilities::new();
        capabilities.insert("pageLoadStrategy".to_owned(), json!(strategy));
        capabilities.insert("unhandledPromptBehavior".to_owned(), json!("dismiss"));
        capabilities.insert(key.to_owned(), options);
        if self == Self::Chromium {
            capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        }
        capabilities
    }
}

fn chromium(profile: Profile, program: &Path, folder: &Path) -> Value {
    let mut arguments: Vec<String> = [
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        // Chromium ends with its driver, however that ends.
        "--remote-debugging-pipe",
    ]
    .map(str::to_owned)
    .into();
    let (width, height) = WINDOW;
    arguments.push(format!("--window-size={width},{height}"));
    if rustix::process::getuid().is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    arguments.push(format!("--user-data-dir={}", folder.display()));
    let mut preferences = json!({});
    if profile.without_scripts {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    json!({ "binary": program, "args": arguments, "prefs": preferences })
}

fn firefox(profile: Profile, program: &Path) -> Value {
    let preferences = json!({
        "javascript.enabled": !profile.without_scripts,
        "layout.css.prefers-color-scheme.content-override": i32::from(profile.scheme == Scheme::Light),
        "browser.display.document_color_use": if profile.forced_colours { 2 } else { 0 },
        "ui.prefersReducedMotion": i32::from(profile.reduced_motion),
        "app.update.disabledForTesting": true,
    });
    let (width, height) = WINDOW;
    json!({
        "binary": program,
        "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
        "prefs": preferences,
    })
}

/// MiniBrowser is not on the path but beside its library.
fn mini_browser() -> Option<PathBuf> {
    let library_folders = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    library_folders
        .chain([PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")])
        .flat_map(|folder| ["webkit2gtk-4.1", "webkit2gtk-4.0"].map(|part| folder.join(part).join("MiniBrowser")))
        .find(|file| file.is_file())
}

pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}
