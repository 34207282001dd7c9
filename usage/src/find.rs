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
    Invalid {
        field: &'n str,
        reason: String,
    },
}

/// What is done with each record.
type Visit<'v, 'n, 'a> = dyn FnMut(Found<'n, 'a>, &Path<'_>) + 'v;

/// What is remembered of a value that comes in parts.
#[derive(Default)]
pub(crate) struct PartialValue {
    /// The line of the value.
    line: u64,
    /// Records were found.
    found: bool,
    /// Items of the array at hand that came before.
    items: u64,
    /// An item of the array at hand holds a record: then the others are records without usage.
    hold_records: bool,
    /// Items that are no records unless a later one is: without an error, and with one.
    waiting: [u64; 2],
}

impl PartialValue {
    /// Begins anew with the value on another line.
    fn on(&mut self, line: u64) -> &mut Self {
        if self.line != line {
            *self = Self { line, ..Self::default() };
        }
        self
    }

    /// A part of the value on this line, or what was left of it, was reported as broken.
    pub fn broken(&mut self, line: u64, part: Part) {
        match part {
            Part::Items { .. } => self.on(line).found = true,
            Part::Whole | Part::Rest => *self = Self::default(),
        }
    }
}

/// Hands over every record of a value, or of a part of one. Returns whether it is an event of a stream that bills
/// nothing.
pub(crate) fn find<'n, 'a>(
    line: u64,
    node: &'n Node<'a>,
    part: Part,
    partial: &mut PartialValue,
    visit: &mut Visit<'_, 'n, 'a>,
) -> bool {
    let mut finder = Finder { visit, found: 0 };
    let partial = partial.on(line);
    if let Part::Items { are_last } = part {
        finder.visit_split_items(node, partial);
        partial.found |= finder.found > 0;
        if are_last {
            *partial = PartialValue { line, found: partial.found, ..PartialValue::default() };
        }
        return false;
    }
    let path = Path::default();
    finder.visit_object(node, Context::default(), &path);
    let has_found = std::mem::take(partial).found || finder.found > 0;
    let Some(fields) = Fields::read(node).ok().filter(|_| !has_found) else { return false };
    if fields.is_idle_event() {
        return true;
    }
    let mut context = fields.context(Context::default());
    context.is_error |= reports_error(node, MAX_NESTING);
    (finder.visit)(Found::NoUsage { context }, &path);
    false
}

fn duplicate_key<'a>(key: &str) -> Found<'_, 'a> {
    Found::Invalid { field: key, reason: format!("The key “{key}” appears twice in one object.") }
}

struct Finder<'f, 'v, 'n, 'a> {
    visit: &'f mut Visit<'v, 'n, 'a>,
    found: u64,
}

impl<'n, 'a> Finder<'_, '_, 'n, 'a> {
    fn report(&mut self, found: Found<'n, 'a>, path: &Path<'_>) {
        self.found += 1;
        (self.visit)(found, path);
    }

    fn visit_object(&mut self, node: &'n Node<'a>, outer: Context<'n>, path: &Path<'_>) {
        let fields = match Fields::read(node) {
            Ok(fields) => fields,
            Err(field) => return self.report(duplicate_key(field), path),
        };
        let context = fields.context(outer);
        if let Some(tool) = fields.tool_usage.filter(|node| !node.is_null()) {
            let path = path.then(Step::Key("tool_usage"));
            match member(tool, "image_gen") {
                Ok(Some(usage)) if usage.is_object() => {
                    self.report(Found::Usage { usage, context }, &path.then(Step::Key("image_gen")));
                }
                Ok(_) => self.report(Found::NoUsage { context }, &path),
                Err(field) => self.report(duplicate_key(field), &path),
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
                self.report(Found::Invalid { field: "", reason }, &path);
            }
        } else if has_counts(node) {
            self.report(Found::Usage { usage: node, context }, path);
        } else if path.steps < MAX_NESTING {
            self.visit_members(node, context, path);
        }
    }

    fn visit_members(&mut self, node: &'n Node<'a>, context: Context<'n>, path: &Path<'_>) {
        for (key, child) in node.members().iter().filter(|(key, _)| may_hold_records(key)) {
            let path = path.then(Step::Key(key));
            if child.is_object() {
                self.visit_object(child, context, &path);
            } else if child.items().iter().any(holds_record) {
                self.visit_items(child.items(), 0, context, &path);
            }
        }
    }

    /// The items of a list with records: an object in it without one is a record without usage.
    fn visit_items(&mut self, items: &'n [Node<'a>], first: u64, context: Context<'n>, path: &Path<'_>) {
        for (item, index) in items.iter().zip(first..) {
            let path = path.then(Step::Index(index));
            let before = self.found;
            self.visit_object(item, context, &path);
            if self.found == before && is_filled_object(item) {
                self.report(Found::NoUsage { context: without_usage(item, context) }, &path);
            }
        }
    }

    /// The items of the last member, as of a whole value. The other members are looked into with what is left in the end.
    fn visit_split_items(&mut self, node: &'n Node<'a>, partial: &mut PartialValue) {
        let Ok(fields) = Fields::read(node) else { return };
        let Some((key, list)) = node.members().last().filter(|(key, _)| may_hold_records(key)) else { return };
        if fields.is_response() || is_record(node) {
            return;
        }
        let (items, context, root) = (list.items(), fields.context(Context::default()), Path::default());
        let path = root.then(Step::Key(key));
        let first = partial.items;
        partial.items += items.len() as u64;
        partial.hold_records |= items.iter().any(holds_record);
        if partial.hold_records {
            for (count, is_error) in std::mem::take(&mut partial.waiting).into_iter().zip([false, true]) {
                for _ in 0..count {
                    self.report(Found::NoUsage { context: Context { is_error, ..context } }, &path);
                }
            }
            self.visit_items(items, first, context, &path);
        } else {
            for item in items.iter().filter(|item| is_filled_object(item)) {
                partial.waiting[usize::from(without_usage(item, context).is_error)] += 1;
            }
        }
    }
}

/// Members with these names are not looked into.
fn may_hold_records(key: &str) -> bool {
    !matches!(key, "request" | "error" | "metadata" | "headers")
}

/// What is said of an item that holds no record.
fn without_usage<'n>(item: &'n Node<'_>, outer: Context<'n>) -> Context<'n> {
    let mut context = Fields::read(item).map_or(outer, |fields| fields.context(outer));
    context.is_error |= reports_error(item, MAX_NESTING);
    context
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

/// An object, unless it is a span of time in which nothing was used.
fn is_filled_object(node: &Node<'_>) -> bool {
    let is_empty_bucket = |(key, node): &(&str, Node<'_>)| *key == "results" && matches!(node, Node::List([]));
    node.is_object() && !node.members().iter().any(is_empty_bucket)
}
