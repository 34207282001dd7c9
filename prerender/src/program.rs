//! The program of page and embed: the wasm and its glue, by the names that Trunk gave them; and the worker of the page, whose
//! names it gives itself.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};

use crate::assets::{Language, Profile, minify};
use crate::{Build, document::fill};

/// `pattern_script` in `Trunk.toml` leaves a comment that names both files between these.
const START: &str = "<!-- program: ";
const END: &str = " -->";

/// The worker's binary: Trunk names its files after it, without a hash.
const WORKER: &str = "usage-worker";

/// A published file of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramFile {
    /// Its name, beside the page.
    pub name: String,
    /// What a browser holds it against: `sha384-…`.
    pub integrity: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub glue: ProgramFile,
    pub wasm: ProgramFile,
    /// The script of the worker that reads usage logs; the page asks for it with the first log.
    pub usage_worker: String,
    /// Documents register the service worker.
    pub is_offline: bool,
}

impl Program {
    /// Finds the program in the folder and publishes its glue, minified in a release.
    pub fn publish(staged: &str, folder: &Path, worker_script: &str, build: &Build) -> Result<Self, String> {
        let &Build { profile, is_offline, .. } = build;
        let [glue, wasm] = names(staged)?;
        let glue_file = folder.join(glue);
        let script = minify(&text(folder, glue)?, Language::Script, profile)?;
        crate::write(&glue_file, script.as_bytes())?;
        let bytes = bytes(folder, wasm)?;
        let usage_worker = publish_worker(folder, worker_script, profile)?;
        Ok(Self { glue: file(glue, script.as_bytes()), wasm: file(wasm, &bytes), usage_worker, is_offline })
    }

    /// The scripts that start it; `base` leads from the document to the folder of the page.
    ///
    /// A browser holds the glue to its hash by the import map, and the wasm where `start.js` asks for it.
    pub fn scripts(&self, base: &str, start_script: &str) -> String {
        let Self { glue, wasm, .. } = self;
        let offline =
            if self.is_offline { format!(" data-service-worker=\"{base}service-worker.js\"") } else { String::new() };
        let imports = serde_json::json!({ "integrity": { format!("{base}{}", glue.name): glue.integrity } });
        format!(
            "<script type=\"importmap\">{imports}</script>\
             <script nomodule>document.documentElement.dataset.failed=\"\"</script>\
             <script data-glue=\"{base}{}\" data-wasm=\"{base}{}\" data-integrity=\"{}\" data-font=\"{base}inter.woff2\"{offline}>\
             {start_script}</script>",
            glue.name, wasm.name, wasm.integrity
        )
    }
}

/// Publishes the worker as one script and a wasm, both named by their content, so that no cache mixes two builds. Gives the
/// name of the script.
fn publish_worker(folder: &Path, worker_script: &str, profile: Profile) -> Result<String, String> {
    let [staged_glue, staged_wasm] = [format!("{WORKER}.js"), format!("{WORKER}_bg.wasm")];
    let wasm = bytes(folder, &staged_wasm)?;
    let wasm_name = format!("{WORKER}-{}.wasm", content_hash(&wasm));
    crate::write(&folder.join(&wasm_name), &wasm)?;
    let ProgramFile { name, integrity } = file(&wasm_name, &wasm);
    let worker_script = fill(
        &fill(worker_script, "\"WASM_NAME\"", &format!("\"{name}\""))?,
        "\"WASM_INTEGRITY\"",
        &format!("\"{integrity}\""),
    )?;
    let script = format!("{}\n{worker_script}", text(folder, &staged_glue)?);
    let script = minify(&script, Language::Script, profile)?;
    let name = format!("{WORKER}-{}.js", content_hash(script.as_bytes()));
    crate::write(&folder.join(&name), script.as_bytes())?;
    for staged in [staged_glue, staged_wasm] {
        fs::remove_file(folder.join(&staged)).map_err(|error| format!("cannot remove {staged}: {error}"))?;
    }
    Ok(name)
}

pub(crate) fn content_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn text(folder: &Path, name: &str) -> Result<String, String> {
    fs::read_to_string(folder.join(name)).map_err(|error| format!("cannot read {name}: {error}"))
}

fn bytes(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    fs::read(folder.join(name)).map_err(|error| format!("cannot read {name}: {error}"))
}

fn file(name: &str, bytes: &[u8]) -> ProgramFile {
    ProgramFile { name: name.to_owned(), integrity: format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))) }
}

/// The comment that names glue and wasm, which their scripts replace.
pub(crate) fn place(staged: &str) -> Result<&str, String> {
    let start = staged.find(START);
    let end = start.and_then(|start| Some(start + staged[start..].find(END)? + END.len()));
    let place = start.zip(end).map(|(start, end)| &staged[start..end]);
    place.ok_or_else(|| "index.html does not name the program: see pattern_script in Trunk.toml".to_owned())
}

/// The names of glue and wasm.
fn names(staged: &str) -> Result<[&str; 2], String> {
    let place = place(staged)?;
    let names = place.trim_start_matches(START).trim_end_matches(END).split_once(' ');
    let (glue, wasm) = names.ok_or_else(|| format!("index.html has {place}, which names no two files"))?;
    Ok([glue, wasm].map(|address| address.trim_start_matches("./")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGED: &str = "<head><!-- program: ./page-1.js ./page-1_bg.wasm --></head>";

    #[test]
    fn the_program_is_found_by_the_names_that_trunk_gave_it() {
        assert_eq!(names(STAGED), Ok(["page-1.js", "page-1_bg.wasm"]));
        assert_eq!(place(STAGED), Ok("<!-- program: ./page-1.js ./page-1_bg.wasm -->"));
        for refused in ["<head></head>", "<!-- program: ./page-1.js -->", "<!-- program: ./page-1.js a.wasm"] {
            assert!(names(refused).is_err_and(|message| message.contains("index.html")), "{refused}");
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let build = Build { commit: None, profile: Profile::Development, site: None, is_offline: false };
        let published = Program::publish(STAGED, Path::new("no-such-folder"), "", &build);
        assert!(published.is_err_and(|message| message.contains("page-1.js")));
    }

    #[test]
    fn both_files_are_held_to_their_hashes() {
        // printf 'a' | openssl dgst -sha384 -binary | base64
        let integrity = "sha384-VKWbnyKwuAiA2EJ+VIt8I6vYc0huHwNdzpzWl+hRdQM8qojm1XvDXvrgta/TFF8x";
        let (glue, wasm) = (file("a.js", b"a"), file("a.wasm", b"a"));
        let program = Program { glue, wasm, usage_worker: String::new(), is_offline: false };
        let scripts = program.scripts("../", "start()");
        assert!(scripts.contains(&format!("{{\"integrity\":{{\"../a.js\":\"{integrity}\"}}}}")), "{scripts}");
        assert!(scripts.contains(&format!("data-wasm=\"../a.wasm\" data-integrity=\"{integrity}\"")), "{scripts}");
        assert!(scripts.ends_with("data-font=\"../inter.woff2\">start()</script>"), "{scripts}");
        let scripts = Program { is_offline: true, ..program }.scripts("../", "start()");
        assert!(scripts.contains("data-service-worker=\"../service-worker.js\">start()"), "{scripts}");
    }
}
