//! Where the usage is in a JSON value, and what stands around it: model, size, quality, time, batch, error.
//!
//! Shapes are told apart by what they hold, not by a name someone gives them. No counts are read here and no prices.

use std::fmt::Write as _;

use gpt_image_cost_core::Date;

use crate::counts::{count, has_counts};
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

/// The way from a line's value to a part of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path<'n>(Vec<Step<'n>>);

impl Path<'_> {
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
        for step in &self.0 {
            match step {
                Step::Key(key) if text.is_empty() => text.push_str(key),
                Step::Key(key) => text.extend([".", key]),
                Step::Index(index) => {
                    let _ = write!(text, "[{index}]");
                }
            }
        }
    }
}

/// What is said around the usage. Inner objects overrule outer ones.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'n> {
    pub model: Option<&'n str>,
    pub size: Option<&'n str>,
    pub quality: Option<&'n str>,
    pub day: Option<Date>,
    /// Generated images, as far as the record shows.
    pub images: Option<u64>,
    /// Whether the record states how it was billed.
    pub batch: Option<bool>,
    /// The line of a batch output.
    pub is_batch_line: bool,
    pub is_error: bool,
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
type Visit<'v, 'n, 'a> = dyn FnMut(Found<'n, 'a>, &Path<'n>) + 'v;

/// Hands over every record of a value. The answer is `false` where it is an event of a stream that bills nothing.
pub(crate) fn find<'n, 'a>(node: &'n Node<'a>, part: Part, visit: &mut Visit<'_, 'n, 'a>) -> bool {
    let mut path = Path::default();
    let offset = match part {
        Part::Whole => 0,
        Part::Items { before } | Part::Rest { before } => before,
    };
    let mut finder = Finder { visit, found: 0, offset };
    if matches!(part, Part::Items { .. }) && is_record(node) {
        return true; // its usage is in what is left
    }
    finder.look_into(node, Context::default(), &mut path);
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
    Found::Unclear { field, reason: format!("The key “{field}” stands twice in one object.") }
}

struct Finder<'f, 'v, 'n, 'a> {
    visit: &'f mut Visit<'v, 'n, 'a>,
    found: u64,
    offset: u64,
}

impl<'n, 'a> Finder<'_, '_, 'n, 'a> {
    fn report(&mut self, found: Found<'n, 'a>, path: &Path<'n>) {
        self.found += 1;
        (self.visit)(found, path);
    }

    fn look_into(&mut self, node: &'n Node<'a>, outer: Context<'n>, path: &mut Path<'n>) {
        let fields = match Fields::read(node) {
            Ok(fields) => fields,
            Err(field) => return self.report(twice(field), path),
        };
        let context = fields.context(outer);
        if let Some(tool) = fields.tool_usage.filter(|node| !node.is_null()) {
            path.0.push(Step::Key("tool_usage"));
            match member(tool, "image_gen") {
                Ok(Some(usage)) if usage.is_object() => {
                    path.0.push(Step::Key("image_gen"));
                    self.report(Found::Usage { usage, context }, path);
                    path.0.pop();
                }
                Ok(_) => self.report(Found::NoUsage { context }, path),
                Err(field) => self.report(twice(field), path),
            }
            path.0.pop();
        } else if fields.is_response() {
            if fields.usage.is_some_and(Node::is_object) {
                self.report(Found::MainModelOnly, path);
            }
        } else if let Some(usage) = fields.usage.filter(|node| !node.is_null()) {
            path.0.push(Step::Key("usage"));
            if usage.is_object() {
                self.report(Found::Usage { usage, context }, path);
            } else {
                let reason = format!("usage is {usage}, where an object of counts belongs.");
                self.report(Found::Unclear { field: "", reason }, path);
            }
            path.0.pop();
        } else if has_counts(node) {
            self.report(Found::Usage { usage: node, context }, path);
        } else if path.0.len() < MAX_NESTING {
            self.look_further(node, context, path);
        }
    }

    fn look_further(&mut self, node: &'n Node<'a>, context: Context<'n>, path: &mut Path<'n>) {
        let is_outermost = path.0.is_empty();
        for (key, child) in node.members() {
            if matches!(&**key, "request" | "error" | "metadata" | "headers") {
                continue;
            }
            path.0.push(Step::Key(key));
            if child.is_object() {
                self.look_into(child, context, path);
            } else if child.items().iter().any(holds_record) {
                let offset = if is_outermost { self.offset } else { 0 };
                for (item, index) in child.items().iter().zip(offset..) {
                    path.0.push(Step::Index(index));
                    let before = self.found;
                    self.look_into(item, context, path);
                    if self.found == before && item.is_object() && !is_empty_bucket(item) {
                        let mut context = Fields::read(item).map_or(context, |fields| fields.context(context));
                        context.is_error |= reports_error(item, MAX_NESTING);
                        self.report(Found::NoUsage { context }, path);
                    }
                    path.0.pop();
                }
            }
            path.0.pop();
        }
    }
}

fn member<'n, 'a>(node: &'n Node<'a>, name: &'n str) -> Result<Option<&'n Node<'a>>, &'n str> {
    let mut all = node.members().iter().filter(|(key, _)| key == name);
    let first = all.next().map(|(_, node)| node);
    if all.next().is_some() { Err(name) } else { Ok(first) }
}

/// Whether a value holds its own usage, not that of its parts.
fn is_record(node: &Node<'_>) -> bool {
    let keys = node.members().iter();
    has_counts(node) || keys.into_iter().any(|(key, node)| matches!(&**key, "usage" | "tool_usage") && !node.is_null())
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
                !matches!(&**key, "request" | "metadata" | "headers")
                    && child.is_object()
                    && reports_error(child, nesting - 1)
            })
}

/// A span of time in which nothing was used.
fn is_empty_bucket(node: &Node<'_>) -> bool {
    node.members().iter().any(|(key, node)| key == "results" && node.items().is_empty())
}

/// The members of an object that tell something.
#[derive(Default)]
struct Fields<'n, 'a> {
    usage: Option<&'n Node<'a>>,
    tool_usage: Option<&'n Node<'a>>,
    object: Option<&'n Node<'a>>,
    kind: Option<&'n Node<'a>>,
    model: Option<&'n Node<'a>>,
    size: Option<&'n Node<'a>>,
    quality: Option<&'n Node<'a>>,
    time: Option<&'n Node<'a>>,
    images: Option<&'n Node<'a>>,
    data: Option<&'n Node<'a>>,
    output: Option<&'n Node<'a>>,
    tools: Option<&'n Node<'a>>,
    request: Option<&'n Node<'a>>,
    batch: Option<&'n Node<'a>>,
    custom_id: Option<&'n Node<'a>>,
    response: Option<&'n Node<'a>>,
    status_code: Option<&'n Node<'a>>,
    error: Option<&'n Node<'a>>,
    /// How early a name of a time was found: the first of the list counts.
    time_rank: Option<usize>,
}

const TIMES: [&str; 7] = ["created", "created_at", "start_time", "timestamp", "time", "date", "day"];

impl<'n, 'a> Fields<'n, 'a> {
    /// The name of a key that stands twice is the error.
    fn read(node: &'n Node<'a>) -> Result<Self, &'n str> {
        let mut found = Self::default();
        for (key, node) in node.members() {
            let field = match &**key {
                "usage" => &mut found.usage,
                "tool_usage" => &mut found.tool_usage,
                "object" => &mut found.object,
                "type" => &mut found.kind,
                "model" => &mut found.model,
                "size" => &mut found.size,
                "quality" => &mut found.quality,
                "n" => &mut found.images,
                "data" => &mut found.data,
                "output" => &mut found.output,
                "tools" => &mut found.tools,
                "request" => &mut found.request,
                "batch" => &mut found.batch,
                "custom_id" => &mut found.custom_id,
                "response" => &mut found.response,
                "status_code" => &mut found.status_code,
                "error" => &mut found.error,
                name => {
                    found.read_time(name, node);
                    continue;
                }
            };
            if field.replace(node).is_some() {
                return Err(key);
            }
        }
        Ok(found)
    }

    fn read_time(&mut self, name: &str, node: &'n Node<'a>) {
        let rank = TIMES.iter().position(|time| *time == name);
        if rank.is_some() && !node.is_null() && self.time_rank.is_none_or(|old| rank < Some(old)) {
            (self.time, self.time_rank) = (Some(node), rank);
        }
    }

    fn is_response(&self) -> bool {
        self.object.and_then(Node::text) == Some("response")
    }

    /// A batch line has an id of its own and the response as an envelope.
    fn is_batch_line(&self) -> bool {
        self.custom_id.is_some() && self.response.is_some()
    }

    /// An event of a stream that ends nothing: it bills nothing.
    fn is_idle_event(&self) -> bool {
        let Some(kind) = self.kind.and_then(Node::text) else { return false };
        let ends = [
            "response.completed",
            "response.incomplete",
            "response.failed",
            "image_generation.completed",
            "image_edit.completed",
            "error",
        ];
        let is_event = ["response.", "image_generation.", "image_edit."].iter().any(|start| kind.starts_with(start));
        is_event && !ends.contains(&kind)
    }

    fn context(&self, outer: Context<'n>) -> Context<'n> {
        let mut context = outer;
        if let Some(request) = self.request
            && let Ok(fields) = Fields::read(request)
        {
            context = fields.own(context);
        }
        context = if self.is_response() { self.of_response(context) } else { self.own(context) };
        context.is_batch_line |= self.is_batch_line();
        context.is_error |= self.is_error();
        context
    }

    fn own(&self, outer: Context<'n>) -> Context<'n> {
        let text = |node: Option<&'n Node<'a>>| node.and_then(Node::text);
        let data = self.data.map(|data| data.items().len()).filter(|images| *images > 0);
        let images = self.images.and_then(|node| count("n", node).ok().flatten());
        Context {
            model: text(self.model).or(outer.model),
            size: text(self.size).or(outer.size),
            quality: text(self.quality).or(outer.quality),
            day: self.time.and_then(day).or(outer.day),
            images: data.and_then(|images| u64::try_from(images).ok()).or(images).or(outer.images),
            batch: self.batch.and_then(flag).or(outer.batch),
            ..outer
        }
    }

    /// The model a response names is the main one: image model, size and quality are those of its tool and its calls.
    fn of_response(&self, outer: Context<'n>) -> Context<'n> {
        let is = |item: &&Node<'a>, kind: &str| text_of(item, "type") == Some(kind);
        let tools = self.tools.map_or(&[][..], Node::items);
        let tool = tools.iter().find(|tool| is(tool, "image_generation"));
        let output = self.output.map_or(&[][..], Node::items);
        let mut calls = output.iter().filter(|item| is(item, "image_generation_call"));
        let (first, images) = (calls.next(), calls.count() + 1);
        let only = first.filter(|_| images == 1);
        let said = |name| only.and_then(|call| text_of(call, name)).or_else(|| text_of(tool?, name));
        Context {
            model: tool.and_then(|tool| text_of(tool, "model")).or(outer.model),
            size: said("size"),
            quality: said("quality"),
            day: self.time.and_then(day).or(outer.day),
            images: if first.is_some() { u64::try_from(images).ok() } else { None },
            ..outer
        }
    }

    fn is_error(&self) -> bool {
        let failed = self.status_code.and_then(|node| count("status_code", node).ok().flatten());
        self.error.is_some_and(|error| !error.is_null() && error.text() != Some(""))
            || failed.is_some_and(|code| code >= 400)
            || matches!(self.kind.and_then(Node::text), Some("error" | "response.failed"))
    }
}

fn text_of<'n>(node: &'n Node<'_>, name: &str) -> Option<&'n str> {
    node.members().iter().find(|(key, _)| key == name)?.1.text()
}

fn flag(node: &Node<'_>) -> Option<bool> {
    match node {
        Node::Bool(value) => Some(*value),
        Node::Cell(text) => match text.trim() {
            "true" | "True" | "TRUE" | "1" | "yes" => Some(true),
            "false" | "False" | "FALSE" | "0" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The day in UTC: of seconds or milliseconds since 1970, or of a text such as `2026-06-05T23:59:59+02:00`.
fn day(node: &Node<'_>) -> Option<Date> {
    match node {
        Node::Whole(value) => day_of_number(*value),
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a time within the calendar
        Node::Float(value) if (0.0..1e15).contains(value) => day_of_number(*value as u64),
        Node::Text(text) | Node::Cell(text) => day_of_text(text.trim()),
        _ => None,
    }
}

fn day_of_number(value: u64) -> Option<Date> {
    const MILLISECONDS_FROM: u64 = 100_000_000_000;
    let seconds = if value >= MILLISECONDS_FROM { value / 1000 } else { value };
    Date::from_unix_seconds(i64::try_from(seconds).ok()?)
}

fn day_of_text(text: &str) -> Option<Date> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day_of_number(text.parse().ok()?);
    }
    let date: Date = text.get(..10)?.parse().ok()?;
    let clock = text.get(11..).unwrap_or_default();
    let Some(sign_at) = clock.rfind(['+', '-']) else { return Some(date) };
    let two = |range: std::ops::Range<usize>| clock.get(range)?.parse::<i64>().ok();
    let offset = sign_at + 1;
    let minutes =
        two(offset..offset + 2)? * 60 + two(offset + 3..offset + 5).or_else(|| two(offset + 2..offset + 4))?;
    let minutes = if clock.as_bytes().get(sign_at) == Some(&b'-') { -minutes } else { minutes };
    let in_utc = two(0..2)? * 60 + two(3..5)? - minutes;
    let since_1970 = i64::from(date.days_since(Date::literal(1970, 1, 1)));
    Date::from_unix_seconds(since_1970 * 86_400 + in_utc * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_utc() {
        for (text, expected) in [
            ("2026-06-05", Some("2026-06-05")),
            ("2026-06-05T23:59:59Z", Some("2026-06-05")),
            ("2026-06-05 23:59:59.123", Some("2026-06-05")),
            ("2026-06-05T01:59:59+02:00", Some("2026-06-04")),
            ("2026-06-05T23:30:00-0130", Some("2026-06-06")),
            ("1780617600", Some("2026-06-05")),
            ("1780617599999", Some("2026-06-04")),
            ("yesterday", None),
            ("2026-02-30", None),
            ("", None),
        ] {
            let day = day(&Node::Text(text.into())).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{text}");
        }
        assert_eq!(day(&Node::Whole(1_780_617_600)), Some(Date::literal(2026, 6, 5)));
        assert_eq!(day(&Node::Whole(u64::MAX)), None);
    }
}
