//! Tests of the public interface as one program, so that it is linked once. Every file is listed here.

mod errors;
mod guide;
mod html;
mod other_records;
mod support;
