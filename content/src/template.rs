//! Fills the facts into a file. A name that is no fact is an error, never an empty place.

use gpt_image_cost_core::RateHistory;
use gpt_image_cost_core::money::format::grouped;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};

use crate::facts::{self, refused};
use crate::{GuideFile, in_template};

/// What the filled Markdown is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Html,
    /// Markdown for reading as it stands, without HTML.
    Markdown,
}

/// The facts of one history, ready to be filled in.
pub struct Template {
    environment: Environment<'static>,
}

/// A file with its facts.
pub struct Filled {
    pub markdown: String,
    /// The file's `contents_label`, where it sets one.
    pub contents_label: Option<String>,
}

impl Template {
    pub fn new(history: &'static RateHistory, target: Target) -> Result<Self, String> {
        let mut environment = Environment::new();
        environment.set_syntax(syntax().map_err(|error| in_template("content", &error))?);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_formatter(|out, _, value| Ok(out.write_str(&shown(value)?)?));
        facts::add(&mut environment, history, target);
        Ok(Self { environment })
    }

    pub fn fill(&self, file: &GuideFile) -> Result<Filled, String> {
        self.render(file).map_err(|error| in_template(file.path, &error))
    }

    fn render(&self, file: &GuideFile) -> Result<Filled, Error> {
        let template = self.environment.template_from_named_str(file.path, file.text)?;
        let captured = template.render_captured(())?;
        let contents_label = captured.state().lookup("contents_label").filter(|label| !label.is_undefined());
        Ok(Filled {
            markdown: captured.output().to_owned(),
            contents_label: contents_label.as_ref().map(Value::to_string),
        })
    }
}

/// A line that holds nothing but a `{% tag %}` leaves no line behind. Comments are `{* … *}`, as `{#id}` is Markdown's.
fn syntax() -> Result<SyntaxConfig, Error> {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).comment_delimiters("{*", "*}").build()
}

/// A fact as Markdown: a count in groups of three, a text as it is unless it says that it is Markdown already.
fn shown(value: &Value) -> Result<String, Error> {
    match (value.as_str(), u64::try_from(value.clone())) {
        (Some(text), _) if value.is_safe() => Ok(text.to_owned()),
        (Some(text), _) => Ok(escaped(text)),
        (None, Ok(count)) if value.is_integer() => Ok(grouped(count)),
        _ => Err(refused(format!("{} is neither a text nor a count", value.kind()))),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '#') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
