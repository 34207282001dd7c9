//! What an author pastes into a page of theirs to have the calculator on it, for each kind of page.
//!
//! Only texts: what the element and its frame do is `src/embed/`'s to say.

/// What an embed shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The calculator.
    #[default]
    Calculator,
    /// The table of rates.
    Rates,
    /// The calculator, then the rates.
    Both,
}

/// The colours of an embed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The page's around it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Whose rates an embed uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rates {
    /// Those of the day the scenario names, whatever comes later.
    Pinned,
    /// The latest recorded ones, always.
    #[default]
    Latest,
}

/// The kinds of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Any page written in HTML.
    #[default]
    Html,
    /// A frame and no script.
    Iframe,
    /// Markdown that lets HTML through.
    Markdown,
    /// Markdown with JSX, as Docusaurus reads it.
    Mdx,
    /// Markdown that is a Vue template.
    Vue,
    /// reStructuredText.
    Rst,
    /// Markdown of Sphinx.
    Myst,
    /// The address alone.
    Address,
}

impl View {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Calculator, Self::Rates, Self::Both];

    /// The one of this word; the default for any other.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.word() == word).unwrap_or_default()
    }

    /// Its word in attributes and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calculator => "calculator",
            Self::Rates => "rates",
            Self::Both => "both",
        }
    }
}

impl Theme {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The one of this word; the default for any other.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.word() == word).unwrap_or_default()
    }

    /// Its word in attributes and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Rates {
    /// All of them, the default first.
    pub const ALL: [Self; 2] = [Self::Latest, Self::Pinned];

    /// The one of this word; the default for any other.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.word() == word).unwrap_or_default()
    }

    /// Its word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pinned => "pinned",
            Self::Latest => "latest",
        }
    }
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Html, Self::Iframe, Self::Markdown, Self::Mdx, Self::Vue, Self::Rst, Self::Myst, Self::Address];

    /// The one of this word; the default for any other.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.word() == word).unwrap_or_default()
    }

    /// Its word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Iframe => "iframe",
            Self::Markdown => "markdown",
            Self::Mdx => "mdx",
            Self::Vue => "vue",
            Self::Rst => "rst",
            Self::Myst => "myst",
            Self::Address => "address",
        }
    }

    /// What it is called, with the tools it is for.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Iframe => "Frame only, no script",
            Self::Markdown => "Markdown (mdBook, MkDocs)",
            Self::Mdx => "MDX (Docusaurus)",
            Self::Vue => "Vue (VitePress)",
            Self::Rst => "reStructuredText (Sphinx)",
            Self::Myst => "MyST (Sphinx)",
            Self::Address => "Address alone (Notion, GitBook)",
        }
    }
}

/// The height of an embed before it says its own, in CSS pixels, where the author says none.
pub const HEIGHT: u32 = 600;
/// What a frame is called, where the author calls it nothing.
pub const TITLE: &str = "GPT Image 2 cost calculator";

/// An embed, as its author wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// The address of the folder that the full page is in, with its last slash.
    pub home: String,
    /// The link of the scenario, without `#`.
    pub scenario: String,
    /// What it shows.
    pub view: View,
    /// Its colours.
    pub theme: Theme,
    /// Whose rates.
    pub rates: Rates,
    /// Its height before it says its own, in CSS pixels.
    pub height: u32,
}

impl Embed {
    /// The text to paste.
    ///
    /// ```
    /// use gpt_image_cost::domain::snippet::{Embed, Format, HEIGHT, Rates, Theme, View};
    ///
    /// let embed = Embed {
    ///     home: "https://example.org/costs/".to_owned(),
    ///     scenario: "v=1&rates=2026-06-05&images=5000".to_owned(),
    ///     view: View::Both,
    ///     theme: Theme::Auto,
    ///     rates: Rates::Latest,
    ///     height: HEIGHT,
    /// };
    /// assert_eq!(embed.text(Format::Address), "https://example.org/costs/embed/#v=1&images=5000&view=both");
    /// ```
    pub fn text(&self, format: Format) -> String {
        let element = || self.element("script", "gpt-image-cost");
        match format {
            Format::Html | Format::Markdown => element(),
            Format::Mdx => self.for_docusaurus(),
            Format::Vue => self.for_vue(),
            Format::Rst => [".. raw:: html\n\n   ", &element().replace('\n', "\n   ")].concat(),
            Format::Myst => ["```{raw} html\n", &element(), "\n```"].concat(),
            Format::Iframe => self.frame(),
            Format::Address => self.address(),
        }
    }

    /// The link, without its dates where the rates are the latest.
    fn link(&self) -> String {
        let stays = |key: &&str| self.rates == Rates::Pinned || !is_rates(key);
        self.scenario.split('&').filter(stays).collect::<Vec<_>>().join("&")
    }

    /// The frame's address.
    fn address(&self) -> String {
        let mut address = [&self.home, "embed/#", &self.link()].concat();
        for (key, value, default) in [
            ("&view=", self.view.word(), View::default().word()),
            ("&theme=", self.theme.word(), Theme::default().word()),
        ] {
            if value != default {
                address.push_str(key);
                address.push_str(value);
            }
        }
        address
    }

    fn frame(&self) -> String {
        let (address, height) = (attribute(&self.address()), self.height.to_string());
        [
            "<iframe src=\"",
            &address,
            "\" title=\"",
            TITLE,
            "\" width=\"100%\" height=\"",
            &height,
            "\" loading=\"lazy\" frameborder=\"0\"></iframe>",
        ]
        .concat()
    }

    /// The script and the element, by what the page calls the two.
    fn element(&self, script: &str, name: &str) -> String {
        let (home, link) = (attribute(&self.home), attribute(&self.link()));
        let mut attributes = [" scenario=\"", &link, "\""].concat();
        let rates = if self.rates == Rates::Latest { "latest" } else { "" };
        let (height, usual_height) = (self.height.to_string(), HEIGHT.to_string());
        for (key, value, default) in [
            (" rates=\"", rates, ""),
            (" view=\"", self.view.word(), View::default().word()),
            (" theme=\"", self.theme.word(), Theme::default().word()),
            (" height=\"", height.as_str(), usual_height.as_str()),
        ] {
            if value != default {
                attributes.extend([key, value, "\""]);
            }
        }
        let (script_end, end) = (first_word(script), first_word(name));
        [
            "<",
            script,
            " async src=\"",
            &home,
            "embed.js\"></",
            script_end,
            ">\n<",
            name,
            &attributes,
            ">\n  <a href=\"",
            &home,
            "#",
            &link,
            "\">",
            TITLE,
            "</a>\n</",
            end,
            ">",
        ]
        .concat()
    }

    /// A reader who comes by a link inside the site gets the page from React, which before its version 19 puts a script
    /// in without running it. What stands in `<head>` does run.
    fn for_docusaurus(&self) -> String {
        let text = self.element("script", "gpt-image-cost");
        ["<head>", &text.replacen("</script>", "</script></head>", 1)].concat()
    }

    /// A Vue template takes no script, and knows elements by their components.
    fn for_vue(&self) -> String {
        self.element("component :is=\"'script'\"", "component :is=\"'gpt-image-cost'\"")
    }
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// Whether a key with its value says a day of rates.
fn is_rates(key: &str) -> bool {
    let (name, _) = key.split_once('=').unwrap_or((key, ""));
    name == "rates" || matches!(name, "b.rates" | "c.rates" | "d.rates")
}

/// A text as the value of an attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
