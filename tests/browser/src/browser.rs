//! The three browsers: what each needs to be installed, and how a session of it is asked for.

use std::{
    env,
    path::{Path, PathBuf},
};

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::installed_tool;

/// A browser engine under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    /// MiniBrowser of WebKitGTK; it draws, so it needs an X server.
    WebKit,
}

/// The colour scheme that the system asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    #[default]
    Light,
    Dark,
}

/// How a session starts. Only Chromium and Firefox can start otherwise than by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
    pub scheme: Scheme,
    /// Scripts of pages do not run, as where a reader has turned them off.
    pub without_scripts: bool,
}

impl Browser {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
    /// Those that can start without scripts and in the dark.
    pub const ADJUSTABLE: [Self; 2] = [Self::Chromium, Self::Firefox];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// What is not installed, by the names of the Debian packages; none when the browser can be started.
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
            // It would take a fixed port for BiDi otherwise, and two of it could not run at once.
            Self::Firefox => vec![format!("--port={port}"), "--websocket-port=0".to_owned()],
        }
    }

    pub(crate) fn capabilities(self, start: Start, profile: &Path) -> Capabilities {
        let program = self.program().unwrap_or_default();
        let mut capabilities = Capabilities::new();
        // A page that waits for its wasm can be read and typed into before it has loaded. WebKit hangs on "eager".
        let until = if self == Self::WebKit { "normal" } else { "eager" };
        capabilities.insert("pageLoadStrategy".to_owned(), json!(until));
        let (key, options) = match self {
            Self::Chromium => ("goog:chromeOptions", chromium(start, &program, profile)),
            Self::Firefox => ("moz:firefoxOptions", firefox(start, &program)),
            Self::WebKit => ("webkitgtk:browserOptions", json!({ "binary": program, "args": ["--automation"] })),
        };
        capabilities.insert(key.to_owned(), options);
        if self == Self::Chromium {
            capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        }
        capabilities
    }
}

fn chromium(start: Start, program: &Path, profile: &Path) -> Value {
    let mut arguments: Vec<String> = [
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1280,1000",
        // Chromium ends with its driver, however that ends.
        "--remote-debugging-pipe",
    ]
    .map(str::to_owned)
    .into();
    if rustix::process::getuid().is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    arguments.push(format!("--user-data-dir={}", profile.display()));
    let mut preferences = json!({});
    if start.without_scripts {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    json!({ "binary": program, "args": arguments, "prefs": preferences })
}

fn firefox(start: Start, program: &Path) -> Value {
    let preferences = json!({
        "javascript.enabled": !start.without_scripts,
        "layout.css.prefers-color-scheme.content-override": i32::from(start.scheme == Scheme::Light),
        "app.update.disabledForTesting": true,
    });
    json!({
        "binary": program,
        "args": ["-headless", "--width=1280", "--height=1000"],
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
