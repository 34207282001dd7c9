//! Links: exactly one for each comparison, found in an address and repaired where others changed it.

use gpt_image_cost_core::scenario::permalink::{self, MAX_LENGTH, MAX_PARSED};
use gpt_image_cost_core::{Comparison, Field, PRESETS, RATE_HISTORY};

use crate::support::history;
use crate::support::link::{DEFAULT, kinds, link_of, link_without_issues, parse};
use crate::support::scenario::scenario;

/// Every key with a value that is not its default, in the order of the table.
const FULL: &str = "v=1&rates=2026-05-01&mode=tokens&name=A&images=5&size=1536x1024&q=high&prompt=9&refs=3*1024x1024~512x512\
                    &attempts=1.5&partial=2&cached=33.33&ti=1&tic=2&ii=3&iic=4&oi=5&requests=6&batch=1&uplift=10&budget=50\
                    &seats=4&seat=19.5";

#[test]
fn an_empty_link_is_the_default_scenario_and_writes_version_and_rates() {
    for text in ["", "v=1", "rates=2026-06-05", DEFAULT, "&&&", "="] {
        assert_eq!(link_of(text), DEFAULT, "{text}");
    }
}

#[test]
fn keys_are_written_in_the_order_of_the_table() {
    assert_eq!(link_without_issues(FULL), FULL);
    let reversed: Vec<&str> = FULL.split('&').rev().collect();
    assert_eq!(link_without_issues(&reversed.join("&")), FULL);
    let keys: Vec<&str> = FULL.split('&').filter_map(|pair| pair.split('=').next()).skip(1).collect();
    assert_eq!(keys, Field::ALL.map(Field::key), "every key is in it");
}

#[test]
fn compared_scenarios_follow_the_first_with_their_rates_and_without_gaps() {
    for (text, canonical) in [
        ("b.rates=2026-06-05", "v=1&rates=2026-06-05&b.rates=2026-06-05"),
        ("d.q=low", "v=1&rates=2026-06-05&b.rates=2026-06-05&b.q=low"),
        (
            "d.q=low&b.q=high&images=5",
            "v=1&rates=2026-06-05&images=5&b.rates=2026-06-05&b.q=high&c.rates=2026-06-05&c.q=low",
        ),
        (
            "images=5&b.size=auto&mode=tokens",
            "v=1&rates=2026-06-05&mode=tokens&images=5&b.rates=2026-06-05&b.size=auto",
        ),
        ("b.images=1000", "v=1&rates=2026-06-05&b.rates=2026-06-05"),
    ] {
        assert_eq!(link_without_issues(text), canonical, "{text}");
    }
}

#[test]
fn nothing_is_inherited_by_a_comparison() {
    let link = parse("rates=2026-05-01&images=5&q=high&name=A&batch=1&b.partial=1");
    let [_, other] = link.comparison.scenarios() else { panic!("two scenarios") };
    assert_eq!(permalink::serialize_one(other), "v=1&rates=2026-06-05&partial=1");
}

#[test]
fn a_fifth_scenario_is_left_out_of_a_comparison() {
    let scenario = || scenario("", &RATE_HISTORY);
    let comparison = Comparison::new(scenario(), (0..7).map(|_| scenario()));
    assert_eq!(comparison.scenarios().len(), 4);
    assert!(!permalink::serialize(&comparison).contains("e."));
}

#[test]
fn fields_without_effect_stay_in_the_link() {
    for keys in ["mode=tokens&images=5&q=high&attempts=2", "ti=5&requests=7", "partial=3&batch=1"] {
        assert_eq!(link_of(keys), link_of(&link_of(keys)), "{keys}");
        assert!(keys.split('&').all(|pair| link_of(keys).contains(pair)), "{keys}");
    }
}

#[test]
fn a_number_is_written_in_one_way() {
    for (text, pair) in [
        ("images=007", "&images=7"),
        ("images=0", "&images=0"),
        ("images=000", "&images=0"),
        ("images=1000", ""),
        ("images=01000.00", ""),
        ("attempts=1.50", "&attempts=1.5"),
        ("attempts=1.0", ""),
        ("attempts=100.0000", "&attempts=100"),
        ("cached=0.10", "&cached=0.1"),
        ("cached=00.01", "&cached=0.01"),
        ("budget=0", "&budget=0"),
        ("budget=1000000000.00", "&budget=1000000000"),
        ("seats=0&seat=0.00", "&seats=0&seat=0"),
        ("size=01536x01024", "&size=1536x1024"),
        ("refs=1*512x512~512x0512", "&refs=2*512x512"),
        ("refs=512x512~256x256~512x512", "&refs=512x512~256x256~512x512"),
        ("images=%37", "&images=7"),
        ("refs=2%2A512x512%7E1x1", "&refs=2*512x512~1x1"),
        ("name=%c3%a9", "&name=%C3%A9"),
        ("name=a+b", "&name=a%2Bb"),
        ("name=é b", "&name=%C3%A9%20b"),
        ("name=A-._~*", "&name=A-._~*"),
        ("name=", ""),
        ("name=a=b", "&name=a%3Db"),
        ("mode=images&size=1024x1024&q=medium&prompt=100", ""),
    ] {
        assert_eq!(link_without_issues(text), format!("{DEFAULT}{pair}"), "{text}");
    }
}

#[test]
fn sections_of_the_page_are_anchors_not_scenarios() {
    for anchor in ["faq", "calculator", "usage", "scenarios", "", "images", "v", "rates", "a&b"] {
        assert!(permalink::is_anchor(anchor), "{anchor}");
        assert_eq!(link_without_issues(anchor), DEFAULT, "{anchor}");
    }
    for scenario in ["v=1", "images=5", "images%3D5", "v%3d1", "=", "faq=1"] {
        assert!(!permalink::is_anchor(scenario), "{scenario}");
    }
}

#[test]
fn the_query_counts_only_where_the_fragment_holds_no_key() {
    for (fragment, query, pair) in [
        ("", "", ""),
        ("#images=5", "", "&images=5"),
        ("images=5", "", "&images=5"),
        ("", "?images=6", "&images=6"),
        ("", "images=6", "&images=6"),
        ("#images=5", "?images=6", "&images=5"),
        ("#images=5", "?q=high", "&images=5"),
        ("#faq", "?images=6", "&images=6"),
        ("#images", "?images=6", "&images=6"),
        ("#utm_source=x", "?images=6", "&images=6"),
        ("#nonsense=x", "?images=6", "&images=6"),
        ("#images=x", "?images=6", ""),
        ("#v=1", "?images=6", ""),
        ("#b.q=low", "?images=6", "&b.rates=2026-06-05&b.q=low"),
        ("#images%3D5", "?images=6", "&images=5"),
        ("#faq", "?fbclid=x&utm_source=y", ""),
        ("", "?images%3D6%26q%3Dlow", "&images=6&q=low"),
        ("", "?v=1&amp;images=6", "&images=6"),
    ] {
        let link = permalink::parse_address(fragment, query, history::first());
        assert_eq!(permalink::serialize(&link.comparison), format!("{DEFAULT}{pair}"), "{fragment} {query}");
    }
    let unknown = permalink::parse_address("#nonsense=x", "", &RATE_HISTORY);
    assert_eq!(kinds(&unknown), ["unknown:nonsense"], "with no query to turn to, the fragment is read and named");
}

#[test]
fn an_address_has_a_scenario_where_a_key_of_the_table_is_in_it() {
    for (fragment, query, has_scenario) in [
        ("", "", false),
        ("#faq", "?utm_source=x", false),
        ("#nonsense=x", "", false),
        ("#images=x", "", true),
        ("", "?v=1", true),
        ("#images=5", "?images=6", true),
    ] {
        assert_eq!(permalink::has_scenario(fragment, query), has_scenario, "{fragment} {query}");
    }
    let longest = "=".repeat(MAX_PARSED);
    assert!(!permalink::has_scenario(&longest, ""));
    assert!(permalink::has_scenario(&format!("{longest}=="), ""), "too long to look, and the page says so");
}

#[test]
fn what_chat_tools_and_mail_clients_do_to_a_link_is_repaired() {
    for (mangled, pair) in [
        ("v=1&amp;images=5&amp;q=low", "&images=5&q=low"),
        ("images=5)", "&images=5"),
        ("images=5.", "&images=5"),
        ("images=5).", "&images=5"),
        ("images=5.)", "&images=5"),
        ("attempts=1.5.", "&attempts=1.5"),
        ("name=etc.", "&name=etc."),
        ("name=etc.)", "&name=etc."),
        ("name=etc%29)", "&name=etc%29"),
        ("name=Poster%20(A4)", "&name=Poster%20%28A4%29"),
        ("name=Poster%20(A4))", "&name=Poster%20%28A4%29"),
        ("b.name=a(b)c)", "&b.rates=2026-06-05&b.name=a%28b%29c"),
        ("name=Poster%20%28A4%29)", "&name=Poster%20%28A4%29"),
        ("name=%28)", "&name=%28"),
        ("name=(A4)&images=5)", "&name=%28A4%29&images=5"),
        ("b.name=etc.", "&b.rates=2026-06-05&b.name=etc."),
        ("name=etc.&images=5.", "&name=etc.&images=5"),
        ("images%3D5%26q%3Dlow", "&images=5&q=low"),
        ("images%3d5%26amp%3Bq%3Dlow", "&images=5&q=low"),
        ("images%3D5&q%3Dlow", "&images=5&q=low"),
        ("name%3DCaf%25C3%25A9%26images%3D5).", "&name=Caf%C3%A9&images=5"),
        ("name%3DCafé", "&name=Caf%C3%A9"),
        ("name%3Detc.", "&name=etc."),
        ("name=%2526amp%253B", "&name=%2526amp%253B"),
        ("name=%26amp%3B", "&name=%26amp%3B"),
        ("name=100%", "&name=100%25"),
        ("utm_source=chat&images=5&utm_medium=mail.", "&images=5"),
    ] {
        assert_eq!(link_without_issues(mangled), format!("{DEFAULT}{pair}"), "{mangled}");
    }
}

#[test]
fn every_preset_is_written_like_its_link() {
    for preset in &PRESETS {
        let keys = format!("rates={}&{}", RATE_HISTORY.last_checked(), preset.keys);
        let link = permalink::parse(&keys, &RATE_HISTORY);
        assert_eq!(link.issues, [], "{}", preset.name);
        assert_eq!(permalink::serialize(&link.comparison), format!("v=1&{keys}"), "{}", preset.name);
        assert_eq!(preset.scenario(&RATE_HISTORY), scenario(&keys, &RATE_HISTORY), "{}", preset.name);
        assert!(!preset.name.is_empty() && !preset.about.is_empty());
    }
}

#[test]
fn an_everyday_comparison_fits_a_link() {
    let name = "%E4%BB%B7".repeat(20);
    let one = |letter: &str| {
        FULL.replace("v=1&", "")
            .replace("name=A", &format!("name={name}"))
            .split('&')
            .fold(String::new(), |link, pair| format!("{link}&{letter}{pair}"))
    };
    let link = format!("v=1{}{}{}{}", one(""), one("b."), one("c."), one("d."));
    assert_eq!((link_without_issues(&link), MAX_LENGTH), (link.clone(), 2_000));
    assert!(link.len() < MAX_LENGTH, "four scenarios with every key and a name of 20 characters: {}", link.len());
}
