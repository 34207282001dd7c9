//! Questions a buyer asks. The structured data of the page is made from the same list.

use super::{Block, Question, Section};

/// The questions and their answers.
pub const QUESTIONS: &[Question] = &[
    Question {
        question: "Is image generation included in ChatGPT?",
        answer: "Yes, through ChatGPT's image features and within the plan's limits. That is not API billing.",
    },
    Question {
        question: "How is the API billed?",
        answer: "By a token meter: text input, image input, cached input of both kinds, and image output. Each has its own \
                 rate per 1,000,000 tokens.",
    },
    Question {
        question: "Is there one price per image?",
        answer: "No. The size of the output, the mix of inputs and the tokens used decide. [The calculator](#calculator) \
                 works it out.",
    },
    Question {
        question: "How do the two routes compare?",
        answer: "The ChatGPT app is for interactive work. The API is for products, automation, batch work and control from \
                 code.",
    },
    Question {
        question: "A rate here is wrong or has moved. What can I do?",
        answer: "Open an issue in {repository}. Give the date, the page you read and the figure it shows.",
    },
];

/// The questions.
pub const FAQ: Section = Section::read("faq", "Questions buyers ask", &[Block::Questions(QUESTIONS)]);
