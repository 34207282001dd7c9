//! The guide as plain Markdown, for readers that take no page: `llms.txt`.

use std::fmt::Write as _;

use super::markup::markdown;
use super::{Block, Card, Part, Question, Table, Term, archive, finder, meta, sections, staleness};
use crate::domain::archive::Asked;
use crate::domain::rates::History;
use crate::domain::staleness::Staleness;

/// The whole guide.
pub fn text(history: &'static History) -> String {
    let mut writer = Writer { text: meta::markdown_head(history), history };
    for section in sections() {
        writer.heading("##", section.heading);
        section.blocks.iter().for_each(|block| writer.block(block));
        section.part.into_iter().for_each(|part| writer.part(part));
        section.rest.iter().for_each(|block| writer.block(block));
    }
    writer.text
}

struct Writer {
    text: String,
    history: &'static History,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match *block {
            Block::Heading(words) => self.heading("###", words),
            Block::Text(words) => self.paragraph(words),
            Block::List(points) => self.points(points),
            Block::Cards(cards) => cards.iter().for_each(|card| self.card(card)),
            Block::Terms(terms) => self.terms(terms),
            Block::Questions(questions) => questions.iter().for_each(|question| self.question(question)),
            Block::Record(points) => self.points(&points(self.history)),
            Block::Table(table) => self.table(&table(self.history)),
        }
    }

    fn heading(&mut self, level: &str, words: &str) {
        let _ = write!(self.text, "\n{level} {words}\n");
    }

    fn paragraph(&mut self, words: &str) {
        let _ = write!(self.text, "\n{}\n", markdown(words, self.history));
    }

    fn points(&mut self, points: &[impl AsRef<str>]) {
        self.text.push('\n');
        for point in points {
            let _ = writeln!(self.text, "- {}", markdown(point.as_ref(), self.history));
        }
    }

    fn card(&mut self, card: &Card) {
        self.heading("###", card.title);
        self.terms(card.terms);
    }

    fn terms(&mut self, terms: &[Term]) {
        let points: Vec<String> = terms.iter().map(|term| format!("**{}:** {}", term.name, term.text)).collect();
        self.points(&points);
    }

    fn question(&mut self, question: &Question) {
        self.heading("###", question.question);
        self.paragraph(question.answer);
    }

    fn table(&mut self, table: &Table) {
        let _ = write!(self.text, "\n{}:\n\n| {} |\n|", table.caption, table.head.join(" | "));
        self.text.extend(table.head.iter().map(|_| " --- |"));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| markdown(cell, self.history)).collect();
            let _ = write!(self.text, "\n| {} |", cells.join(" | "));
        }
        self.text.push('\n');
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Staleness => {
                let sentence = staleness::sentence(Staleness::UnknownClock, self.history);
                self.paragraph(&format!("{sentence} {}", staleness::advice(self.history)));
            }
            Part::Finder => {
                let questions: Vec<&str> = finder::QUESTIONS.iter().map(|choices| choices.question).collect();
                self.points(&questions);
            }
            Part::TwoBudgets => {}
            Part::AskedDay => self.points(&archive::answer(Asked::Confirmed(self.history.latest()))),
        }
    }
}
