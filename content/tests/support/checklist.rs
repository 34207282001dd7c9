//! What a buyer has to find in the guide, fact by fact: the section that states it, and words that show it does.
//!
//! How a section's text is come by is left to the test, so that the content, `llms.txt` and the page answer to one list.
//! What the rate record says is read from the record.

use gpt_image_cost_core::money::format::exact_usd;
use gpt_image_cost_core::{Meter, OfferDetail, RATE_HISTORY};

/// A fact and where it is stated.
pub struct Fact {
    pub section: &'static str,
    /// The fact, in short.
    pub about: &'static str,
    /// Words that the section's text must hold, all of them.
    pub words: Vec<String>,
}

fn fact(section: &'static str, about: &'static str, words: &[&str]) -> Fact {
    Fact { section, about, words: words.iter().map(|words| (*words).to_owned()).collect() }
}

/// Checks every fact against the text of its section, which `text` gives by its anchor; white space counts once.
#[track_caller]
pub fn check(text: impl Fn(&str) -> String) {
    let missing: Vec<String> = facts().iter().flat_map(|fact| missing(fact, &text(fact.section))).collect();
    assert!(missing.is_empty(), "not stated:\n{}", missing.join("\n"));
}

fn missing(fact: &Fact, text: &str) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let missing = fact.words.iter().filter(|words| !text.contains(words.as_str()));
    missing.map(|words| format!("#{}, {}: {words:?}", fact.section, fact.about)).collect()
}

/// Every fact.
pub fn facts() -> Vec<Fact> {
    [buyer(), record(), advice(), model(), words()].into_iter().flatten().collect()
}

/// The answer, the routes and what each includes.
fn buyer() -> Vec<Fact> {
    let family = RATE_HISTORY.family;
    vec![
        fact("summary", "API pricing is usage based", &[&format!("API pricing of {family} is usage based")]),
        fact(
            "summary",
            "chat needs plan access, a separate thing",
            &["access through a ChatGPT plan", "sold separately"],
        ),
        fact(
            "summary",
            "how to read the guide",
            &["How to read this guide", "Begin with the two routes", "each of them includes"],
        ),
        fact("summary", "the API rates are for metered spend", &["developers the facts to budget metered usage"]),
        fact(
            "summary",
            "the verdict at a glance",
            &["If people create the images", "If software creates them", "If both do"],
        ),
        fact(
            "summary",
            "what is paid for",
            &["ChatGPT plan", "The API", "Two budgets", "A ChatGPT plan covers no API call"],
        ),
        fact("summary", "the date checked", &[&RATE_HISTORY.last_checked().to_string(), "before you commit"]),
        fact(
            "summary",
            "the sources",
            &["rate card", "vendor", "measured", "third party", "assumed", "your entry", "Jun–Nov 2026"],
        ),
        fact("routes", "ChatGPT: billing", &["ChatGPT Images", "plan boundary"]),
        fact("routes", "ChatGPT: fits", &["you create inside the ChatGPT app"]),
        fact("routes", "ChatGPT: best for", &["creators, operators, and teams whose image work is interactive"]),
        fact(
            "routes",
            "ChatGPT: avoid",
            &["automation, product integration, batch generation, or cost control at API level"],
        ),
        fact("routes", "API: billing", &["OpenAI API", "usage based", "token by token"]),
        fact("routes", "API: fits", &["a product, workflow, automation or backend of yours generates images"]),
        fact(
            "routes",
            "API: best for",
            &["products, automations, batch workflows, and teams in need of programmatic control"],
        ),
        fact("routes", "API: avoid", &["occasional work by hand that ChatGPT already handles"]),
        fact(
            "routes",
            "how the verdict is decided",
            &[
                "If software needs access, the verdict is the API",
                "If both do, it is both routes",
                "two of your answers on route, owner and budget",
                "images by the thousand",
                "A question left open counts for neither route",
            ],
        ),
        fact("boundary", "API usage is billed apart", &["billed apart from the images people make in ChatGPT"]),
        fact("boundary", "model it from the token meter", &["Plan it from the token meter"]),
        fact(
            "boundary",
            "two budgets, never a break-even",
            &["A seat prepays no API call", "add up", "neither is weighed against the other", "no seat prices"],
        ),
        fact(
            "access",
            "bundled, another page, another meter, sales",
            &["Bundled:", "On another price page:", "On another meter:", "sales team:", "the terms of a contract"],
        ),
        fact("access", "the main model's own tokens", &["adds the tokens of its main model", "does not count"]),
        fact("access", "ChatGPT: interactive", &["interactively, in the app"]),
        fact("access", "ChatGPT: best for", &["creators and operators whose workflow is in ChatGPT"]),
        fact("access", "ChatGPT: boundary", &["the ChatGPT plan and its practical limits; token prices do not apply"]),
        fact("access", "ChatGPT: leads on to the plans page", &["Continue at", "ChatGPT plans"]),
        fact(
            "access",
            "API: programmatic creation and editing",
            &["Image API", "Responses API", "in code, creating and editing images"],
        ),
        fact("access", "API: best for", &["products, automations and batch workflows"]),
        fact("access", "API: boundary", &["metered, apart from any subscription"]),
        fact("access", "API: leads on to the rates", &["API rates"]),
    ]
}

/// What the rate record says: rates, offer, history.
fn record() -> Vec<Fact> {
    let latest = RATE_HISTORY.latest();
    let (first, checked) = (RATE_HISTORY.first(), RATE_HISTORY.last_checked().to_string());
    let mut facts = vec![
        fact(
            "pricing",
            "for developer budgets",
            &["for developer budgets", "App subscriptions and bundled access are"],
        ),
        fact("pricing", "unit and currency", &["USD per 1 million tokens, before tax"]),
        fact(
            "pricing",
            "API baseline",
            &["API baseline", &format!("{} API ({})", RATE_HISTORY.family, RATE_HISTORY.model)],
        ),
        fact("pricing", "date checked", &["Last checked", &checked, "First archived", &first.from.to_string()]),
        fact("pricing", "source", &["Source", latest.source]),
        fact("pricing", "it speaks of the API only", &["It says nothing about a free tier of ChatGPT"]),
        fact("pricing", "Batch API", &["halves every rate", "The rate card does not list it"]),
        fact(
            "pricing",
            "cached input",
            &["kept by OpenAI for a while", "lower rate", "Not every API offers it", "vendor, Oct 2026"],
        ),
        fact(
            "pricing",
            "text output has no rate",
            &["Text output is not priced", "$10", "Since June 2026", "shows a dash", "listed as unpriced"],
        ),
        fact("archive", "how often it changed", &["recorded between", &first.from.to_string(), &checked]),
        fact("archive", "what it covers", &["rates, plans, free access and starting price"]),
        fact("archive", "what it cannot show", &["A later change would not show in it"]),
        fact("archive", "first archived", &[&format!("{} First archived", first.from)]),
        fact("archive", "source page", &["Source page:"]),
    ];
    for meter in Meter::ALL {
        facts.push(fact("pricing", meter.name(), &[meter.name(), &exact_usd(latest.rates[meter])]));
        facts.push(fact("archive", meter.name(), &[&exact_usd(first.rates[meter])]));
    }
    for detail in OfferDetail::ALL {
        facts.push(fact("pricing", detail.name(), &[detail.name(), &detail.describe(&latest.offer)]));
    }
    for detail in OfferDetail::ALL.into_iter().filter(|detail| *detail != OfferDetail::Plans) {
        let words = format!("{}: {}", detail.name(), detail.describe(&first.offer));
        facts.push(fact("archive", detail.name(), &[&words]));
    }
    for plan in first.offer.plans {
        facts.push(fact(
            "archive",
            "each plan with its id",
            &[&format!("Plans listed ({})", first.offer.plans.len()), &format!("{} ({})", plan.name, plan.id)],
        ));
    }
    facts
}

/// What to watch out for, what to settle, what buyers ask.
fn advice() -> Vec<Fact> {
    vec![
        fact(
            "watchouts",
            "a subscription prepays no API call",
            &["may unlock images in the app", "no API call becomes free or prepaid through it"],
        ),
        fact(
            "watchouts",
            "the token table, not one price per image",
            &["rests on the token table of its day", "An image has no fixed price"],
        ),
        fact("watchouts", "larger can cost less", &["More pixels can cost less", "1024×1024 takes", "1792×1024 takes"]),
        fact(
            "watchouts",
            "mistakes of real tools",
            &[
                "image output at a text rate",
                "the $40 of another model",
                "every input token at the image rate",
                "taken for text, or left out",
                "billed twice",
                "flat price",
                "$0 where the split of the output is missing",
            ],
        ),
        fact("watchouts", "reports", &["31142", "13847", "26876", "21902", "13519", "4386", "1999", "4777"]),
        fact("notes", "separate the routes", &["Tell the two routes apart"]),
        fact(
            "notes",
            "when to upgrade",
            &["generate images often or in production, or when you have to rely on capacity and clear ownership"],
        ),
        fact("notes", "casual is not scale", &["Casual creation does not need the budget of a product team at scale"]),
        fact(
            "notes",
            "seats and metered usage apart",
            &["Seats pay for a workspace for people", "metered usage is another budget", "own the API bill"],
        ),
        fact("notes", "team controls", &["team controls only when access for several people has to be governed"]),
        fact("notes", "settle: access", &["people, automation, or both?"]),
        fact("notes", "settle: route", &["ChatGPT or the API?"]),
        fact("notes", "settle: owner", &["Who will own the bill?"]),
        fact("notes", "settle: volume", &["How many images a month do you expect?"]),
        fact("notes", "settle: budget", &["Subscription or metered usage?"]),
        fact(
            "faq",
            "included in ChatGPT?",
            &["Does ChatGPT include image generation?", "up to the limits of your plan", "API billing"],
        ),
        fact(
            "faq",
            "how is the API billed?",
            &["text input, image input, a cached meter for each of them, and image output"],
        ),
        fact(
            "faq",
            "one price per image?",
            &["fixed price", "the output size, your mix of inputs and the tokens used"],
        ),
        fact(
            "faq",
            "how do the routes compare?",
            &["ChatGPT app for interactive work", "API for products, automation, batch jobs and programmatic control"],
        ),
        fact("faq", "how to report a rate", &["Open an issue", "the date, the page you read and the rate it shows"]),
        fact(
            "siblings",
            "compare first",
            &["Compare before you settle on a plan", "look at nearby tools before you commit"],
        ),
        fact(
            "siblings",
            "pairing links",
            &["Verdict:", "Alternatives:", "Full profile:", "Direct comparison:", "Nearby tools:"],
        ),
    ]
}

/// The model's limits and rules, and its siblings.
fn model() -> Vec<Fact> {
    vec![
        fact("profile", "sizes", &["multiples of 16", "3,840", "3 times the other", "655,360 to 8,294,400 pixels"]),
        fact("profile", "experimental", &["More than 3,686,400 pixels"]),
        fact("profile", "popular sizes", &["1024×1024", "2160×3840"]),
        fact("profile", "tokens", &["low 54 to 659", "medium 514 to 5,930", "high 2,061 to 23,719"]),
        fact("profile", "auto", &["a range of costs"]),
        fact("profile", "images per request", &["1 to 10", "by one measurement"]),
        fact("profile", "partial images", &["100 output tokens each"]),
        fact("profile", "prompt", &["At most 32,000 characters", "One per 4 characters, roughly, plus 6"]),
        fact(
            "profile",
            "references",
            &["At most 16 per request", "At most 1,536 for each image", "Masks are unmeasured"],
        ),
        fact(
            "profile",
            "the caching note and its month",
            &["quoted in October 2026", "to the Responses API", "vendor, Oct 2026", "The rate card sets no limit"],
        ),
        fact("profile", "no cached Image API usage", &["No Image API usage with cached tokens"]),
        fact("profile", "batch", &["Halves every rate and does not stream"]),
        fact("profile", "tiers", &["Flex and priority", "No such tier"]),
        fact("profile", "data residency", &["10%", "2026-03-05", "is not established"]),
        fact("profile", "what changes no cost", &["Neither output format nor compression changes the tokens"]),
        fact("profile", "fidelity", &["Fixed at high"]),
        fact("profile", "transparent background", &["As of October 2026", "2026-08-20", "2026-09-30"]),
        fact("profile", "capacity is not modelled", &["Capacity and rate limits are not part of this guide"]),
        fact(
            "siblings",
            "what is priced",
            &[&format!("priced for {} alone", RATE_HISTORY.model), "There are newer models"],
        ),
        fact("siblings", "gpt-image-1", &["gpt-image-1", "2025-04", "10 / 2.50 / 40"]),
        fact("siblings", "gpt-image-1-mini", &["gpt-image-1-mini", "2 / 0.20 / –", "2.50 / 0.25 / 8"]),
        fact("siblings", "gpt-image-1.5", &["gpt-image-1.5", "2025-12-16", "5 / 1.25 / 10", "8 / 2 / 32"]),
        fact("siblings", "this model", &["2026-04-21", "earlier model"]),
        fact("siblings", "2.5", &["gpt-image-2.5-flare, -sunburst", "2026-09-08", "available"]),
        fact("siblings", "2.6", &["gpt-image-2.6-flare, -sunburst", "2026-11-04", "current"]),
        fact(
            "siblings",
            "announced shutdowns",
            &["announced for 2026-10-23", "announced for 2026-12-01", "an announcement, read in November 2026"],
        ),
        fact(
            "siblings",
            "quality names",
            &["The same quality name stands for different amounts", "Do not compare by name"],
        ),
        fact("siblings", "bases of 2.5", &["low 16, medium 24, high 48, xhigh 64 and max 96"]),
        fact("siblings", "the formula of 2.5 was doubted", &["fit no formula", "refute that"]),
        fact("siblings", "square", &["272", "1,056", "4,160"]),
        fact("siblings", "upright", &["408", "1,584", "6,240"]),
        fact("siblings", "across", &["400", "1,568", "6,208"]),
        fact("siblings", "no other formula", &["gpt-image-2.6 and gpt-image-1-mini no formula is established"]),
        fact("siblings", "references", &["What reference images cost", "is not established"]),
    ]
}

/// The glossary.
fn words() -> Vec<Fact> {
    let terms = [
        "API",
        "Route",
        "Token",
        "Meter",
        "Line item",
        "Rate card",
        "Cached input",
        "Batch API",
        "Quality",
        "Reference image",
        "Partial image",
        "Attempt",
        "Seat",
        "Scenario",
        "Source",
    ];
    vec![fact("glossary", "terms", &terms)]
}
