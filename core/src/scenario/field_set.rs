//! Sets of fields, such as those that were not accepted.

use super::field::Field;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u32);

impl FieldSet {
    pub const EMPTY: Self = Self(0);

    pub const fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u32;
    }

    #[must_use]
    pub const fn without(self, field: Field) -> Self {
        Self(self.0 & !(1 << field as u32))
    }

    pub const fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u32) != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = Self::EMPTY;
        for field in fields {
            set.insert(field);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_the_fields_put_into_it() {
        let set: FieldSet = [Field::Images, Field::SeatPrice].into_iter().collect();
        assert!(set.contains(Field::Images) && set.contains(Field::SeatPrice) && !set.contains(Field::Size));
        assert_eq!(set.without(Field::Images).without(Field::SeatPrice), FieldSet::EMPTY);
        assert!(FieldSet::EMPTY.is_empty() && !set.is_empty());
    }
}
