//! The text that an author pastes to have the calculator in a page, for each kind of page. What the element and its
//! frame do is decided in the scripts.

/// What an embed shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Calculator,
    Rates,
    /// The calculator, then the rates.
    Both,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// That of the page around the embed.
    #[default]
    Auto,
    Light,
    Dark,
}

/// Which rates an embed uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmbedRates {
    #[default]
    Latest,
    /// Those of the scenario's own date.
    Pinned,
}

/// The kind of page that the text is pasted into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SnippetFormat {
    #[default]
    Html,
    Markdown,
    Mdx,
    Vue,
    Rst,
    Myst,
    Iframe,
    Address,
}

impl View {
    /// The default first.
    pub const ALL: [Self; 3] = [Self::Calculator, Self::Rates, Self::Both];

    pub fn from_str_or_default(text: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.as_str() == text).unwrap_or_default()
    }

    /// In attributes and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Calculator => "calculator",
            Self::Rates => "rates",
            Self::Both => "both",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Calculator => "Calculator",
            Self::Rates => "Table of rates",
            Self::Both => "Both",
        }
    }
}

impl Theme {
    /// The default first.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    pub fn from_str_or_default(text: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text).unwrap_or_default()
    }

    /// In attributes and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "Match the page",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

impl EmbedRates {
    /// The default first.
    pub const ALL: [Self; 2] = [Self::Latest, Self::Pinned];

    pub fn from_str_or_default(text: &str) -> Self {
        Self::ALL.into_iter().find(|rates| rates.as_str() == text).unwrap_or_default()
    }

    /// The value of its option.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Pinned => "pinned",
        }
    }
}

impl SnippetFormat {
    /// The default first.
    pub const ALL: [Self; 8] =
        [Self::Html, Self::Markdown, Self::Mdx, Self::Vue, Self::Rst, Self::Myst, Self::Iframe, Self::Address];

    pub fn from_str_or_default(text: &str) -> Self {
        Self::ALL.into_iter().find(|format| format.as_str() == text).unwrap_or_default()
    }

    /// The value of its option.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Mdx => "mdx",
            Self::Vue => "vue",
            Self::Rst => "rst",
            Self::Myst => "myst",
            Self::Iframe => "iframe",
            Self::Address => "address",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Mdx => "MDX",
            Self::Vue => "Vue",
            Self::Rst => "reStructuredText",
            Self::Myst => "MyST",
            Self::Iframe => "iframe",
            Self::Address => "Address",
        }
    }

    /// Where to use it, in a sentence or two.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Html => "For any page that allows scripts. One script serves any number of calculators on a page.",
            Self::Markdown => {
                "For mdBook, MkDocs and others that pass HTML through. Leave a blank line above and below it."
            }
            Self::Mdx => "For Docusaurus. The script goes into the page’s head, where it also runs after navigation.",
            Self::Vue => "For VitePress, whose templates accept components in place of script elements.",
            Self::Rst => "For Sphinx. It appears in HTML output only; other formats leave it out.",
            Self::Myst => "For Sphinx with MyST. It appears in HTML output only; other formats leave it out.",
            Self::Iframe => {
                "For pages without scripts. The height is fixed, and the automatic theme follows the reader’s system."
            }
            Self::Address => {
                "For Notion, GitBook and others that embed an address. Where it cannot be embedded, it is still a link."
            }
        }
    }
}

/// The height of the frame until it has loaded, in CSS pixels, where the author enters none.
pub const DEFAULT_HEIGHT: u32 = 600;
/// The accessible name of the frame, where the author gives none.
pub const FRAME_TITLE: &str = "GPT Image 2 cost calculator";

/// What an author has chosen for an embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The address of the folder that the full page is in, with a trailing slash.
    pub site: String,
    /// The link of the scenario, without `#`.
    pub link: String,
    pub view: View,
    pub theme: Theme,
    pub rates: EmbedRates,
    /// Until the frame has loaded, in CSS pixels.
    pub height: u32,
}

impl Snippet {
    /// The text to paste.
    ///
    /// ```
    /// use gpt_image_cost_core::{EmbedRates, Snippet, SnippetFormat, Theme, View};
    ///
    /// let snippet = Snippet {
    ///     site: "https://example.org/costs/".to_owned(),
    ///     link: "v=1&rates=2026-06-05&images=5000".to_owned(),
    ///     view: View::Both,
    ///     theme: Theme::Auto,
    ///     rates: EmbedRates::Latest,
    ///     height: 600,
    /// };
    /// assert_eq!(
    ///     snippet.text(SnippetFormat::Address),
    ///     "https://example.org/costs/embed/#v=1&images=5000&view=both"
    /// );
    /// ```
    pub fn text(&self, format: SnippetFormat) -> String {
        let element = || self.element("script", "gpt-image-cost");
        match format {
            SnippetFormat::Html | SnippetFormat::Markdown => element(),
            SnippetFormat::Mdx => self.mdx(),
            SnippetFormat::Vue => self.element("component :is=\"'script'\"", "component :is=\"'gpt-image-cost'\""),
            SnippetFormat::Rst => [".. raw:: html\n\n   ", &element().replace('\n', "\n   ")].concat(),
            SnippetFormat::Myst => ["```{raw} html\n", &element(), "\n```"].concat(),
            SnippetFormat::Iframe => self.iframe(),
            SnippetFormat::Address => self.address(),
        }
    }

    /// The link, without its dates where the rates are the latest.
    fn dated_link(&self) -> String {
        let stays = |pair: &&str| self.rates == EmbedRates::Pinned || !is_rates(pair);
        self.link.split('&').filter(stays).collect::<Vec<_>>().join("&")
    }

    /// Of the frame.
    fn address(&self) -> String {
        let mut address = [&self.site, "embed/#", &self.dated_link()].concat();
        for (key, value, default) in [
            ("&view=", self.view.as_str(), View::default().as_str()),
            ("&theme=", self.theme.as_str(), Theme::default().as_str()),
        ] {
            if value != default {
                address.push_str(key);
                address.push_str(value);
            }
        }
        address
    }

    fn iframe(&self) -> String {
        format!(
            "<iframe src=\"{}\" title=\"{FRAME_TITLE}\" width=\"100%\" height=\"{}\" loading=\"lazy\" \
             frameborder=\"0\"></iframe>",
            attribute(&self.address()),
            self.height
        )
    }

    /// The script and the element, under the tag names that the kind of page needs.
    fn element(&self, script: &str, name: &str) -> String {
        let (site, link) = (attribute(&self.site), attribute(&self.dated_link()));
        let mut attributes = [" scenario=\"", &link, "\""].concat();
        let rates = if self.rates == EmbedRates::Latest { "latest" } else { "" };
        let (height, default_height) = (self.height.to_string(), DEFAULT_HEIGHT.to_string());
        for (key, value, default) in [
            (" rates=\"", rates, ""),
            (" view=\"", self.view.as_str(), View::default().as_str()),
            (" theme=\"", self.theme.as_str(), Theme::default().as_str()),
            (" height=\"", height.as_str(), default_height.as_str()),
        ] {
            if value != default {
                attributes.extend([key, value, "\""]);
            }
        }
        let (script_end, end) = (first_word(script), first_word(name));
        format!(
            "<{script} async src=\"{site}embed.js\"></{script_end}>\n<{name}{attributes}>\n  <a href=\"{site}#{link}\">\
             {FRAME_TITLE}</a>\n</{end}>"
        )
    }

    /// After navigation inside a Docusaurus site React inserts the page, and before version 19 it does not run inserted
    /// scripts. Those in `<head>` do run.
    fn mdx(&self) -> String {
        let text = self.element("script", "gpt-image-cost");
        ["<head>", &text.replacen("</script>", "</script></head>", 1)].concat()
    }
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// Whether a `key=value` is the date of the rates.
fn is_rates(pair: &str) -> bool {
    let (key, _) = pair.split_once('=').unwrap_or((pair, ""));
    matches!(key, "rates" | "b.rates" | "c.rates" | "d.rates")
}

/// Text as the value of an attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
