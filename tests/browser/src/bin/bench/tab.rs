//! Memory and processor time of the browser's tabs, as Linux tells them: everything, the wasm as well as what the browser
//! keeps around it.

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

/// Watches the tabs that are open now.
pub struct Watch {
    is_over: Arc<AtomicBool>,
    watch: thread::JoinHandle<Used>,
}

/// What the tab took that took most; nothing where this system does not tell.
#[derive(Clone, Copy, Default)]
pub struct Used {
    /// Bytes that its resident memory grew by, at most.
    pub memory: Option<u64>,
    /// Seconds of processor time: on a busy machine they say more than the clock.
    pub processor: Option<f64>,
}

impl Watch {
    pub fn start() -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&is_over);
        let before = tabs();
        let mut used = Used::default();
        let watch = thread::spawn(move || {
            loop {
                let is_over = flag.load(Ordering::Relaxed);
                for (process, (memory, ticks)) in tabs() {
                    let Some((memory_before, ticks_before)) = before.get(&process) else { continue };
                    used.memory = used.memory.max(Some(memory.saturating_sub(*memory_before)));
                    let seconds = seconds(ticks.saturating_sub(*ticks_before));
                    used.processor = Some(used.processor.map_or(seconds, |most| most.max(seconds)));
                }
                if is_over {
                    return used;
                }
                thread::sleep(Duration::from_millis(20));
            }
        });
        Self { is_over, watch }
    }

    pub fn end(self) -> Used {
        self.is_over.store(true, Ordering::Relaxed);
        self.watch.join().unwrap_or_default()
    }
}

#[allow(clippy::cast_precision_loss)] // for display
fn seconds(ticks: u64) -> f64 {
    ticks as f64 / rustix::param::clock_ticks_per_second() as f64
}

/// Resident bytes and ticks of processor time of each tab of a browser that this process has started, by process.
fn tabs() -> HashMap<u32, (u64, u64)> {
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
    all.filter_map(|id| Some((id, (number(id, "VmRSS:")? * 1024, ticks(id)?)))).collect()
}

/// In programs and in the system on their behalf.
fn ticks(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, in brackets, may have blanks in it.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

fn contains(line: &[u8], part: &[u8]) -> bool {
    line.windows(part.len()).any(|window| window == part)
}
