//! The words of the route finder: its questions, its verdicts, and a reason for each answer.

use super::route::{Answer, Budget, Leaning, Owner, Verdict, Volume, Who};

#[derive(Debug)]
pub struct Question {
    /// Of the radio buttons.
    pub name: &'static str,
    pub text: &'static str,
    /// With their labels.
    pub options: [(Answer, &'static str); 3],
}

pub static QUESTIONS: [Question; 5] = [
    Question {
        name: "route-who",
        text: "Who needs access?",
        options: [
            (Answer::Who(Who::People), "People"),
            (Answer::Who(Who::Software), "Software"),
            (Answer::Who(Who::Both), "Both"),
        ],
    },
    Question {
        name: "route-leaning",
        text: "Which route do you have in mind?",
        options: [
            (Answer::Leaning(Leaning::ChatGpt), "ChatGPT"),
            (Answer::Leaning(Leaning::Api), "The API"),
            (Answer::Leaning(Leaning::Unsure), "Not sure"),
        ],
    },
    Question {
        name: "route-owner",
        text: "Who owns the bill?",
        options: [
            (Answer::Owner(Owner::Workspace), "The plan’s owner"),
            (Answer::Owner(Owner::Builders), "The team that builds"),
            (Answer::Owner(Owner::Nobody), "Nobody yet"),
        ],
    },
    Question {
        name: "route-volume",
        text: "How many images a month?",
        options: [
            (Answer::Volume(Volume::Tens), "About 30"),
            (Answer::Volume(Volume::Hundreds), "About 500"),
            (Answer::Volume(Volume::Thousands), "5,000 or more"),
        ],
    },
    Question {
        name: "route-budget",
        text: "What will pay for it?",
        options: [
            (Answer::Budget(Budget::Subscription), "A subscription"),
            (Answer::Budget(Budget::Metered), "A metered budget"),
            (Answer::Budget(Budget::OneOfEach), "Both, or undecided"),
        ],
    },
];

impl Verdict {
    pub const fn title(self) -> &'static str {
        match self {
            Self::ChatGpt => "Use ChatGPT",
            Self::Api => "Use the API",
            Self::Both => "Use both, in separate budgets",
        }
    }

    /// What to do about it.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::ChatGpt => "Check that the limits of a ChatGPT plan cover your volume.",
            Self::Api => "Set a metered budget, owned by the team that builds.",
            Self::Both => "Seats for people, metered usage for the API. Neither pays for the other.",
        }
    }
}

/// What an answer says for or against a verdict, in HTML: the answer is repeated in bold.
pub fn reason(answer: Answer, verdict: Verdict) -> &'static str {
    let fits = answer.supports(verdict);
    match answer {
        Answer::Who(who) => access_reason(who, fits),
        Answer::Leaning(Leaning::ChatGpt) if fits => "You have <b>ChatGPT</b> in mind: it fits interactive work.",
        Answer::Leaning(Leaning::ChatGpt) => "You have <b>ChatGPT</b> in mind, but no plan there pays for API calls.",
        Answer::Leaning(Leaning::Api) if fits => "You have <b>the API</b> in mind: it fits work done from code.",
        Answer::Leaning(Leaning::Api) => "You have <b>the API</b> in mind, but manual work already fits in ChatGPT.",
        Answer::Leaning(Leaning::Unsure) => "You are <b>not sure</b> about the route: your other answers decide.",
        Answer::Owner(owner) => owner_reason(owner, fits),
        Answer::Volume(Volume::Tens) => {
            "<b>About 30</b> images a month is occasional use: do not budget like a product team."
        }
        Answer::Volume(Volume::Hundreds) => {
            "<b>About 500</b> images a month is regular use: check limits and cost before you commit."
        }
        Answer::Volume(Volume::Thousands) => {
            "<b>5,000 or more</b> images a month is batch work, which belongs to the API."
        }
        Answer::Budget(budget) => budget_reason(budget, verdict),
    }
}

const fn access_reason(who: Who, fits: bool) -> &'static str {
    match who {
        Who::People if fits => "You said that <b>people</b> generate the images: ChatGPT is made for interactive work.",
        Who::People => {
            "You said that <b>people</b> generate the images, and the API has no app of its own: plan for the tool they will use."
        }
        Who::Software => "You said that <b>software</b> generates the images: only the API can be called from code.",
        Who::Both => "You said that <b>people and software</b> generate the images: each needs its own route.",
    }
}

const fn owner_reason(owner: Owner, fits: bool) -> &'static str {
    match owner {
        Owner::Workspace if fits => "The bill goes to <b>the plan’s owner</b>: the plan is the whole bill.",
        Owner::Workspace => {
            "You named <b>the plan’s owner</b>, but the API sends a bill of its own: the developers should own it."
        }
        Owner::Builders if fits => "The bill goes to <b>the team that builds</b>, as it should for metered use.",
        Owner::Builders => {
            "You named <b>the team that builds</b>, but seats are billed with the plan, to those who use them."
        }
        Owner::Nobody => "The bill belongs to <b>nobody yet</b>: name an owner before you commit.",
    }
}

const fn budget_reason(budget: Budget, verdict: Verdict) -> &'static str {
    match (budget, verdict) {
        (Budget::Subscription, Verdict::ChatGpt) => "You plan <b>a subscription</b>: that is how ChatGPT is paid for.",
        (Budget::Subscription, Verdict::Api) => {
            "You plan <b>a subscription</b>, but it prepays no API calls: set a metered budget."
        }
        (Budget::Subscription, Verdict::Both) => {
            "You plan <b>a subscription</b>, which pays for the seats only: add a metered budget."
        }
        (Budget::Metered, Verdict::ChatGpt) => {
            "You plan <b>a metered budget</b>, but ChatGPT is paid for by subscription."
        }
        (Budget::Metered, Verdict::Api) => "You plan <b>a metered budget</b>: that is how the API is paid for.",
        (Budget::Metered, Verdict::Both) => {
            "You plan <b>a metered budget</b>, which pays for the API only: add a subscription."
        }
        (Budget::OneOfEach, Verdict::ChatGpt) => {
            "You keep <b>both budgets</b> open: this route needs the subscription only."
        }
        (Budget::OneOfEach, Verdict::Api) => {
            "You keep <b>both budgets</b> open: this route needs the metered one only."
        }
        (Budget::OneOfEach, Verdict::Both) => "You plan <b>both budgets</b>, which is right: keep them apart.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advisor::route::tests::all;

    /// The words in every reason that repeat the answer.
    fn emphasis(answer: Answer) -> &'static str {
        match answer {
            Answer::Who(Who::People) => "people",
            Answer::Who(Who::Software) => "software",
            Answer::Who(Who::Both) => "people and software",
            Answer::Leaning(Leaning::ChatGpt) => "ChatGPT",
            Answer::Leaning(Leaning::Api) => "the API",
            Answer::Leaning(Leaning::Unsure) => "not sure",
            Answer::Owner(Owner::Workspace) => "the plan’s owner",
            Answer::Owner(Owner::Builders) => "the team that builds",
            Answer::Owner(Owner::Nobody) => "nobody yet",
            Answer::Volume(Volume::Tens) => "About 30",
            Answer::Volume(Volume::Hundreds) => "About 500",
            Answer::Volume(Volume::Thousands) => "5,000 or more",
            Answer::Budget(Budget::Subscription) => "a subscription",
            Answer::Budget(Budget::Metered) => "a metered budget",
            Answer::Budget(Budget::OneOfEach) => "both budgets",
        }
    }

    #[test]
    fn every_answer_given_has_a_reason_that_repeats_it() {
        for answers in all() {
            let Some(verdict) = answers.verdict() else { continue };
            assert!(verdict.title().starts_with("Use ") && verdict.summary().ends_with('.'));
            for answer in answers.given() {
                let reason = reason(answer, verdict);
                assert!(reason.ends_with('.') && reason.len() > 30, "{answer:?}: {reason:?}");
                assert_eq!(reason.matches("<b>").count(), 1, "{reason}");
                assert!(reason.contains(&format!("<b>{}</b>", emphasis(answer))), "{answer:?}: {reason:?}");
            }
        }
    }

    #[test]
    fn a_reason_against_a_verdict_differs_from_one_for_it() {
        let mut seen: Vec<(Answer, bool, &str)> = Vec::new();
        for answers in all() {
            let Some(verdict) = answers.verdict() else { continue };
            for answer in answers.given() {
                let entry = (answer, answer.supports(verdict), reason(answer, verdict));
                if !seen.contains(&entry) {
                    seen.push(entry);
                }
            }
        }
        for (answer, supports, words) in &seen {
            let opposite = seen.iter().find(|other| other.0 == *answer && other.1 != *supports && other.2 == *words);
            assert_eq!(opposite, None, "{answer:?}");
        }
    }
}
