//! Runs each test in each of its browsers, under names like `webkit::typing_is_priced`.

use std::{
    fmt::Display,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    process::ExitCode,
};

use anyhow::Result;
use libtest_mimic::{Arguments, Failed, Trial};

use crate::{Browser, Visit, driver::end_x_server};

/// What a test is: a function, or a closure over what it is about.
pub trait Test: Fn(&Visit) -> Result<()> + Copy + Send + 'static {}

impl<T: Fn(&Visit) -> Result<()> + Copy + Send + 'static> Test for T {}

/// A list of tests under way to being run.
#[derive(Default)]
pub struct Suite {
    trials: Vec<Trial>,
}

impl Suite {
    /// Adds tests that run in every one of `browsers`.
    ///
    /// A browser that is not installed is left out by name, but where all are required (`CI` or `REQUIRE_BROWSERS` is
    /// set) its tests fail.
    #[must_use]
    pub fn with<N: Display, T: Test>(mut self, browsers: &[Browser], tests: &[(N, T)]) -> Self {
        for &browser in browsers {
            let missing = browser.missing();
            for &(ref name, test) in tests {
                let name = format!("{}::{name}", browser.name());
                self.trials.push(trial(name, browser, test, missing.clone()));
            }
        }
        self
    }

    /// Runs what the command line asks for, at most two at a time, and prints it as `cargo test` does.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let mut arguments = Arguments::from_args();
        arguments.test_threads.get_or_insert(2);
        if !arguments.list {
            for browser in Browser::ALL {
                if let Some(missing) = browser.missing() {
                    eprintln!("skipped: {} (not installed: {missing})", browser.name());
                }
            }
        }
        let conclusion = libtest_mimic::run(&arguments, self.trials);
        end_x_server();
        conclusion.exit_code()
    }
}

fn trial(name: String, browser: Browser, test: impl Test, missing: Option<String>) -> Trial {
    match missing {
        None => Trial::test(name.clone(), move || run(&name, browser, test)),
        Some(parts) => Trial::test(name, move || {
            Err(Failed::from(format!("{} is required, but not installed: {parts}", browser.name())))
        })
        .with_ignored_flag(!all_required()),
    }
}

fn all_required() -> bool {
    ["CI", "REQUIRE_BROWSERS"]
        .iter()
        .any(|name| std::env::var(name).is_ok_and(|value| !["", "0", "false"].contains(&value.as_str())))
}

fn run(name: &str, browser: Browser, test: impl Test) -> Result<(), Failed> {
    let visit = Visit::to(browser);
    let outcome = catch_unwind(AssertUnwindSafe(|| test(&visit)));
    if !matches!(outcome, Ok(Ok(()))) {
        visit.keep_pictures(&name.replace("::", "-"));
    }
    match outcome {
        Ok(result) => result.map_err(|error| Failed::from(format!("{error:#}"))),
        Err(panic) => resume_unwind(panic),
    }
}
