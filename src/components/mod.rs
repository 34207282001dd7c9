//! One component per kind of control, called with data. They know the state of the page and nothing of where they stand.

mod field_error;
mod figure;
mod fold;
mod hydrate_later;
mod input;
mod issue_notice;
mod menu;
mod mount_when;
mod radio_group;
mod source;
mod swatch;
mod text_field;
mod text_list;
mod toast;

pub use self::field_error::FieldError;
pub use self::figure::{Figure, FigureValue, SecondEnd, UNKNOWN};
pub use self::fold::{Fold, updated_while};
pub use self::hydrate_later::HydrateLater;
pub use self::input::Input;
pub use self::issue_notice::IssueNotice;
pub use self::menu::{Menu, MenuAction};
pub use self::mount_when::MountWhen;
pub use self::radio_group::{RadioGroup, RadioOption, field_choice};
pub use self::source::{LiveSource, Source};
pub use self::swatch::Swatch;
pub use self::text_field::{Checkbox, TextField, TextInput};
pub use self::text_list::TextList;
pub use self::toast::{Announcement, ToastLine};
