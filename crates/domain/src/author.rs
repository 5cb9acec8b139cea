//! Who records a fact.

use mirqab_vocabulary::{AccountId, PartyCode, Role};
use serde::{Deserialize, Serialize};

/// The author of an entry, in the role in which they acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// The account.
    pub account: AccountId,
    /// The role at that time.
    pub role: Role,
    /// The party for which a liaison acts; `None` for everybody else.
    pub party: Option<PartyCode>,
}
