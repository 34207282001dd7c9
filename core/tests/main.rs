//! Tests of the public interface as one program, so that it is linked once. Every file is listed here.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod any_link;
mod bill;
mod budget;
mod embed_options;
mod files;
mod golden_links;
mod invalid_fields;
mod link_issues;
mod permalinks;
mod rate_file;
mod rate_history;
mod sizes;
mod snippets;
mod support;
mod worked;
