//! Every combination of the five answers: 243 of them.

use super::*;

fn all() -> Vec<Answers> {
    let mut all = Vec::new();
    for who in [Who::People, Who::Software, Who::Both] {
        for leaning in [Leaning::ChatGpt, Leaning::Api, Leaning::Unsure] {
            for owner in [Owner::Workspace, Owner::Builders, Owner::Nobody] {
                for volume in [Volume::Tens, Volume::Hundreds, Volume::Thousands] {
                    for budget in [Budget::Subscription, Budget::Metered, Budget::OneOfEach] {
                        all.push(Answers { who, leaning, owner, volume, budget });
                    }
                }
            }
        }
    }
    all
}

fn needs_the_api(answers: Answers) -> bool {
    answers.verdict() != Verdict::ChatGpt
}

#[test]
fn every_combination_has_a_verdict_that_at_least_one_answer_supports() {
    let all = all();
    assert_eq!(all.len(), 243);
    for answers in all {
        let verdict = answers.verdict();
        assert!(answers.each().into_iter().any(|answer| answer.supports(verdict)), "{answers:?} {verdict:?}");
        assert_eq!(Answers::of(answers.each()), Some(answers));
    }
}

#[test]
fn software_never_gets_by_on_seats_and_people_with_software_need_both() {
    for answers in all() {
        match answers.who {
            Who::Software => assert_eq!(answers.verdict(), Verdict::Api, "{answers:?}"),
            Who::Both => assert_eq!(answers.verdict(), Verdict::Both, "{answers:?}"),
            Who::People => {}
        }
    }
}

#[test]
fn an_answer_that_points_more_to_the_api_never_takes_the_api_away() {
    for answers in all() {
        let more = [
            Answers { who: Who::Software, ..answers },
            Answers { leaning: Leaning::Api, ..answers },
            Answers { owner: Owner::Builders, ..answers },
            Answers { volume: Volume::Thousands, ..answers },
            Answers { budget: Budget::Metered, ..answers },
        ];
        for more in more {
            assert!(!needs_the_api(answers) || needs_the_api(more), "{answers:?} then {more:?}");
        }
    }
}

#[test]
fn one_answer_alone_does_not_send_people_to_the_api() {
    let people = Answers {
        who: Who::People,
        leaning: Leaning::ChatGpt,
        owner: Owner::Workspace,
        volume: Volume::Tens,
        budget: Budget::Subscription,
    };
    for (answers, verdict) in [
        (people, Verdict::ChatGpt),
        (Answers { leaning: Leaning::Api, ..people }, Verdict::ChatGpt),
        (Answers { owner: Owner::Builders, ..people }, Verdict::ChatGpt),
        (Answers { budget: Budget::Metered, ..people }, Verdict::ChatGpt),
        (Answers { volume: Volume::Hundreds, ..people }, Verdict::ChatGpt),
        (Answers { volume: Volume::Thousands, ..people }, Verdict::Both),
        (Answers { leaning: Leaning::Api, budget: Budget::Metered, ..people }, Verdict::Api),
        (Answers { leaning: Leaning::Api, owner: Owner::Builders, ..people }, Verdict::Api),
        (Answers { owner: Owner::Builders, budget: Budget::Metered, ..people }, Verdict::Api),
    ] {
        assert_eq!(answers.verdict(), verdict, "{answers:?}");
    }
}

#[test]
fn five_answers_are_needed_and_the_later_of_two_counts() {
    let four = [
        Answer::Who(Who::People),
        Answer::Leaning(Leaning::Unsure),
        Answer::Owner(Owner::Nobody),
        Answer::Volume(Volume::Tens),
    ];
    assert_eq!(Answers::of(four), None);
    let six = four.into_iter().chain([Answer::Budget(Budget::Metered), Answer::Who(Who::Software)]);
    assert_eq!(Answers::of(six).map(|answers| answers.who), Some(Who::Software));
}
