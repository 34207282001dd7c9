//! The route finder's words: every combination of answers gets a verdict and a reason for each answer.

use gpt_image_cost::content::finder::{QUESTIONS, reason, verdict};
use gpt_image_cost::domain::route::{Answer, Answers};

/// Every combination of the finder's answers.
fn all_answers() -> Vec<Answers> {
    let mut all = vec![Vec::new()];
    for choices in &QUESTIONS {
        all = all
            .iter()
            .flat_map(|picked: &Vec<Answer>| {
                choices.answers.iter().map(move |(answer, _)| picked.iter().copied().chain([*answer]).collect())
            })
            .collect();
    }
    all.into_iter().filter_map(Answers::of).collect()
}

#[test]
fn the_finder_gives_every_combination_a_verdict_and_a_reason_for_each_answer() {
    let all = all_answers();
    assert_eq!(all.len(), 243, "each question has three answers, and all five together make a whole");
    for answers in all {
        let found = answers.verdict();
        assert!(verdict(found).starts_with("**Use "), "{found:?}");
        for answer in answers.each() {
            let reason = reason(answer, found);
            assert!(reason.ends_with('.') && reason.len() > 30, "{answer:?}: {reason:?}");
        }
    }
}

#[test]
fn a_reason_against_a_verdict_is_another_than_one_for_it() {
    let all = all_answers();
    let said: Vec<(Answer, bool, &str)> = all
        .iter()
        .flat_map(|answers| answers.each().map(|answer| (answer, answers.verdict())))
        .map(|(answer, found)| (answer, answer.supports(found), reason(answer, found)))
        .collect();
    for (answer, speaks_for, words) in &said {
        let opposite = said.iter().find(|other| other.0 == *answer && other.1 != *speaks_for && other.2 == *words);
        assert_eq!(opposite, None, "{answer:?}");
    }
}
