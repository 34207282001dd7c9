//! The guide explains the rule that the route finder applies.

use gpt_image_cost_content::sections;
use gpt_image_cost_core::{Answers, QUESTIONS, RATE_HISTORY, Verdict, Who};

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
