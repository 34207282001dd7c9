//! Memory of the browser's tabs, as Linux tells it: everything, the wasm as well as what the browser keeps around it.

use std::{
    collections::HashMap,
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// Watches how far the resident memory of the tabs that are open now grows.
pub struct Growth {
    is_over: Arc<AtomicBool>,
    watch: thread::JoinHandle<Option<u64>>,
}

impl Growth {
    pub fn watch() -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&is_over);
        let before = tabs();
        let mut most = (!before.is_empty()).then_some(0);
        let watch = thread::spawn(move || {
            while !flag.load(Ordering::Relaxed) {
                for (process, memory) in tabs() {
                    let grown = before.get(&process).map(|before| memory.saturating_sub(*before));
                    most = most.max(grown);
                }
                thread::sleep(Duration::from_millis(20));
            }
            most
        });
        Self { is_over, watch }
    }

    /// The most bytes that one of them has grown by; `None` where this system does not tell.
    pub fn end(self) -> Option<u64> {
        self.is_over.store(true, Ordering::Relaxed);
        self.watch.join().ok().flatten()
    }
}

/// Resident bytes of each tab of a browser that this process has started, by process.
fn tabs() -> HashMap<u32, u64> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let statuses: HashMap<u32, String> =
        ids.filter_map(|id: u32| Some((id, fs::read_to_string(format!("/proc/{id}/status")).ok()?))).collect();
    let number = |id: u32, key: &str| -> Option<u64> {
        let line = statuses.get(&id)?.lines().find_map(|line| line.strip_prefix(key))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    };
    let is_ours = |id: u32| {
        let mut id = id;
        for _ in 0..20 {
            if id == std::process::id() {
                return true;
            }
            let Some(parent) = number(id, "PPid:").and_then(|parent| parent.try_into().ok()) else { return false };
            id = parent;
        }
        false
    };
    let is_tab =
        |id: u32| fs::read(format!("/proc/{id}/cmdline")).is_ok_and(|line| contains(&line, b"--type=renderer"));
    let all = statuses.keys().copied().filter(|id| is_ours(*id) && is_tab(*id));
    all.filter_map(|id| Some((id, number(id, "VmRSS:")? * 1024))).collect()
}

fn contains(line: &[u8], part: &[u8]) -> bool {
    line.windows(part.len()).any(|window| window == part)
}
