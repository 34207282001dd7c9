//! Tests of the public interface as one program, so that it is linked once. Every file is listed here.

#[path = "../../content/tests/support/anchors.rs"]
mod anchors;
mod dependencies;
mod embed;
mod head;
mod page;
mod policy;
mod social_image;
mod structure;
mod support;
