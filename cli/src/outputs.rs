//! What is written while files are read: priced records and rejections, as streams.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use gpt_image_cost_usage::export::{
    RECORD_HEADER, REJECTION_HEADER, push_record_csv, push_record_json, push_rejection_csv,
};
use gpt_image_cost_usage::{Observer, PricedRecord, Rejection};

pub struct Outputs {
    records: Option<Output>,
    rejected: Option<Output>,
    text: String,
}

struct Output {
    name: String,
    writer: BufWriter<File>,
    is_csv: bool,
    /// The first thing that went wrong.
    error: Option<io::Error>,
}

impl Output {
    fn create(name: &str, is_csv: bool, header: &str) -> Result<Self, String> {
        let file = File::create(name).map_err(|error| unwritable(name, &error))?;
        let mut output = Self { name: name.to_owned(), writer: BufWriter::new(file), is_csv, error: None };
        if is_csv {
            output.write(header);
        }
        Ok(output)
    }

    fn write(&mut self, text: &str) {
        if self.error.is_none() {
            self.error = self.writer.write_all(text.as_bytes()).err();
        }
    }

    fn finish(mut self) -> Result<(), String> {
        let result = self.error.take().map_or_else(|| self.writer.flush(), Err);
        result.map_err(|error| unwritable(&self.name, &error))
    }
}

fn unwritable(name: &str, error: &io::Error) -> String {
    format!("{name} cannot be written: {error}.")
}

impl Outputs {
    pub fn create(records: Option<&str>, rejected: Option<&str>) -> Result<Self, String> {
        let is_csv = |name: &str| name.to_ascii_lowercase().ends_with(".csv");
        let records = records.map(|name| Output::create(name, is_csv(name), RECORD_HEADER)).transpose()?;
        let rejected = rejected.map(|name| Output::create(name, true, REJECTION_HEADER)).transpose()?;
        Ok(Self { records, rejected, text: String::new() })
    }

    pub fn finish(self) -> Result<(), String> {
        self.records.map_or(Ok(()), Output::finish)?;
        self.rejected.map_or(Ok(()), Output::finish)
    }
}

impl Observer for Outputs {
    fn priced(&mut self, record: &PricedRecord<'_>) {
        if let Some(output) = &mut self.records {
            self.text.clear();
            if output.is_csv {
                push_record_csv(&mut self.text, record);
            } else {
                push_record_json(&mut self.text, record);
            }
            output.write(&self.text);
        }
    }

    fn rejected(&mut self, rejection: &Rejection) {
        if let Some(output) = &mut self.rejected {
            self.text.clear();
            push_rejection_csv(&mut self.text, rejection);
            output.write(&self.text);
        }
    }
}

/// To the standard output. A reader that has gone, as in `… | head`, is no error.
pub fn print(text: &str) -> Result<(), String> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unwritable("The standard output", &error)),
        _ => Ok(()),
    }
}
