//! The bytes of a file as a stream.

use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// Bytes of the buffer.
const BUFFER: u32 = 1 << 20;

pub enum Stream {
    /// The browser reads into a buffer of ours, again and again: quicker, and nothing is left to be collected.
    Into(ReadableStreamByobReader, Uint8Array),
    /// The browser makes a new array each time.
    New(ReadableStreamDefaultReader),
}

impl Stream {
    pub fn open(file: &File) -> Self {
        let stream = file.stream();
        let options = Object::new();
        let _ = Reflect::set(&options, &"mode".into(), &"byob".into());
        // It throws where the browser has no such streams of files.
        let reader = Reflect::get(&stream, &"getReader".into()).and_then(|get| {
            let get: Function = get.dyn_into()?;
            get.call1(&stream, &options)
        });
        match reader {
            Ok(reader) => Self::Into(reader.unchecked_into(), Uint8Array::new_with_length(BUFFER)),
            Err(_) => Self::New(stream.get_reader().unchecked_into()),
        }
    }

    /// The next bytes, until they are asked for again; none at the end.
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        let read = match self {
            Self::Into(reader, buffer) => reader.read_with_array_buffer_view(buffer),
            Self::New(reader) => reader.read(),
        };
        let read = JsFuture::from(read).await?;
        let entry = |name: &str| Reflect::get(&read, &name.into()).unwrap_or_default();
        if entry("done").is_truthy() {
            return Ok(None);
        }
        let bytes: Uint8Array = entry("value").dyn_into()?;
        if let Self::Into(_, buffer) = self {
            *buffer = Uint8Array::new(&bytes.buffer());
        }
        Ok(Some(bytes))
    }

    pub fn cancel(&self) {
        let _ = match self {
            Self::Into(reader, _) => reader.cancel(),
            Self::New(reader) => reader.cancel(),
        };
    }
}
