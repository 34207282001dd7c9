//! The files to read, and how far reading has come.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// One file. The error is a sentence.
pub fn open(name: &str) -> Result<Box<dyn Read>, String> {
    if name == "-" {
        return Ok(Box::new(io::stdin()));
    }
    if fs::metadata(name).is_ok_and(|metadata| metadata.is_dir()) {
        return Err(format!("This is a directory. Name the files in it, as in {name}/*.jsonl."));
    }
    File::open(name).map(|file| -> Box<dyn Read> { Box::new(file) }).map_err(|error| unreadable(&error))
}

/// The name shown in positions and notes.
pub fn shown_name(name: &str) -> &str {
    if name == "-" { "standard input" } else { name }
}

fn unreadable(error: &io::Error) -> String {
    format!("The file cannot be read: {error}.")
}

/// Bytes of all files; `None` where one is a stream.
fn length(names: &[String]) -> Option<u64> {
    let length = |name: &String| if name == "-" { None } else { Some(fs::metadata(name).map_or(0, |file| file.len())) };
    names.iter().map(length).sum()
}

/// The whole text of a small file. The error is a sentence.
pub fn read_text(name: &str) -> Result<String, String> {
    io::read_to_string(open(name)?).map_err(|error| unreadable(&error))
}

/// Creating an output empties it: none may be a file that is read, or another output. The error is a sentence.
pub fn refuse_to_overwrite<'a>(inputs: &[String], outputs: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let mut earlier: Vec<&str> = Vec::new();
    for name in outputs {
        if inputs.iter().any(|input| is_same_file(if input == "-" { "/dev/stdin" } else { input }, name)) {
            return Err(format!("{name} is also read: choose another file to write."));
        }
        if earlier.iter().any(|other| is_same_file(other, name)) {
            return Err(format!("Records and rejections cannot go into one file, {name}: choose another one."));
        }
        earlier.push(name);
    }
    Ok(())
}

fn is_same_file(one: &str, other: &str) -> bool {
    match (identity(one), identity(other)) {
        (Some(one), Some(other)) => one == other,
        _ => location(one) == location(other),
    }
}

/// Device and number of a file that is there: all links to it share them.
#[cfg(unix)]
fn identity(name: &str) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let file = fs::metadata(name).ok().filter(fs::Metadata::is_file)?;
    Some((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(_: &str) -> Option<(u64, u64)> {
    None
}

/// Where a file is or will be, whatever it is called.
fn location(name: &str) -> PathBuf {
    let path = Path::new(name);
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// A bar on the terminal; nothing where the error stream is none.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub fn new(names: &[String]) -> Self {
        let length = length(names);
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(4));
        let template = match length {
            Some(_) => "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left, {msg}",
            None => "{spinner} {bytes}, {bytes_per_sec}, {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Bytes of all files so far.
    pub fn bytes(&self) -> u64 {
        self.bar.position()
    }

    pub fn show(&self, bytes: u64, records: u64) {
        self.bar.set_position(bytes);
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{records} records"));
        }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
