//! What an object says around its usage: model, size, quality, day, images, batch, error.
//!
//! Each is read where its shape has it; inner objects overrule outer ones. Where the usage is, is decided elsewhere.

use gpt_image_cost_core::Date;

use crate::counts::count;
use crate::day::day;
use crate::node::Node;

/// What is said around the usage. Inner objects overrule outer ones.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'n> {
    pub model: Option<&'n str>,
    pub size: Option<&'n str>,
    pub quality: Option<&'n str>,
    pub day: Option<Date>,
    /// Generated images, as far as the record shows.
    pub images: Option<u64>,
    /// What the record states about being billed at Batch rates.
    pub batch: Option<&'n Node<'n>>,
    /// The line of a batch output.
    pub is_batch_line: bool,
    pub is_error: bool,
}

/// The members of an object that tell something.
#[derive(Default)]
pub(crate) struct Fields<'n, 'a> {
    pub usage: Option<&'n Node<'a>>,
    pub tool_usage: Option<&'n Node<'a>>,
    object: Option<&'n Node<'a>>,
    kind: Option<&'n Node<'a>>,
    model: Option<&'n Node<'a>>,
    size: Option<&'n Node<'a>>,
    quality: Option<&'n Node<'a>>,
    times: [Option<&'n Node<'a>>; TIMES],
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
}

/// The number of names that can hold a time.
const TIMES: usize = 7;

/// Of several times the first that can be read counts.
const fn time_rank(name: &[u8]) -> Option<usize> {
    Some(match name {
        b"created" => 0,
        b"created_at" => 1,
        b"start_time" => 2,
        b"timestamp" => 3,
        b"time" => 4,
        b"date" => 5,
        b"day" => 6,
        _ => return None,
    })
}

impl<'n, 'a> Fields<'n, 'a> {
    /// The name of a key that appears twice is the error.
    pub fn read(node: &'n Node<'a>) -> Result<Self, &'n str> {
        let mut found = Self::default();
        for (key, node) in node.members() {
            // Bytes are told apart one by one, texts one after the other.
            let field = match key.as_bytes() {
                b"usage" => &mut found.usage,
                b"tool_usage" => &mut found.tool_usage,
                b"object" => &mut found.object,
                b"type" => &mut found.kind,
                b"model" => &mut found.model,
                b"size" => &mut found.size,
                b"quality" => &mut found.quality,
                b"n" => &mut found.images,
                b"data" => &mut found.data,
                b"output" => &mut found.output,
                b"tools" => &mut found.tools,
                b"request" => &mut found.request,
                b"batch" => &mut found.batch,
                b"custom_id" => &mut found.custom_id,
                b"response" => &mut found.response,
                b"status_code" => &mut found.status_code,
                b"error" => &mut found.error,
                name => match time_rank(name) {
                    Some(rank) => &mut found.times[rank],
                    None => continue,
                },
            };
            if field.replace(node).is_some() {
                return Err(key);
            }
        }
        Ok(found)
    }

    fn day(&self) -> Option<Date> {
        self.times.iter().flatten().find_map(|node| day(node))
    }

    pub fn is_response(&self) -> bool {
        self.object.and_then(Node::text) == Some("response")
    }

    /// A batch line has an id of its own and the response as an envelope.
    fn is_batch_line(&self) -> bool {
        self.custom_id.is_some() && self.response.is_some()
    }

    /// An event of a stream that ends nothing: it bills nothing.
    pub fn is_idle_event(&self) -> bool {
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

    pub fn context(&self, outer: Context<'n>) -> Context<'n> {
        let mut context = outer;
        if let Some(request) = self.request
            && let Ok(fields) = Fields::read(request)
        {
            context = fields.own(context);
        }
        let names_main_model = self.is_response() || self.tool_usage.is_some_and(Node::is_object);
        context = if names_main_model { self.of_response(context) } else { self.own(context) };
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
            day: self.day().or(outer.day),
            images: data.and_then(|images| u64::try_from(images).ok()).or(images).or(outer.images),
            batch: self.batch.filter(|node| !is_blank(node)).or(outer.batch),
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
        let from_call_or_tool = |name| only.and_then(|call| text_of(call, name)).or_else(|| text_of(tool?, name));
        Context {
            model: tool.and_then(|tool| text_of(tool, "model")).or(outer.model),
            size: from_call_or_tool("size"),
            quality: from_call_or_tool("quality"),
            day: self.day().or(outer.day),
            images: if first.is_some() { u64::try_from(images).ok() } else { None },
            ..outer
        }
    }

    pub fn is_error(&self) -> bool {
        let failed = self.status_code.and_then(|node| count("status_code", node).ok().flatten());
        self.error.is_some_and(|error| !is_blank(error) && *error != Node::Bool(false))
            || failed.is_some_and(|code| code >= 400)
            || matches!(self.kind.and_then(Node::text), Some("error" | "response.failed"))
    }
}

fn text_of<'n>(node: &'n Node<'_>, name: &str) -> Option<&'n str> {
    node.members().iter().find(|(key, _)| *key == name)?.1.text()
}

fn is_blank(node: &Node<'_>) -> bool {
    match node {
        Node::Text(text) | Node::Cell(text) => matches!(text.trim(), "" | "null"),
        node => node.is_null(),
    }
}

/// Yes or no, as people and programs write it. The error is a sentence.
pub(crate) fn is_batch(node: &Node<'_>) -> Result<bool, String> {
    let text = match node {
        Node::Text(text) | Node::Cell(text) => text.trim().to_ascii_lowercase(),
        node => node.to_string(),
    };
    match text.as_str() {
        "true" | "t" | "yes" | "y" | "1" | "1.0" => Ok(true),
        "false" | "f" | "no" | "n" | "0" | "0.0" => Ok(false),
        _ => Err(format!("batch is {node}, but yes or no is expected.")),
    }
}
