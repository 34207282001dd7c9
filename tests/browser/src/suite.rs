//! Runs tests in their engines, under names like `webkit::links::a_bad_value_is_named`.
//!
//! Tests of an engine stand together, so that the same browser runs one after the other. Workers take them from both ends
//! until they meet; `--test-threads` says how many there are.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    panic::{self, AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        mpsc::{Sender, channel},
    },
    thread,
};

use anyhow::Result;
use libtest_mimic::{Arguments, Failed, Trial};

use crate::{Browser, Engine, driver::end_x_server};

/// On two cores two browsers at a time are faster than three.
const WORKERS: usize = 2;

/// What a test is: a function, or a closure over what it is about.
pub trait Test: Fn(&Browser) -> Result<()> + Copy + Send + 'static {}

impl<T: Fn(&Browser) -> Result<()> + Copy + Send + 'static> Test for T {}

pub type TestFunction = fn(&Browser) -> Result<()>;

/// A test and its name, as [`tests!`](crate::tests) lists them.
pub type NamedTest = (&'static str, TestFunction);

/// Lists test functions under their own names.
#[macro_export]
macro_rules! tests {
    ($($test:ident),* $(,)?) => { &[$((stringify!($test), $test as $crate::TestFunction)),*] };
}

/// The tests of a program.
#[derive(Default)]
pub struct Suite {
    planned: Vec<Planned>,
    /// Counts the tests that need one engine only.
    singles: usize,
}

struct Planned {
    engine: Engine,
    name: String,
    run: BoxedTest,
}

type BoxedTest = Box<dyn Fn(&Browser) -> Result<()> + Send>;

/// A test that waits for a worker.
struct Job {
    planned: Planned,
    outcome: Sender<Result<(), Failed>>,
}

/// Tests that wait, by engine.
type Queue = Mutex<VecDeque<Job>>;

impl Suite {
    /// Adds tests about `topic` that run in every engine.
    #[must_use]
    pub fn in_all<T: Test>(self, topic: &str, tests: &[(&str, T)]) -> Self {
        self.in_each_of(&Engine::ALL, topic, tests)
    }

    /// Adds tests that run in each of these engines.
    #[must_use]
    pub fn in_each_of<T: Test>(mut self, engines: &[Engine], topic: &str, tests: &[(&str, T)]) -> Self {
        for &engine in engines {
            for &(name, test) in tests {
                self.plan(engine, topic, name, test);
            }
        }
        self
    }

    /// Adds tests of what no engine can change, such as an amount or a sentence. Each runs in one of the installed engines;
    /// they take turns.
    #[must_use]
    pub fn in_one<T: Test>(mut self, topic: &str, tests: &[(&str, T)]) -> Self {
        let installed: Vec<Engine> = Engine::ALL.into_iter().filter(|engine| engine.missing().is_none()).collect();
        for &(name, test) in tests {
            let engine = installed.get(self.singles % installed.len().max(1)).copied();
            self.singles += 1;
            self.plan(engine.unwrap_or(Engine::Chromium), topic, name, test);
        }
        self
    }

    fn plan(&mut self, engine: Engine, topic: &str, name: &str, test: impl Test) {
        let name = format!("{}::{topic}::{name}", engine.name());
        self.planned.push(Planned { engine, name, run: Box::new(test) });
    }

    /// Runs what the command line asks for and prints it as `cargo test` does.
    ///
    /// The tests of an engine that is not installed are left out; where all are required (`CI` or `REQUIRE_BROWSERS` is
    /// set), they fail.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let mut arguments = Arguments::from_args();
        let workers = arguments.test_threads.unwrap_or(WORKERS).max(1);
        if !arguments.list {
            for (engine, parts) in Engine::ALL.into_iter().filter_map(|engine| Some((engine, engine.missing()?))) {
                eprintln!("skipped: {} (not installed: {parts})", engine.name());
            }
        }

        keep_panics();
        let (trials, mut jobs) = self.trials_and_jobs(&arguments);
        // A trial only waits for its worker. With a thread for each, outcomes are printed as they come.
        arguments.test_threads = Some(jobs.len().max(2));
        jobs.sort_by_key(|job| Engine::ALL.iter().position(|engine| *engine == job.planned.engine));
        let queue = Queue::new(jobs.into());
        let conclusion = thread::scope(|scope| {
            for (_, take) in (0..workers).zip([VecDeque::pop_front, VecDeque::pop_back].iter().cycle()) {
                scope.spawn(|| work(&queue, *take));
            }
            libtest_mimic::run(&arguments, trials)
        });
        end_x_server();
        conclusion.exit_code()
    }

    /// What `libtest_mimic` lists and reports, and of that what the workers have to run.
    fn trials_and_jobs(self, arguments: &Arguments) -> (Vec<Trial>, Vec<Job>) {
        let mut trials = Vec::new();
        let mut jobs = Vec::new();
        for planned in self.planned {
            let (outcome, reported) = channel();
            let missing = planned.engine.missing();
            let is_missing = missing.is_some();
            let trial = Trial::test(planned.name.clone(), move || match missing {
                Some(parts) => Err(Failed::from(format!("not installed: {parts}"))),
                None => reported.recv().unwrap_or_else(|_| Err(Failed::from("its worker has ended"))),
            })
            .with_ignored_flag(is_missing && !all_required());
            let is_wanted = !arguments.list && !arguments.is_filtered_out(&trial) && !arguments.is_ignored(&trial);
            if is_wanted && !is_missing {
                jobs.push(Job { planned, outcome });
            }
            trials.push(trial);
        }
        (trials, jobs)
    }
}

fn all_required() -> bool {
    ["CI", "REQUIRE_BROWSERS"]
        .iter()
        .any(|name| std::env::var(name).is_ok_and(|value| !["", "0", "false"].contains(&value.as_str())))
}

/// Runs what `take` gives, in one browser after the other.
fn work(queue: &Queue, take: fn(&mut VecDeque<Job>) -> Option<Job>) {
    let mut browser: Option<Browser> = None;
    loop {
        let Some(Job { planned, outcome }) = take(&mut queue.lock().unwrap_or_else(PoisonError::into_inner)) else {
            return;
        };
        let same = browser.take().filter(|browser| browser.engine() == planned.engine);
        let browser = browser.insert(same.unwrap_or_else(|| Browser::new(planned.engine)));
        let mut result = run(&planned.run, browser);
        // A browser or a driver that has died says nothing about the page, unless it does so again.
        if result.is_err() && !browser.answers() {
            eprintln!("{} no longer answers: {} runs once more in a new one", planned.engine.name(), planned.name);
            *browser = Browser::new(planned.engine);
            result = run(&planned.run, browser);
        }
        match result {
            Ok(()) => browser.clean(),
            Err(_) => browser.give_up(&planned.name.replace("::", "-")),
        }
        // Nobody waits for it once the run is being stopped.
        let _ = outcome.send(result);
    }
}

fn run(test: &BoxedTest, browser: &Browser) -> Result<(), Failed> {
    IN_TEST.set(true);
    let result = catch_unwind(AssertUnwindSafe(|| test(browser)));
    IN_TEST.set(false);
    match result {
        Ok(result) => result.map_err(|error| Failed::from(format!("{error:#}"))),
        Err(_) => Err(Failed::from(LAST_PANIC.take())),
    }
}

thread_local! {
    /// Whether this thread runs a test now.
    static IN_TEST: Cell<bool> = const { Cell::new(false) };
    /// What this thread's last panic said, and where.
    static LAST_PANIC: RefCell<String> = RefCell::default();
}

/// Has failed assertions reported with their test rather than in between the others.
fn keep_panics() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if IN_TEST.get() {
            LAST_PANIC.set(panic.to_string());
        } else {
            report(panic);
        }
    }));
}
