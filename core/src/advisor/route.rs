//! Which route fits a buyer: up to five answers give ChatGPT, the API, or both in separate budgets.
//!
//! The rule: software needs the API, whatever else was answered. People and software together need both. People alone
//! belong in ChatGPT, unless two of route, owner and budget point to the API (then the API), or they generate images by
//! the thousand (then both, with the bulk through the API). What the routes cost plays no part: seats prepay no API
//! calls, so there is nothing to weigh.

/// Who needs access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Who generate images by hand.
    People,
    /// A product, a workflow or a script.
    Software,
    Both,
}

/// The route that the buyer has in mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    ChatGpt,
    Api,
    Unsure,
}

/// Who owns the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Whoever pays for the ChatGPT plan.
    Workspace,
    /// The team that builds the product.
    Builders,
    Nobody,
}

/// How many images a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    Tens,
    Hundreds,
    Thousands,
}

/// What pays for the images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    Subscription,
    Metered,
    /// Or undecided.
    OneOfEach,
}

impl Volume {
    /// Images a month to start an estimate with.
    pub const fn images(self) -> u32 {
        match self {
            Self::Tens => 30,
            Self::Hundreds => 500,
            Self::Thousands => 5_000,
        }
    }
}

/// The answers given so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub who: Option<Who>,
    pub leaning: Option<Leaning>,
    pub owner: Option<Owner>,
    pub volume: Option<Volume>,
    pub budget: Option<Budget>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    ChatGpt,
    Api,
    /// In separate budgets.
    Both,
}

/// An answer to one of the five questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Who(Who),
    Leaning(Leaning),
    Owner(Owner),
    Volume(Volume),
    Budget(Budget),
}

impl Answers {
    /// Takes the place of an earlier answer to the same question.
    pub fn set(&mut self, answer: Answer) {
        match answer {
            Answer::Who(who) => self.who = Some(who),
            Answer::Leaning(leaning) => self.leaning = Some(leaning),
            Answer::Owner(owner) => self.owner = Some(owner),
            Answer::Volume(volume) => self.volume = Some(volume),
            Answer::Budget(budget) => self.budget = Some(budget),
        }
    }

    /// In the order of the questions.
    pub fn given(self) -> impl Iterator<Item = Answer> {
        let all = [
            self.who.map(Answer::Who),
            self.leaning.map(Answer::Leaning),
            self.owner.map(Answer::Owner),
            self.volume.map(Answer::Volume),
            self.budget.map(Answer::Budget),
        ];
        all.into_iter().flatten()
    }

    pub fn count(self) -> usize {
        self.given().count()
    }

    pub fn is_complete(self) -> bool {
        self.count() == 5
    }

    /// The route that fits the answers given so far; a question left open speaks for no route. `None` where nothing was
    /// answered that speaks for one.
    ///
    /// ```
    /// use gpt_image_cost_core::advisor::route::{Answers, Budget, Verdict, Who};
    ///
    /// let mut answers = Answers::default();
    /// assert_eq!(answers.verdict(), None);
    /// answers.budget = Some(Budget::Subscription);
    /// assert_eq!(answers.verdict(), Some(Verdict::ChatGpt));
    /// answers.who = Some(Who::Software);
    /// assert_eq!(answers.verdict(), Some(Verdict::Api));
    /// ```
    pub fn verdict(self) -> Option<Verdict> {
        match self.who {
            Some(Who::Software) => Some(Verdict::Api),
            Some(Who::Both) => Some(Verdict::Both),
            Some(Who::People) if self.votes_for_the_api() >= 2 => Some(Verdict::Api),
            Some(Who::People) if self.is_bulk() => Some(Verdict::Both),
            Some(Who::People) => Some(Verdict::ChatGpt),
            None => self.verdict_without_who(),
        }
    }

    /// As the other answers point; to both routes where they point both ways.
    fn verdict_without_who(self) -> Option<Verdict> {
        let to_both = self.budget == Some(Budget::OneOfEach);
        let to_the_api = to_both || self.is_bulk() || self.votes_for_the_api() > 0;
        let to_chatgpt = to_both
            || self.leaning == Some(Leaning::ChatGpt)
            || self.owner == Some(Owner::Workspace)
            || self.budget == Some(Budget::Subscription)
            || self.volume == Some(Volume::Tens);
        match (to_chatgpt, to_the_api) {
            (true, true) => Some(Verdict::Both),
            (true, false) => Some(Verdict::ChatGpt),
            (false, true) => Some(Verdict::Api),
            (false, false) => None,
        }
    }

    fn is_bulk(self) -> bool {
        self.volume == Some(Volume::Thousands)
    }

    /// How many of route, owner and budget point to the API.
    fn votes_for_the_api(self) -> usize {
        let votes = [
            self.leaning == Some(Leaning::Api),
            self.owner == Some(Owner::Builders),
            self.budget == Some(Budget::Metered),
        ];
        votes.into_iter().filter(|vote| *vote).count()
    }
}

impl FromIterator<Answer> for Answers {
    fn from_iter<I: IntoIterator<Item = Answer>>(answers: I) -> Self {
        let mut all = Self::default();
        for answer in answers {
            all.set(answer);
        }
        all
    }
}

impl Answer {
    /// Whether the answer speaks for a verdict. Otherwise the buyer has to settle or give up something.
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
pub(super) mod tests;
