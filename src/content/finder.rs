//! The route finder's words: its questions, its verdicts, and a reason for each answer. The rule is `domain::route`'s.

use super::Question;
use crate::domain::route::{Answer, Budget, Leaning, Owner, Verdict, Volume, Who};

/// One of the five questions.
#[derive(Debug)]
pub struct Choices {
    /// The name of its controls.
    pub name: &'static str,
    /// The question.
    pub question: &'static str,
    /// The answers to choose from.
    pub answers: [(Answer, &'static str); 3],
}

/// The five questions.
pub static QUESTIONS: [Choices; 5] = [
    Choices {
        name: "route-who",
        question: "Who needs access?",
        answers: [
            (Answer::Who(Who::People), "People, by hand"),
            (Answer::Who(Who::Software), "Software: a product, workflow or script"),
            (Answer::Who(Who::Both), "People and software"),
        ],
    },
    Choices {
        name: "route-leaning",
        question: "Which route do you have in mind?",
        answers: [
            (Answer::Leaning(Leaning::ChatGpt), "ChatGPT"),
            (Answer::Leaning(Leaning::Api), "The API"),
            (Answer::Leaning(Leaning::Unsure), "Not sure"),
        ],
    },
    Choices {
        name: "route-owner",
        question: "Who owns the bill?",
        answers: [
            (Answer::Owner(Owner::Workspace), "Whoever pays for the ChatGPT plan"),
            (Answer::Owner(Owner::Builders), "The team that builds"),
            (Answer::Owner(Owner::Nobody), "Nobody yet"),
        ],
    },
    Choices {
        name: "route-volume",
        question: "How many pictures a month?",
        answers: [
            (Answer::Volume(Volume::Tens), "Now and then: about 30"),
            (Answer::Volume(Volume::Hundreds), "Regularly: about 500"),
            (Answer::Volume(Volume::Thousands), "In bulk: 5,000 or more"),
        ],
    },
    Choices {
        name: "route-budget",
        question: "What will pay for it?",
        answers: [
            (Answer::Budget(Budget::Subscription), "A subscription"),
            (Answer::Budget(Budget::Metered), "A metered budget"),
            (Answer::Budget(Budget::OneOfEach), "One of each, or not decided"),
        ],
    },
];

/// The rule as text, for those who would rather read it.
pub const RULE: &[Question] = &[Question {
    question: "How the finder decides",
    answer: "**Software** needs the API, whatever else you answer. **People and software** need both routes, in two \
             budgets. **People alone** fit ChatGPT, with two exceptions: where two of route, owner and budget point to the \
             API, use the API; where they make pictures by the thousand, use both, the bulk through the API.",
}];

/// A verdict in words, as markup.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::ChatGpt => "**Use ChatGPT.** Check on [the plans page](plans) that a plan's limits hold your volume.",
        Verdict::Api => "**Use the API.** Set a metered budget, owned by the team that builds.",
        Verdict::Both => {
            "**Use both, in separate budgets:** seats for people, metered use for the API. Neither pays for the other."
        }
    }
}

/// What an answer says for or against a verdict, as markup.
pub fn reason(answer: Answer, verdict: Verdict) -> &'static str {
    let fits = answer.supports(verdict);
    match answer {
        Answer::Who(who) => access(who, fits),
        Answer::Leaning(Leaning::ChatGpt) if fits => "You have ChatGPT in mind: it fits work by hand.",
        Answer::Leaning(Leaning::ChatGpt) => "You have ChatGPT in mind, but no plan there pays for an API call.",
        Answer::Leaning(Leaning::Api) if fits => "You have the API in mind: it fits work done from code.",
        Answer::Leaning(Leaning::Api) => "You have the API in mind, but your work by hand already fits in ChatGPT.",
        Answer::Leaning(Leaning::Unsure) => "You are not sure of the route: your other answers settle it.",
        Answer::Owner(owner) => ownership(owner, fits),
        Answer::Volume(Volume::Tens) => "About 30 a month is casual use: do not budget like a product team.",
        Answer::Volume(Volume::Hundreds) => {
            "About 500 a month is regular use: check limits and cost before you commit."
        }
        Answer::Volume(Volume::Thousands) => "5,000 a month or more is batch work, which belongs to the API.",
        Answer::Budget(budget) => payment(budget, verdict),
    }
}

const fn access(who: Who, fits: bool) -> &'static str {
    match who {
        Who::People if fits => "People make pictures by hand: ChatGPT is made for that.",
        Who::People => "People make the pictures, and the API has no app of its own: plan for the tool they will use.",
        Who::Software => "Software makes the pictures: only the API can be called from code.",
        Who::Both => "People and software both make pictures: each needs its own route.",
    }
}

const fn ownership(owner: Owner, fits: bool) -> &'static str {
    match owner {
        Owner::Workspace if fits => "Whoever pays for the plan owns the bill: the plan is the whole bill.",
        Owner::Workspace => {
            "You name whoever pays for the ChatGPT plan, but the API sends its own bill: the team that builds should own it."
        }
        Owner::Builders if fits => "The team that builds owns the bill: API use belongs there.",
        Owner::Builders => "You name the team that builds, but seats are billed with the plan, to those who use them.",
        Owner::Nobody => "Nobody owns the bill yet: name an owner before you commit.",
    }
}

const fn payment(budget: Budget, verdict: Verdict) -> &'static str {
    match (budget, verdict) {
        (Budget::Subscription, Verdict::ChatGpt) => "A subscription is how ChatGPT is paid for.",
        (Budget::Subscription, Verdict::Api) => {
            "You plan a subscription, but it prepays no API call: set a metered budget."
        }
        (Budget::Subscription, Verdict::Both) => "Your subscription pays for the seats only: add a metered budget.",
        (Budget::Metered, Verdict::ChatGpt) => "You plan a metered budget, but ChatGPT is paid for by a plan.",
        (Budget::Metered, Verdict::Api) => "A metered budget is how the API is paid for.",
        (Budget::Metered, Verdict::Both) => "Your metered budget pays for the API only: add a subscription.",
        (Budget::OneOfEach, Verdict::ChatGpt) => "You keep both budgets open: this route needs the subscription only.",
        (Budget::OneOfEach, Verdict::Api) => "You keep both budgets open: this route needs the metered one only.",
        (Budget::OneOfEach, Verdict::Both) => "One budget of each kind is right: keep them apart.",
    }
}
