//! The route finder's words: each combination of answers gets a verdict and a reason for every answer, and the guide
//! explains the rule that is applied.

use gpt_image_cost_content::sections;
use gpt_image_cost_core::advisor::wording::{emphasis, reason};
use gpt_image_cost_core::{Answer, Answers, QUESTIONS, RATE_HISTORY, Verdict, Who};

/// Every combination of one answer to each question.
fn all_answers() -> Vec<Answers> {
    let mut all = vec![Answers::default()];
    for question in &QUESTIONS {
        all =
            all.iter().flat_map(|answers| question.options.iter().map(|(answer, _)| with(*answers, *answer))).collect();
    }
    all
}

fn with(mut answers: Answers, answer: Answer) -> Answers {
    answers.set(answer);
    answers
}

#[track_caller]
fn verdict(answers: Answers) -> Verdict {
    answers.verdict().unwrap_or_else(|| panic!("{answers:?}"))
}

#[test]
fn every_combination_has_a_verdict_and_a_reason_for_each_answer() {
    let all = all_answers();
    assert_eq!(all.len(), 243);
    for answers in all {
        let verdict = verdict(answers);
        assert!(verdict.title().starts_with("Use ") && verdict.summary().ends_with('.'), "{verdict:?}");
        assert!(answers.is_complete());
        for answer in answers.given() {
            let reason = reason(answer, verdict);
            assert!(reason.ends_with('.') && reason.len() > 30, "{answer:?}: {reason:?}");
            assert!(reason.contains(emphasis(answer)), "{answer:?}: {reason:?}");
        }
    }
}

#[test]
fn a_reason_against_a_verdict_is_another_than_one_for_it() {
    let words = |answers: Answers| {
        let verdict = verdict(answers);
        answers.given().map(move |answer| (answer, answer.supports(verdict), reason(answer, verdict)))
    };
    let all: Vec<(Answer, bool, &str)> = all_answers().into_iter().flat_map(words).collect();
    for (answer, is_for, words) in &all {
        let opposite = all.iter().find(|other| other.0 == *answer && other.1 != *is_for && other.2 == *words);
        assert_eq!(opposite, None, "{answer:?}");
    }
}

#[test]
fn the_guide_names_the_first_answers_and_states_their_verdicts() {
    let guide = sections(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}"));
    let rule = guide.iter().find(|section| section.id == "routes").map_or("", |section| &section.parts[1]);
    for (who, label, verdict) in [
        (Who::Software, "software", Verdict::Api),
        (Who::Both, "both", Verdict::Both),
        (Who::People, "people", Verdict::ChatGpt),
    ] {
        assert_eq!(Answers { who: Some(who), ..Answers::default() }.verdict(), Some(verdict));
        assert!(QUESTIONS[0].options.iter().any(|option| option.1.to_lowercase() == label));
        assert!(rule.contains(&format!("<strong>{label}</strong>")), "{rule}");
    }
}
