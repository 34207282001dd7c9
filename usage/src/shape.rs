//! Where the usage is in a JSON value, and what stands around it: model, size, quality, time, batch, error.
//!
//! Shapes are told apart by what they hold, not by a name someone gives them. No counts are read here and no prices.

use std::fmt::Write as _;

use crate::counts::has_counts;
use crate::fields::{Context, Fields};
use crate::node::Node;
use crate::scan::Part;

/// Records within objects within lists: deeper ones are not looked for.
const MAX_NESTING: usize = 24;

/// A step from a value to one of its parts.
#[derive(Clone, Copy, Debug)]
enum Step<'n> {
    Key(&'n str),
    Index(u64),
}

/// The way from a line's value to a part of it: the last step, and the way before it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Path<'n> {
    last: Option<(&'n Path<'n>, Step<'n>)>,
    steps: usize,
}

impl<'n> Path<'n> {
    fn then(&'n self, step: Step<'n>) -> Self {
        Self { last: Some((self, step)), steps: self.steps + 1 }
    }

    /// `response.body.usage`, with the last part given.
    pub fn write(&self, last: &str) -> String {
        let mut text = String::new();
        self.write_into(&mut text);
        if !last.is_empty() {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(last);
        }
        text
    }

    pub fn write_into(&self, text: &mut String) {
        let Some((before, step)) = &self.last else { return };
        before.write_into(text);
        match step {
            Step::Key(key) if text.is_empty() => text.push_str(key),
            Step::Key(key) => text.extend([".", key]),
            Step::Index(index) => {
                let _ = write!(text, "[{index}]");
            }
        }
    }
}

/// One record in a value.
pub(crate) enum Found<'n, 'a> {
    Usage {
        usage: &'n Node<'a>,
        context: Context<'n>,
    },
    /// A response of the Responses API that shows the main model's usage alone.
    MainModelOnly,
    NoUsage {
        context: Context<'n>,
    },
    Unclear {
        field: &'n str,
        reason: String,
    },
}

/// What is done with each record.
type Visit<'v, 'n, 'a> = dyn FnMut(Found<'n, 'a>, &Path<'_>) + 'v;

/// Hands over every record of a value. The answer is `false` where it is an event of a stream that bills nothing.
pub(crate) fn find<'n, 'a>(node: &'n Node<'a>, part: Part, visit: &mut Visit<'_, 'n, 'a>) -> bool {
    let path = Path::default();
    let offset = match part {
        Part::Whole => 0,
        Part::Items { before } | Part::Rest { before } => before,
    };
    let mut finder = Finder { visit, found: 0, offset };
    if matches!(part, Part::Items { .. }) && is_record(node) {
        return true; // its usage is in what is left
    }
    finder.look_into(node, Context::default(), &path);
    if finder.found > 0 || part != Part::Whole {
        return true;
    }
    let fields = match Fields::read(node) {
        Ok(fields) => fields,
        Err(field) => {
            (finder.visit)(twice(field), &path);
            return true;
        }
    };
    if fields.is_idle_event() {
        return false;
    }
    let mut context = fields.context(Context::default());
    context.is_error |= reports_error(node, MAX_NESTING);
    (finder.visit)(Found::NoUsage { context }, &path);
    true
}

fn twice<'a>(field: &str) -> Found<'_, 'a> {
    Found::Unclear { field, reason: format!("The key “{field}” appears twice in one object.") }
}

struct Finder<'f, 'v, 'n, 'a> {
    visit: &'f mut Visit<'v, 'n, 'a>,
    found: u64,
    offset: u64,
}

impl<'n, 'a> Finder<'_, '_, 'n, 'a> {
    fn report(&mut self, found: Found<'n, 'a>, path: &Path<'_>) {
        self.found += 1;
        (self.visit)(found, path);
    }

    fn look_into(&mut self, node: &'n Node<'a>, outer: Context<'n>, path: &Path<'_>) {
        let fields = match Fields::read(node) {
            Ok(fields) => fields,
            Err(field) => return self.report(twice(field), path),
        };
        let context = fields.context(outer);
        if let Some(tool) = fields.tool_usage.filter(|node| !node.is_null()) {
            let path = path.then(Step::Key("tool_usage"));
            match member(tool, "image_gen") {
                Ok(Some(usage)) if usage.is_object() => {
                    self.report(Found::Usage { usage, context }, &path.then(Step::Key("image_gen")));
                }
                Ok(_) => self.report(Found::NoUsage { context }, &path),
                Err(field) => self.report(twice(field), &path),
            }
        } else if fields.is_response() {
            if fields.usage.is_some_and(Node::is_object) {
                self.report(Found::MainModelOnly, path);
            }
        } else if let Some(usage) = fields.usage.filter(|node| !node.is_null()) {
            let path = path.then(Step::Key("usage"));
            if usage.is_object() {
                self.report(Found::Usage { usage, context }, &path);
            } else {
                let reason = format!("usage is {usage}, but an object of counts is expected.");
                self.report(Found::Unclear { field: "", reason }, &path);
            }
        } else if has_counts(node) {
            self.report(Found::Usage { usage: node, context }, path);
        } else if path.steps < MAX_NESTING {
            self.look_further(node, context, path);
        }
    }

    fn look_further(&mut self, node: &'n Node<'a>, context: Context<'n>, path: &Path<'_>) {
        for (key, child) in node.members() {
            if matches!(*key, "request" | "error" | "metadata" | "headers") {
                continue;
            }
            let path_to_child = path.then(Step::Key(key));
            if child.is_object() {
                self.look_into(child, context, &path_to_child);
            } else if child.items().iter().any(holds_record) {
                let offset = if path.steps == 0 { self.offset } else { 0 };
                for (item, index) in child.items().iter().zip(offset..) {
                    let path = path_to_child.then(Step::Index(index));
                    let before = self.found;
                    self.look_into(item, context, &path);
                    if self.found == before && item.is_object() && !is_empty_bucket(item) {
                        let mut context = Fields::read(item).map_or(context, |fields| fields.context(context));
                        context.is_error |= reports_error(item, MAX_NESTING);
                        self.report(Found::NoUsage { context }, &path);
                    }
                }
            }
        }
    }
}

fn member<'n, 'a>(node: &'n Node<'a>, name: &'n str) -> Result<Option<&'n Node<'a>>, &'n str> {
    let mut all = node.members().iter().filter(|(key, _)| *key == name);
    let first = all.next().map(|(_, node)| node);
    if all.next().is_some() { Err(name) } else { Ok(first) }
}

/// Whether a value holds its own usage, not that of its parts.
fn is_record(node: &Node<'_>) -> bool {
    let keys = node.members().iter();
    has_counts(node)
        || keys.into_iter().any(|(key, node)| matches!(key.as_bytes(), b"usage" | b"tool_usage") && !node.is_null())
}

fn holds_record(node: &Node<'_>) -> bool {
    holds_record_within(node, MAX_NESTING)
}

fn holds_record_within(node: &Node<'_>, nesting: usize) -> bool {
    is_record(node)
        || nesting > 0
            && node.members().iter().any(|(_, child)| {
                child.is_object() && holds_record_within(child, nesting - 1)
                    || child.items().iter().any(|item| holds_record_within(item, nesting - 1))
            })
}

/// Whether a value or an object within it, such as the body of a response, reports an error.
fn reports_error(node: &Node<'_>, nesting: usize) -> bool {
    Fields::read(node).is_ok_and(|fields| fields.is_error())
        || nesting > 0
            && node.members().iter().any(|(key, child)| {
                !matches!(*key, "request" | "metadata" | "headers")
                    && child.is_object()
                    && reports_error(child, nesting - 1)
            })
}

/// A span of time in which nothing was used.
fn is_empty_bucket(node: &Node<'_>) -> bool {
    node.members().iter().any(|(key, node)| *key == "results" && node.items().is_empty())
}
