//! Which route fits a buyer: five answers give ChatGPT, the API, or both in separate budgets.
//!
//! The rule, in words: software needs the API, whatever else was answered. People and software together need both. People
//! alone belong in ChatGPT, unless two of route, owner and budget point to the API (then the API), or they make pictures
//! by the thousand (then both: the bulk through the API). What the routes cost plays no part: seats prepay no API call, so
//! there is nothing to weigh.

/// Who needs access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// People who make pictures by hand.
    People,
    /// A product, a workflow or a script.
    Software,
    /// Both.
    Both,
}

/// The route the buyer has in mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// Inside the ChatGPT app.
    ChatGpt,
    /// Through the API.
    Api,
    /// Not decided.
    Unsure,
}

/// Who owns the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Whoever pays for the ChatGPT plan or workspace.
    Workspace,
    /// The team that builds the product.
    Builders,
    /// Nobody yet.
    Nobody,
}

/// How many pictures a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// Now and then.
    Tens,
    /// Regularly.
    Hundreds,
    /// In bulk.
    Thousands,
}

/// What pays for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// A subscription per seat.
    Subscription,
    /// Metered usage.
    Metered,
    /// One of each.
    OneOfEach,
}

impl Volume {
    /// Pictures a month to start a calculation with.
    pub const fn images(self) -> u32 {
        match self {
            Self::Tens => 30,
            Self::Hundreds => 500,
            Self::Thousands => 5_000,
        }
    }
}

/// What a buyer settles before committing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Who needs access.
    pub who: Who,
    /// The route in mind.
    pub leaning: Leaning,
    /// Who owns the bill.
    pub owner: Owner,
    /// Pictures a month.
    pub volume: Volume,
    /// What pays for it.
    pub budget: Budget,
}

/// The route that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// ChatGPT, on a subscription.
    ChatGpt,
    /// The API, on a metered budget.
    Api,
    /// Both, kept in separate budgets.
    Both,
}

/// One of the five answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each holds the answer it is named after
pub enum Answer {
    Who(Who),
    Leaning(Leaning),
    Owner(Owner),
    Volume(Volume),
    Budget(Budget),
}

impl Answers {
    /// The answers from a list of them, once all five questions are in it; of two to one question the later counts.
    pub fn of(answers: impl IntoIterator<Item = Answer>) -> Option<Self> {
        let (mut who, mut leaning, mut owner, mut volume, mut budget) = (None, None, None, None, None);
        for answer in answers {
            match answer {
                Answer::Who(answer) => who = Some(answer),
                Answer::Leaning(answer) => leaning = Some(answer),
                Answer::Owner(answer) => owner = Some(answer),
                Answer::Volume(answer) => volume = Some(answer),
                Answer::Budget(answer) => budget = Some(answer),
            }
        }
        Some(Self { who: who?, leaning: leaning?, owner: owner?, volume: volume?, budget: budget? })
    }

    /// The route that fits these answers.
    ///
    /// ```
    /// use gpt_image_cost::domain::route::*;
    ///
    /// let answers = Answers {
    ///     who: Who::Software,
    ///     leaning: Leaning::ChatGpt,
    ///     owner: Owner::Nobody,
    ///     volume: Volume::Tens,
    ///     budget: Budget::Subscription,
    /// };
    /// assert_eq!(answers.verdict(), Verdict::Api);
    /// ```
    pub fn verdict(self) -> Verdict {
        match self.who {
            Who::Software => Verdict::Api,
            Who::Both => Verdict::Both,
            Who::People if self.points_to_the_api() => Verdict::Api,
            Who::People if self.volume == Volume::Thousands => Verdict::Both,
            Who::People => Verdict::ChatGpt,
        }
    }

    /// Whether two of route, owner and budget point to the API.
    fn points_to_the_api(self) -> bool {
        let points = [self.leaning == Leaning::Api, self.owner == Owner::Builders, self.budget == Budget::Metered];
        points.into_iter().filter(|points| *points).count() >= 2
    }

    /// The five answers, each of which is a reason for the verdict or a thing to mind about it.
    pub const fn each(self) -> [Answer; 5] {
        [
            Answer::Who(self.who),
            Answer::Leaning(self.leaning),
            Answer::Owner(self.owner),
            Answer::Volume(self.volume),
            Answer::Budget(self.budget),
        ]
    }
}

impl Answer {
    /// Whether the answer speaks for a verdict. If not, it is something the buyer has to settle or to give up.
    pub fn supports(self, verdict: Verdict) -> bool {
        let (seats, metered) = (verdict != Verdict::Api, verdict != Verdict::ChatGpt);
        match self {
            Self::Who(Who::People) | Self::Leaning(Leaning::ChatGpt) => seats,
            Self::Who(Who::Software)
            | Self::Leaning(Leaning::Api)
            | Self::Owner(Owner::Builders)
            | Self::Volume(Volume::Thousands) => metered,
            Self::Who(Who::Both) | Self::Budget(Budget::OneOfEach) => seats && metered,
            Self::Owner(Owner::Workspace) | Self::Budget(Budget::Subscription) => !metered,
            Self::Budget(Budget::Metered) => !seats,
            Self::Leaning(Leaning::Unsure) | Self::Volume(_) => true,
            Self::Owner(Owner::Nobody) => false,
        }
    }
}

#[cfg(test)]
mod tests;
