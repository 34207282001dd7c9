//! A site of documentation that the calculator is pasted into: how it is built, and where it is served.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::OnceLock,
    time::Instant,
};

use anyhow::{Context, Result, anyhow, ensure};
use browser_tests::{Engine, Site, SitePlan, copy_folder, root};
use gpt_image_cost_core::{DEFAULT_HEIGHT, EmbedRates, Snippet, SnippetFormat, Theme, View};

/// The line of a page's source that the text to paste takes the place of.
const MARKER: &str = "SNIPPET\n";

/// A tool with the smallest site of it, in `tests/embed/`.
pub struct Host {
    /// The tool, and the site's folder.
    pub name: &'static str,
    pub engines: &'static [Engine],
    /// The command that builds a copy of the site, in that copy.
    pub build: fn(&Host, &Path) -> Result<Command>,
    /// Where in the copy the finished pages are then.
    pub output: &'static str,
    pub places: &'static [Place],
    /// What a reader clicks to have it dark, and light again.
    pub to_dark: &'static [&'static str],
    pub to_light: &'static [&'static str],
    /// Whether following a link inside the site keeps the document and changes what is in it.
    pub routes_itself: bool,
    pub built: OnceLock<Result<Built, String>>,
}

/// A page with the calculator.
pub struct Place {
    /// What its tests are called.
    pub name: &'static str,
    pub source: &'static str,
    pub format: SnippetFormat,
    /// Its address below the site's.
    pub page: &'static str,
}

/// The two servers: the site's, and the one that the calculator comes from.
pub struct Built {
    pub site: Site,
    pub calculator: Site,
}

/// The scenario pasted: 5000 images of high quality from five references; asterisks and tildes mean things in Markdown.
pub const SCENARIO: &str = "v=1&rates=2026-06-05&images=5000&q=high&refs=2*512x512~1024x1024~2*512x512";

impl Host {
    /// The site, built when first asked for.
    pub fn site(&self) -> Result<&Built> {
        let built = self.built.get_or_init(|| self.build().map_err(|error| format!("{error:#}")));
        built.as_ref().map_err(|error| anyhow!("cannot build the site of {}: {error}", self.name))
    }

    fn build(&self) -> Result<Built> {
        let calculator = Site::start()?;
        // It stays until the next run, for whoever wants to see what a tool did with it.
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embed").join(self.name);
        if copy.exists() {
            fs::remove_dir_all(&copy)?;
        }
        copy_folder(&root().join("tests/embed").join(self.name), &copy)?;
        for place in self.places {
            paste(&copy.join(place.source), &text(&calculator, place.format))?;
        }

        let site = Site::start_with(SitePlan { root: Some(copy.join(self.output)), ..SitePlan::default() })?;
        let start = Instant::now();
        let mut command = (self.build)(self, &copy)?;
        let done = command.current_dir(&copy).env("SITE_URL", site.address("")).stdin(Stdio::null()).output();
        let done = done.with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let said = [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        ensure!(done.status.success(), "{}\n{said}", done.status);
        eprintln!("built the site of {} in {:.1} s", self.name, start.elapsed().as_secs_f32());
        Ok(Built { site, calculator })
    }
}

fn text(calculator: &Site, format: SnippetFormat) -> String {
    let snippet = Snippet {
        site: calculator.address(""),
        link: SCENARIO.to_owned(),
        view: View::Calculator,
        theme: Theme::Auto,
        rates: EmbedRates::Latest,
        height: DEFAULT_HEIGHT,
    };
    snippet.text(format)
}

fn paste(source: &Path, text: &str) -> Result<()> {
    let page = fs::read_to_string(source).with_context(|| format!("cannot read {}", source.display()))?;
    ensure!(page.matches(MARKER).count() == 1, "{} needs one place to paste", source.display());
    Ok(fs::write(source, page.replace(MARKER, &format!("{text}\n")))?)
}
