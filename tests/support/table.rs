//! Tables in files: rows of cells between tabs; what begins with `#` is a remark.

/// The rows of a table that stands in a file.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}
