//! Saved scenarios: named links, as they are kept in the browser's storage. How they get there is `browser`'s to say.
//!
//! The text that is kept carries a version. What a newer page has written, or what is no text of this kind, is never
//! written over.

use super::export::MARK;
use super::json::{self, Json};

/// The version of the text that is kept. Older versions are brought up step by step in [`Shelf::read`].
pub const VERSION: &str = "1";
/// The most that are kept: storage is small, and so are people's memories.
const MOST: usize = 200;

/// One saved scenario or comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its name; no two are equal.
    pub name: String,
    /// Its link, without `#`.
    pub link: String,
}

/// Everything saved, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf(Vec<Saved>);

/// Why a kept text is not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untouchable {
    /// A newer page wrote it.
    Newer,
    /// It is none of this page's.
    Unreadable,
}

impl Shelf {
    /// Reads what was kept; nothing kept is an empty shelf.
    ///
    /// # Errors
    /// `{"gpt-image-cost":2,…}` ([`Untouchable::Newer`]); anything else that is not as it was written.
    pub fn read(text: &str) -> Result<Self, Untouchable> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let kept = json::read(text).map_err(|_| Untouchable::Unreadable)?;
        match kept.get(MARK) {
            Some(Json::Number(version)) if version == VERSION => {}
            Some(Json::Number(_)) => return Err(Untouchable::Newer),
            _ => return Err(Untouchable::Unreadable),
        }
        let list = kept.get("saved").and_then(Json::as_list).ok_or(Untouchable::Unreadable)?;
        let saved = list.iter().map(|one| {
            let text = |name| one.get(name)?.as_text().map(str::to_owned);
            Some(Saved { name: text("name")?, link: text("link")? })
        });
        saved.collect::<Option<_>>().map(Self).ok_or(Untouchable::Unreadable)
    }

    /// The text to keep.
    pub fn write(&self) -> String {
        let saved = self
            .0
            .iter()
            .map(|Saved { name, link }| json::object(&[("name", json::string(name)), ("link", json::string(link))]));
        json::object(&[(MARK, VERSION.to_owned()), ("saved", json::array(saved))])
    }

    /// What is saved, the newest last.
    pub fn all(&self) -> &[Saved] {
        &self.0
    }

    /// Saves a link under a name that is still free, and gives that name. None where the shelf is full.
    pub fn save(&mut self, name: &str, link: &str) -> Option<String> {
        self.put(self.0.len(), name, link)
    }

    /// Puts back what was taken out.
    pub fn put(&mut self, at: usize, name: &str, link: &str) -> Option<String> {
        if self.0.len() >= MOST {
            return None;
        }
        let name = self.free(name);
        self.0.insert(at.min(self.0.len()), Saved { name: name.clone(), link: link.to_owned() });
        Some(name)
    }

    /// Gives a new name, and says which it is. None where there is no such scenario any more.
    pub fn rename(&mut self, from: &str, to: &str) -> Option<String> {
        let at = self.place(from)?;
        let Saved { name, link } = self.0.remove(at);
        let to = if to.trim().is_empty() { name } else { to.to_owned() };
        self.put(at, &to, &link)
    }

    /// Takes one out, with its place.
    pub fn take(&mut self, name: &str) -> Option<(usize, Saved)> {
        let at = self.place(name)?;
        Some((at, self.0.remove(at)))
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|saved| saved.name == name)
    }

    /// The name, with a number behind it where it is taken.
    fn free(&self, wanted: &str) -> String {
        let wanted: String = wanted.trim().chars().take(80).collect();
        let wanted = if wanted.is_empty() { "Scenario".to_owned() } else { wanted };
        let numbered = (2..).map(|number| format!("{wanted} ({number})"));
        std::iter::once(wanted.clone()).chain(numbered).find(|name| self.place(name).is_none()).unwrap_or(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(shelf: &Shelf) -> Vec<&str> {
        shelf.all().iter().map(|saved| saved.name.as_str()).collect()
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let mut shelf = Shelf::default();
        for name in ["Spring \"catalogue\" </script>", "語 🙂", " "] {
            assert!(shelf.save(name, "v=1&rates=2026-06-05").is_some());
        }
        assert_eq!(Shelf::read(&shelf.write()), Ok(shelf));
        assert_eq!(Shelf::read(""), Ok(Shelf::default()));
    }

    #[test]
    fn no_two_names_are_equal_and_nothing_is_written_over() {
        let mut shelf = Shelf::default();
        for _ in 0..3 {
            shelf.save("A", "v=1");
        }
        assert_eq!(names(&shelf), ["A", "A (2)", "A (3)"]);
        assert_eq!(shelf.rename("A (2)", "A").as_deref(), Some("A (2)"));
        assert_eq!(shelf.rename("A (2)", "B").as_deref(), Some("B"));
        assert_eq!(shelf.rename("B", "  ").as_deref(), Some("B"));
        assert_eq!(shelf.rename("gone", "C"), None);
        assert_eq!(names(&shelf), ["A", "B", "A (3)"]);
    }

    #[test]
    fn what_was_deleted_goes_back_to_its_place() {
        let mut shelf = Shelf::default();
        for name in ["A", "B", "C"] {
            shelf.save(name, "v=1");
        }
        let before = shelf.clone();
        let taken = shelf.take("B");
        assert_eq!(names(&shelf), ["A", "C"]);
        let Some((at, saved)) = taken else { panic!("B was there") };
        shelf.put(at, &saved.name, &saved.link);
        assert_eq!(shelf, before);
        assert_eq!(shelf.take("D"), None);
    }

    #[test]
    fn what_another_page_wrote_is_not_touched() {
        assert_eq!(Shelf::read("{\"gpt-image-cost\":2,\"saved\":[]}"), Err(Untouchable::Newer));
        for text in ["nonsense", "[]", "{\"saved\":[]}", "{\"gpt-image-cost\":1,\"saved\":[{\"name\":1}]}"] {
            assert_eq!(Shelf::read(text), Err(Untouchable::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_full_shelf_takes_no_more() {
        let mut shelf = Shelf::default();
        let kept = (0..MOST + 5).filter(|_| shelf.save("A", "v=1").is_some()).count();
        assert_eq!(kept, MOST);
    }
}
