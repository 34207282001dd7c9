//! Every combination of the five answers, complete (243) and partial.

use super::*;
use crate::advisor::wording::QUESTIONS;

/// Every combination of answers, complete or not.
pub fn all() -> Vec<Answers> {
    let mut all = vec![Answers::default()];
    for question in &QUESTIONS {
        let with = |answers: &Answers| {
            let answered = question.options.map(|(answer, _)| answers.given().chain([answer]).collect());
            [vec![*answers], answered.to_vec()].concat()
        };
        all = all.iter().flat_map(with).collect();
    }
    all
}

fn complete() -> Vec<Answers> {
    all().into_iter().filter(|answers| answers.is_complete()).collect()
}

fn includes_the_api(answers: Answers) -> bool {
    answers.verdict().is_some_and(|verdict| verdict != Verdict::ChatGpt)
}

#[test]
fn every_complete_combination_has_a_verdict_that_an_answer_supports() {
    let complete = complete();
    assert_eq!(complete.len(), 243);
    for answers in complete {
        let Some(verdict) = answers.verdict() else { panic!("{answers:?}") };
        assert!(answers.given().any(|answer| answer.supports(verdict)), "{answers:?} {verdict:?}");
        assert_eq!(answers.given().collect::<Answers>(), answers);
    }
}

#[test]
fn software_always_needs_the_api_and_people_with_software_need_both() {
    for answers in all() {
        match answers.who {
            Some(Who::Software) => assert_eq!(answers.verdict(), Some(Verdict::Api), "{answers:?}"),
            Some(Who::Both) => assert_eq!(answers.verdict(), Some(Verdict::Both), "{answers:?}"),
            Some(Who::People) | None => {}
        }
    }
}

#[test]
fn an_answer_that_points_to_the_api_never_takes_the_api_away() {
    for answers in all() {
        let more = [
            Answers { who: Some(Who::Software), ..answers },
            Answers { leaning: Some(Leaning::Api), ..answers },
            Answers { owner: Some(Owner::Builders), ..answers },
            Answers { volume: Some(Volume::Thousands), ..answers },
            Answers { budget: Some(Budget::Metered), ..answers },
        ];
        for more in more {
            assert!(!includes_the_api(answers) || includes_the_api(more), "{answers:?} then {more:?}");
        }
    }
}

#[test]
fn one_answer_alone_does_not_send_people_to_the_api() {
    let people = Answers {
        who: Some(Who::People),
        leaning: Some(Leaning::ChatGpt),
        owner: Some(Owner::Workspace),
        volume: Some(Volume::Tens),
        budget: Some(Budget::Subscription),
    };
    let (leaning, owner, budget) = (Some(Leaning::Api), Some(Owner::Builders), Some(Budget::Metered));
    for (answers, verdict) in [
        (people, Verdict::ChatGpt),
        (Answers { leaning, ..people }, Verdict::ChatGpt),
        (Answers { owner, ..people }, Verdict::ChatGpt),
        (Answers { budget, ..people }, Verdict::ChatGpt),
        (Answers { volume: Some(Volume::Hundreds), ..people }, Verdict::ChatGpt),
        (Answers { volume: Some(Volume::Thousands), ..people }, Verdict::Both),
        (Answers { leaning, budget, ..people }, Verdict::Api),
        (Answers { leaning, owner, ..people }, Verdict::Api),
        (Answers { owner, budget, ..people }, Verdict::Api),
    ] {
        assert_eq!(answers.verdict(), Some(verdict), "{answers:?}");
    }
}

#[test]
fn an_unanswered_question_counts_as_a_neutral_answer_once_it_is_known_who_needs_access() {
    for answers in all().into_iter().filter(|answers| answers.who.is_some()) {
        let completed = Answers {
            leaning: answers.leaning.or(Some(Leaning::Unsure)),
            owner: answers.owner.or(Some(Owner::Nobody)),
            volume: answers.volume.or(Some(Volume::Hundreds)),
            budget: answers.budget.or(Some(Budget::OneOfEach)),
            ..answers
        };
        assert_eq!(answers.verdict(), completed.verdict(), "{answers:?}");
    }
}

#[test]
fn the_first_answer_already_has_a_verdict_unless_it_is_neutral() {
    assert_eq!(Answers::default().verdict(), None);
    for (answer, verdict) in [
        (Answer::Who(Who::People), Some(Verdict::ChatGpt)),
        (Answer::Who(Who::Software), Some(Verdict::Api)),
        (Answer::Who(Who::Both), Some(Verdict::Both)),
        (Answer::Leaning(Leaning::ChatGpt), Some(Verdict::ChatGpt)),
        (Answer::Leaning(Leaning::Api), Some(Verdict::Api)),
        (Answer::Leaning(Leaning::Unsure), None),
        (Answer::Owner(Owner::Workspace), Some(Verdict::ChatGpt)),
        (Answer::Owner(Owner::Builders), Some(Verdict::Api)),
        (Answer::Owner(Owner::Nobody), None),
        (Answer::Volume(Volume::Tens), Some(Verdict::ChatGpt)),
        (Answer::Volume(Volume::Hundreds), None),
        (Answer::Volume(Volume::Thousands), Some(Verdict::Api)),
        (Answer::Budget(Budget::Subscription), Some(Verdict::ChatGpt)),
        (Answer::Budget(Budget::Metered), Some(Verdict::Api)),
        (Answer::Budget(Budget::OneOfEach), Some(Verdict::Both)),
    ] {
        let answers: Answers = [answer].into_iter().collect();
        assert_eq!((answers.verdict(), answers.count()), (verdict, 1), "{answer:?}");
    }
    let both_ways: Answers = [Answer::Leaning(Leaning::ChatGpt), Answer::Budget(Budget::Metered)].into_iter().collect();
    assert_eq!(both_ways.verdict(), Some(Verdict::Both));
}

#[test]
fn of_two_answers_to_one_question_the_later_counts() {
    let answers: Answers = [Answer::Who(Who::People), Answer::Who(Who::Software)].into_iter().collect();
    assert_eq!((answers.who, answers.count()), (Some(Who::Software), 1));
}

#[test]
fn an_answer_supports_the_routes_it_asks_for() {
    // ChatGPT, the API, both.
    for (answer, supported) in [
        (Answer::Who(Who::People), [true, false, true]),
        (Answer::Who(Who::Software), [false, true, true]),
        (Answer::Who(Who::Both), [false, false, true]),
        (Answer::Leaning(Leaning::ChatGpt), [true, false, true]),
        (Answer::Leaning(Leaning::Api), [false, true, true]),
        (Answer::Leaning(Leaning::Unsure), [true, true, true]),
        (Answer::Owner(Owner::Workspace), [true, false, false]),
        (Answer::Owner(Owner::Builders), [false, true, true]),
        (Answer::Owner(Owner::Nobody), [false, false, false]),
        (Answer::Volume(Volume::Tens), [true, true, true]),
        (Answer::Volume(Volume::Hundreds), [true, true, true]),
        (Answer::Volume(Volume::Thousands), [false, true, true]),
        (Answer::Budget(Budget::Subscription), [true, false, false]),
        (Answer::Budget(Budget::Metered), [false, true, false]),
        (Answer::Budget(Budget::OneOfEach), [false, false, true]),
    ] {
        let found = [Verdict::ChatGpt, Verdict::Api, Verdict::Both].map(|verdict| answer.supports(verdict));
        assert_eq!(found, supported, "{answer:?}");
    }
}

#[test]
fn an_estimate_begins_with_images_of_the_volume() {
    assert_eq!([Volume::Tens, Volume::Hundreds, Volume::Thousands].map(Volume::images), [30, 500, 5_000]);
}
