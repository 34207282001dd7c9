//! What the guide has to tell a buyer, fact by fact: the section that states it, and words that show it does.
//!
//! It knows nothing of how a section's text is got at, so that the same list checks the content, `llms.txt` and the page.

/// A fact and where it is stated.
pub struct Fact {
    /// The fact, in short.
    pub about: &'static str,
    /// The anchor of the section.
    pub section: &'static str,
    /// Words the section's text must hold, all of them.
    pub words: &'static [&'static str],
}

const fn fact(section: &'static str, about: &'static str, words: &'static [&'static str]) -> Fact {
    Fact { about, section, words }
}

/// Every fact.
pub const FACTS: &[Fact] = &[
    // Summary and date, how to read the guide.
    fact("summary", "API pricing is usage based", &["API pricing of GPT Image 2.0 is usage based"]),
    fact(
        "summary",
        "chat users have ChatGPT plans, a separate thing",
        &["in a chat use a ChatGPT plan", "separate thing"],
    ),
    fact("summary", "the date checked", &["2026-06-05"]),
    fact("summary", "routes and access come first", &["your route", "what each way in includes", "first"]),
    fact("summary", "the price section is for metered developer spend", &["developers who budget for metered use"]),
    fact(
        "summary",
        "the verdict in one glance",
        &["People make the pictures", "Software makes the pictures", "Both do"],
    ),
    // The boundary.
    fact("boundary", "API usage is billed apart", &["billed apart from pictures made in ChatGPT"]),
    fact("boundary", "model it from the token meter", &["Work out its budget from the token meter"]),
    fact("boundary", "two budgets, never a break-even", &["Seats prepay no API call", "never set against each other"]),
    // The route cards.
    fact("routes", "ChatGPT: billing", &["ChatGPT Images", "plan boundary"]),
    fact("routes", "ChatGPT: fits", &["created inside the ChatGPT app"]),
    fact("routes", "ChatGPT: best for", &["creators, operators and teams who make pictures interactively"]),
    fact(
        "routes",
        "ChatGPT: avoid",
        &["automation, product integration, batch generation", "cost control at API level"],
    ),
    fact("routes", "API: billing", &["OpenAI API", "usage based"]),
    fact("routes", "API: fits", &["part of a product, workflow, automation or backend"]),
    fact("routes", "API: best for", &["products, automations, batch workflows and teams that need control from code"]),
    fact("routes", "API: avoid", &["occasional, done by hand and already fits in ChatGPT"]),
    fact("routes", "the five criteria", &["Software needs", "People and software need both", "People alone"]),
    // The access paths.
    fact(
        "access",
        "bundled, another page, another meter, sales",
        &["Bundled:", "another price page:", "another meter:", "sales team:"],
    ),
    fact("access", "ChatGPT: interactive", &["interactively, in the app"]),
    fact("access", "ChatGPT: best for", &["creators and operators who want pictures in their ChatGPT workflow"]),
    fact("access", "ChatGPT: boundary", &["the ChatGPT plan and its practical limits", "Token prices do not apply"]),
    fact("access", "ChatGPT: leads on to the plans page", &["ChatGPT plans"]),
    fact("access", "API: programmatic creation and editing", &["Image API", "Responses API", "creating and editing"]),
    fact("access", "API: best for", &["products, automations and batch workflows"]),
    fact("access", "API: boundary", &["metered apart from any subscription"]),
    fact("access", "API: leads on to the API rates", &["API rates"]),
    // Direct API pricing.
    fact("pricing", "for developer budgets", &["For developer budgets", "App subscriptions and bundled access are in"]),
    fact("pricing", "text input", &["Text input", "$5"]),
    fact("pricing", "cached text input", &["Cached text input", "$1.25"]),
    fact("pricing", "image input", &["Image input", "$8"]),
    fact("pricing", "cached image input", &["Cached image input", "$2"]),
    fact("pricing", "image output", &["Image output", "$30"]),
    fact("pricing", "unit and currency", &["USD per 1,000,000 tokens"]),
    fact("pricing", "API baseline", &["API baseline", "GPT Image 2.0 API", "gpt-image-2"]),
    fact("pricing", "API track", &["API track", "usage-based API, pay as you go"]),
    fact("pricing", "plans listed", &["Plans listed", "1: GPT Image 2.0 API"]),
    fact("pricing", "free plan", &["Free plan (API)", "no"]),
    fact("pricing", "trial", &["Trial (API)", "none listed"]),
    fact("pricing", "prices not listed", &["Monthly price", "Annual price", "not listed", "not specified"]),
    fact("pricing", "billing unit", &["Billing unit", "usage based"]),
    fact("pricing", "date checked", &["Date checked", "2026-06-05"]),
    fact("pricing", "source", &["Source", "The address of its source page was not recorded"]),
    fact("pricing", "access model", &["Access", "paid access only"]),
    fact("pricing", "it speaks of the API only", &["It says nothing of ChatGPT's own free tier"]),
    fact("pricing", "text output has no rate", &["Text output has no rate", "$10", "shown as unpriced"]),
    // Watchouts.
    fact(
        "watchouts",
        "a subscription prepays no API call",
        &["can unlock picture making", "no API call free or prepaid"],
    ),
    fact(
        "watchouts",
        "the token table, not one price per image",
        &["follows the token table", "no one price per image"],
    ),
    fact(
        "watchouts",
        "mistakes of real tools",
        &["text rate", "not at all", "$40", "charged twice", "flat price", "gives $0"],
    ),
    // Editorial notes.
    fact("notes", "separate the routes", &["Separate the two routes first"]),
    fact("notes", "when to move up", &["made often, in production, or need predictable capacity and an owner"]),
    fact("notes", "casual is not scale", &["A casual creator should not budget like a product team at scale"]),
    fact(
        "notes",
        "seats and metered use apart",
        &["Seats buy people a workspace", "another budget", "owns the API bill"],
    ),
    fact("notes", "team controls", &["Team controls matter only when several people need governed access"]),
    fact("notes", "settle: access", &["people, automation or both?"]),
    fact("notes", "settle: route", &["Route:"]),
    fact("notes", "settle: owner", &["who owns the bill?"]),
    fact("notes", "settle: volume", &["how many pictures do you expect?"]),
    fact("notes", "settle: budget", &["a subscription or metered use?"]),
    // The archive.
    fact("archive", "first archived", &["2026-04-22: first archived"]),
    fact("archive", "last confirmed", &["2026-06-05: last confirmed"]),
    fact("archive", "no change in between", &["No change was recorded from 2026-04-22 to 2026-06-05, the last check"]),
    fact("archive", "what it cannot show", &["Later changes would not show here"]),
    fact("archive", "access model", &["paid access only"]),
    fact("archive", "plan count and record", &["Plans listed: 1: GPT Image 2.0 API (api-gpt-image-2)"]),
    fact("archive", "free access", &["Free plan (API): no"]),
    fact("archive", "starting price", &["Starting price: not specified"]),
    fact("archive", "billing unit", &["Billing unit: usage based"]),
    fact("archive", "source page", &["Source page", "the vendor's price page"]),
    // Questions.
    fact("faq", "included in ChatGPT?", &["included in ChatGPT?", "within the plan's limits", "not API billing"]),
    fact("faq", "how is the API billed?", &["text input, image input, cached input of both kinds, and image output"]),
    fact("faq", "one price per image?", &["The size of the output, the mix of inputs and the tokens used decide"]),
    fact("faq", "how do the routes compare?", &["for interactive work", "for products, automation, batch work"]),
    fact("faq", "how to report a rate", &["Open an issue", "the date, the page you read and the figure"]),
    // The pairing links.
    fact("next", "compare first", &["Compare before you choose a plan", "check nearby tools before you commit"]),
    fact("next", "five links", &["Verdict:", "Alternatives:", "Full profile:", "Direct comparison:", "Nearby tools:"]),
    fact("next", "no other vendor", &["no other vendor is priced here"]),
    // The profile: the model's limits and rules.
    fact("profile", "sizes", &["multiples of 16", "3,840", "3 times the short", "655,360 to 8,294,400"]),
    fact("profile", "experimental", &["3,686,400"]),
    fact("profile", "popular sizes", &["1024×1024", "2160×3840"]),
    fact("profile", "qualities", &["low 54 to 659", "medium 514 to 5,930", "high 2,061 to 23,719"]),
    fact("profile", "pictures a request", &["1 to 10"]),
    fact("profile", "prompt", &["32,000 characters", "$0.005"]),
    fact("profile", "references", &["At most 16", "1,536 tokens", "$0.012288", "Masks are unmeasured"]),
    fact("profile", "what changes no cost", &["Output format and compression change no tokens"]),
    fact("profile", "fidelity and background", &["Always high", "Refused, and not billed", "2026-09-30"]),
    fact("profile", "batch and residency", &["Half of every rate", "10 % more"]),
    fact("profile", "capacity is not modelled", &["capacity and rate limits. Check the vendor's limits"]),
    // The siblings.
    fact(
        "siblings",
        "what is priced",
        &["This page prices gpt-image-2 only", "Newer models exist", "no scenario is priced"],
    ),
    fact("siblings", "quality names", &["do not compare across models"]),
    fact("siblings", "references", &["on the other models is not established"]),
    fact(
        "siblings",
        "announced dates",
        &["announced for 2026-10-23", "announced for 2026-12-01", "read in November 2026"],
    ),
    fact("siblings", "gpt-image-1", &["gpt-image-1", "10 / 2.50 / 40"]),
    fact("siblings", "gpt-image-1-mini", &["gpt-image-1-mini", "2 / 0.20 / –", "2.50 / 0.25 / 8"]),
    fact("siblings", "gpt-image-1.5", &["gpt-image-1.5", "2025-12-16", "5 / 1.25 / 10", "8 / 2 / 32"]),
    fact(
        "siblings",
        "2.5 and 2.6",
        &["gpt-image-2.5-flare", "2026-09-08", "gpt-image-2.6-flare", "2026-11-04", "current"],
    ),
    // The words.
    fact(
        "glossary",
        "terms",
        &["Token", "Meter", "Lane", "Cached input", "Batch", "Quality", "Rate snapshot", "Standing"],
    ),
];

/// Checks every fact against the text of its section. `text` gives a section's text by its anchor.
#[track_caller]
pub fn check(text: impl Fn(&str) -> String) {
    let missing: Vec<String> = FACTS
        .iter()
        .flat_map(|fact| {
            let text = text(fact.section);
            let missing = fact.words.iter().filter(move |words| !text.contains(**words));
            missing.map(|words| format!("#{}, {}: {words:?}", fact.section, fact.about))
        })
        .collect();
    assert!(missing.is_empty(), "not stated:\n{}", missing.join("\n"));
}
