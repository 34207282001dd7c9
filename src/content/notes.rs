//! What to check before chasing a low number, and what to settle before committing.

use super::{Block, Section};

/// The watchouts.
pub const WATCHOUTS: Section = Section::read(
    "watchouts",
    "Before you chase the lowest number",
    &[
        Block::List(&[
            "A ChatGPT subscription can unlock picture making in the app. It makes no API call free or prepaid.",
            "An estimate follows the token table of its date. There is no one price per image.",
            "A larger picture can cost less: high quality takes 7,024 tokens at 1024×1024, 5,488 at 1536×1024 and 5,063 at \
             1792×1024 {measured}. Choose a size for its use first.",
        ]),
        Block::Heading("If your tool shows another figure"),
        Block::Text(
            "Tools that meter this API have been wrong {third party}. Check yours for these mistakes: picture output at a text \
             rate, or at another model's $40; pictures you send counted as text, or not at all; all input at the image \
             rate; cached tokens charged twice; one flat price for every size and quality; a missing split that gives $0.",
        ),
        Block::Text(
            "Reports: litellm [31142](https://github.com/BerriAI/litellm/issues/31142), \
             [13847](https://github.com/BerriAI/litellm/issues/13847), \
             [26876](https://github.com/BerriAI/litellm/issues/26876), \
             [21902](https://github.com/BerriAI/litellm/issues/21902); ComfyUI \
             [13519](https://github.com/Comfy-Org/ComfyUI/pull/13519); sub2api \
             [4386](https://github.com/Wei-Shaw/sub2api/issues/4386), [1999](https://github.com/Wei-Shaw/sub2api/issues/1999); \
             bifrost [4777](https://github.com/maximhq/bifrost/issues/4777).",
        ),
    ],
);

/// The notes.
pub const NOTES: Section = Section::read(
    "notes",
    "Before you commit",
    &[
        Block::List(&[
            "Separate the two routes first.",
            "Move up when pictures are made often, in production, or need predictable capacity and an owner.",
            "A casual creator should not budget like a product team at scale.",
            "Seats buy people a workspace. Metered use is another budget. Keep them apart: the team that builds owns the API \
             bill.",
            "Team controls matter only when several people need governed access.",
        ]),
        Block::Heading("Settle five things"),
        Block::List(&[
            "**Access:** who needs it: people, automation or both?",
            "**Route:** ChatGPT or the API?",
            "**Owner:** who owns the bill?",
            "**Volume:** how many pictures do you expect?",
            "**Budget:** a subscription or metered use?",
        ]),
        Block::Text("[The route finder](#finder) asks the same five."),
    ],
);
