//! What a use case may answer instead of a result.

use crate::Action;
use crate::blind::Masked;
use mirqab_domain::Refusal;

/// Three kinds: the policy or the rules say no, the input is wrong, or the world broke.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The access policy says no.
    #[error("this is not for your role")]
    Denied(Action),
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such thing, or none that this reader may know of.
    #[error("there is no such thing")]
    NotFound,
    /// A reviewer reads this case without the parties' names first.
    #[error(transparent)]
    Masked(#[from] Masked),
    /// The world broke. Logged once, where it is answered.
    #[error(transparent)]
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for AppError {
    fn from(failure: anyhow::Error) -> Self {
        if failure.is::<Masked>() { Self::Masked(Masked) } else { Self::Failed(failure) }
    }
}

/// How the world can break in ways that a person can mend. Found in a failure's chain by `AppError::broken`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// No space left.
    #[error("there is no space left on the disk; nothing of this was recorded")]
    DiskFull,
    /// The disk does not do what it is told.
    #[error("the disk does not read or write as it should; nothing of this was recorded")]
    DiskFails,
    /// May not be written or opened.
    #[error("the data folder cannot be opened or written; check its permissions")]
    ReadOnly,
    /// Another process works on it.
    #[error("another process works on this data folder; stop it first")]
    InUse,
    /// Not what was written.
    #[error("the data folder is damaged; restore a backup, and run `mirqab check` on it")]
    Damaged,
    /// Written by a newer program.
    #[error("the data folder has form {found}, and this program knows forms up to {known}; use the newer program")]
    Newer {
        /// Its form.
        found: i64,
        /// The newest known form.
        known: i64,
    },
    /// There is none.
    #[error("there is no data folder here; make one with `mirqab init`")]
    NoFolder,
    /// There is one already.
    #[error("there is a data folder here already")]
    FolderTaken,
}

impl Broken {
    /// The stable slug.
    pub fn slug(self) -> &'static str {
        match self {
            Self::DiskFull => "disk-full",
            Self::DiskFails => "disk-fails",
            Self::ReadOnly => "read-only",
            Self::InUse => "in-use",
            Self::Damaged => "damaged",
            Self::Newer { .. } => "newer-folder",
            Self::NoFolder => "no-folder",
            Self::FolderTaken => "folder-taken",
        }
    }
}

impl AppError {
    /// What can be mended, if this is a failure of such a kind.
    pub fn broken(&self) -> Option<Broken> {
        match self {
            Self::Failed(failure) => failure.downcast_ref::<Broken>().copied(),
            _ => None,
        }
    }
}
