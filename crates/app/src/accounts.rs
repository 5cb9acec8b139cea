//! Accounts, sessions and tokens: who somebody is. What they may do is in `access`.

use crate::work::App;
use crate::{Actor, AppError};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use mirqab_vocabulary::{AccountId, Instant, PartyCode, Role};
use sha2::{Digest, Sha256};

/// A person or device that acts in the mission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id, which stands in the log.
    pub id: AccountId,
    /// What it signs in with.
    pub name: String,
    /// What it is called on pages.
    pub title: String,
    /// Its role.
    pub role: Role,
    /// The party, for a liaison.
    pub party: Option<PartyCode>,
    /// Whether it may sign in.
    pub active: bool,
}

impl Account {
    /// As somebody who acts.
    pub fn actor(&self) -> Actor {
        Actor { account: Some(self.id), role: self.role, party: self.party.clone() }
    }
}

/// What signing in asks for.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// The password's Argon2id hash; `None` if it has none.
    pub password: Option<String>,
    /// Wrong passwords since the last right one.
    pub failures: u32,
    /// Until when no password is taken.
    pub locked_until: Instant,
}

/// The SHA-256 of a session's or a token's secret. The secret itself is never stored.
pub type Secret = [u8; 32];

/// A session that stands.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub account: Account,
    /// What forms must carry.
    pub csrf: String,
}

/// Where accounts are kept.
pub trait Accounts: Send + Sync {
    /// All accounts by name.
    fn accounts(&self) -> anyhow::Result<Vec<Account>>;
    /// The account of this id.
    fn account(&self, id: AccountId) -> anyhow::Result<Option<Account>>;
    /// What signing in under a name asks for.
    fn credentials(&self, name: &str) -> anyhow::Result<Option<Credentials>>;
    /// Keeps an account; its password stays.
    fn put_account(&self, account: &Account) -> anyhow::Result<()>;
    /// Keeps a password's hash and forgets failures.
    fn put_password(&self, id: AccountId, hash: &str) -> anyhow::Result<()>;
    /// Keeps the number of failures and the time until which no password is taken.
    fn put_failures(&self, id: AccountId, failures: u32, locked_until: Instant) -> anyhow::Result<()>;
    /// Keeps a session.
    fn put_session(&self, secret: &Secret, id: AccountId, csrf: &str, expires: Instant) -> anyhow::Result<()>;
    /// A session that has not run out, of an active account.
    fn session(&self, secret: &Secret, now: Instant) -> anyhow::Result<Option<Session>>;
    /// Ends a session.
    fn end_session(&self, secret: &Secret) -> anyhow::Result<()>;
    /// Ends all sessions and tokens of an account.
    fn end_all(&self, id: AccountId) -> anyhow::Result<()>;
    /// Keeps an API token.
    fn put_token(&self, secret: &Secret, id: AccountId, label: &str, expires: Instant) -> anyhow::Result<()>;
    /// The active account of a token that has not run out.
    fn token(&self, secret: &Secret, now: Instant) -> anyhow::Result<Option<Account>>;
}

/// After so many wrong passwords in a row the account takes none for a while.
pub const FAILURES_BEFORE_LOCK: u32 = 5;
const LOCK_S: i64 = 15 * 60;
const SESSION_S: i64 = 12 * 3600;
/// The fewest characters of a password.
pub const PASSWORD_LEAST: usize = 10;

/// Why somebody is not let in. An unknown name and a wrong password look the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLetIn {
    /// Unknown name, wrong password, or an account that is not active.
    Wrong,
    /// Too many wrong passwords; no more are taken for a while.
    LockedOut,
}

/// A session that has just begun: its secret goes into the cookie, and nowhere else.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The secret, in hexadecimal.
    pub secret: String,
    /// The account.
    pub account: Account,
    /// For how long.
    pub seconds: i64,
}

fn hasher() -> anyhow::Result<Argon2<'static>> {
    // SOURCE: OWASP password storage: Argon2id with 19 MiB, two passes, one lane.
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a secret in hexadecimal, as it is stored.
pub fn secret_hash(secret: &str) -> Secret {
    Sha256::digest(secret.as_bytes()).into()
}

impl App {
    fn random_hex(&self) -> String {
        let mut bytes = [0; 32];
        self.surroundings().fill(&mut bytes);
        mirqab_vocabulary::BlobId::from_bytes(bytes).as_str().to_owned()
    }

    /// Sets a password.
    pub fn set_password(&self, id: AccountId, password: &str) -> Result<(), AppError> {
        let mut salt = [0; 16];
        self.surroundings().fill(&mut salt);
        let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
        let hash = hash.map_err(|error| anyhow::anyhow!("{error}"))?.to_string();
        Ok(self.accounts().put_password(id, &hash)?)
    }

    /// Signs in by name and password.
    pub fn sign_in(&self, name: &str, password: &str) -> Result<Result<Begun, NotLetIn>, AppError> {
        let now = self.surroundings().now();
        let found = self.accounts().credentials(name)?;
        let Some(found) = found.filter(|found| found.account.active && found.password.is_some()) else {
            // As much work as for a known name, so that the time taken tells nothing.
            let _ = hasher()?.hash_password_with_salt(password.as_bytes(), &[0; 16]);
            return Ok(Err(NotLetIn::Wrong));
        };
        if found.locked_until > now {
            return Ok(Err(NotLetIn::LockedOut));
        }
        let stored = found.password.unwrap_or_default();
        let hash = PasswordHash::new(&stored).map_err(|error| anyhow::anyhow!("{error}"))?;
        if hasher()?.verify_password(password.as_bytes(), &hash).is_err() {
            let failures = found.failures + 1;
            let locked = failures >= FAILURES_BEFORE_LOCK;
            let (kept, until) = if locked { (0, now.plus_s(LOCK_S)) } else { (failures, found.locked_until) };
            self.accounts().put_failures(found.account.id, kept, until)?;
            return Ok(Err(if locked { NotLetIn::LockedOut } else { NotLetIn::Wrong }));
        }
        if found.failures > 0 {
            self.accounts().put_failures(found.account.id, 0, found.locked_until)?;
        }
        let (secret, csrf) = (self.random_hex(), self.random_hex());
        self.accounts().put_session(&secret_hash(&secret), found.account.id, &csrf, now.plus_s(SESSION_S))?;
        Ok(Ok(Begun { secret, account: found.account, seconds: SESSION_S }))
    }

    /// Makes an API token for an account, good for so many days, and returns its secret.
    pub fn new_token(&self, id: AccountId, label: &str, days: u32) -> Result<String, AppError> {
        let secret = format!("mq_{}", self.random_hex());
        let expires = self.surroundings().now().plus_s(i64::from(days) * 86_400);
        self.accounts().put_token(&secret_hash(&secret), id, label, expires)?;
        Ok(secret)
    }
}
