//! Child processes of the harness: WebDriver servers and the X server that WebKit draws on. Each ends with its value.

use std::{
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};

use crate::{Engine, engine::on_path};

/// A driver that listens on a port of this machine.
pub(crate) struct Driver {
    process: Process,
    port: u16,
}

impl Driver {
    /// Starts the driver of the engine. It and its browser keep their own files in `home`.
    pub(crate) fn start(engine: Engine, home: &Path) -> Result<Self> {
        let program = engine.driver().with_context(|| format!("the driver of {} is missing", engine.name()))?;
        let port = free_port()?;
        let mut command = Command::new(program);
        command
            .args(engine.driver_arguments(port))
            .env("HOME", home)
            .env("TMPDIR", home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if engine == Engine::WebKit {
            command.env("DISPLAY", display()?);
            // Its compositor draws with Mesa where there is no graphics card, which crashes now and then and leaves a blank page.
            command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
            if rustix::process::getuid().is_root() {
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
            }
        }
        let mut driver = Self { process: Process::start(&mut command)?, port };
        driver.wait_until_it_listens()?;
        Ok(driver)
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_it_listens(&mut self) -> Result<()> {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if let Some(status) = self.process.0.try_wait()? {
                bail!("the driver ended at once: {status}");
            }
            ensure!(start.elapsed() < Duration::from_secs(30), "the driver does not listen after 30 s");
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The X server of this run, and the number of its display.
static X_SERVER: Mutex<Option<(Process, String)>> = Mutex::new(None);

fn display() -> Result<String> {
    let mut server = X_SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    if server.is_none() {
        *server = Some(start_x_server()?);
    }
    Ok(server.as_ref().map(|(_, display)| display.clone()).unwrap_or_default())
}

fn start_x_server() -> Result<(Process, String)> {
    let program = on_path(&["Xvfb"]).context("Xvfb is missing")?;
    let mut command = Command::new(program);
    // It picks a free display and writes its number.
    command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Process::start(&mut command)?;
    let mut number = String::new();
    let output = process.0.stdout.take().context("Xvfb has no output")?;
    BufReader::new(output).read_line(&mut number)?;
    ensure!(!number.trim().is_empty(), "Xvfb did not start");
    Ok((process, format!(":{}", number.trim())))
}

/// Ends what outlives single tests; statics are not dropped by themselves.
pub(crate) fn end_x_server() {
    X_SERVER.lock().unwrap_or_else(PoisonError::into_inner).take();
}

struct Process(Child);

impl Process {
    fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_owned();
        let child = command.spawn().with_context(|| format!("cannot start {}", name.display()))?;
        Ok(Self(child))
    }

    fn ends_within(&mut self, time: Duration) -> bool {
        let start = Instant::now();
        while start.elapsed() < time {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return true;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for Process {
    /// Asks first: a driver that is killed leaves its browser behind.
    fn drop(&mut self) {
        if let Some(id) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(id, Signal::TERM);
        }
        if !self.ends_within(Duration::from_secs(5)) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}
