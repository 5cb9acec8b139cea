//! Accounts, sessions and tokens: who somebody is. What they may do is in `access`.

use crate::work::App;
use crate::{Action, Actor, AppError};
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

/// An API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The hash of its secret, by which it is named.
    pub hash: Secret,
    /// What it is for.
    pub label: String,
    /// Until when it is good.
    pub expires: Instant,
}

/// An account to be opened.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// What it signs in with.
    pub name: String,
    /// What it is called on pages.
    pub title: String,
    /// Its role.
    pub role: Role,
    /// The party, for a liaison.
    pub party: Option<PartyCode>,
    /// Its first password.
    pub password: String,
}

/// What stands in the way of a change of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The name has other characters than letters, digits, dot and hyphen, or too many.
    NameMalformed,
    /// Another account has the name.
    NameTaken,
    /// A liaison without a party, or a party for somebody who is none.
    PartyAndRole,
    /// The password is too short.
    PasswordShort,
    /// The present password is another one.
    PasswordWrong,
    /// Nobody closes their own account: the last administrator would lock everybody out.
    OwnAccount,
}

/// Whether an account may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Open,
    /// It may not, and what it had open ends.
    Closed,
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
    /// Ends all sessions of an account; its tokens stay.
    fn end_sessions(&self, id: AccountId) -> anyhow::Result<()>;
    /// Ends all sessions and tokens of an account.
    fn end_all(&self, id: AccountId) -> anyhow::Result<()>;
    /// The tokens of an account, those that run out first before the others.
    fn tokens(&self, id: AccountId) -> anyhow::Result<Vec<Token>>;
    /// Ends one token of an account.
    fn end_token(&self, id: AccountId, secret: &Secret) -> anyhow::Result<()>;
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
/// The most characters of a name for signing in.
const NAME_MOST: usize = 60;
/// For how many days a token may be good.
pub const TOKEN_DAYS_MOST: u32 = 366;

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

    fn keeper(&self, actor: &Actor) -> Result<(), AppError> {
        if actor.may(Action::KeepAccounts) { Ok(()) } else { Err(AppError::Denied(Action::KeepAccounts)) }
    }

    /// Their own account, or anybody's for whoever keeps accounts.
    fn own_or_keeper(&self, actor: &Actor, id: AccountId) -> Result<(), AppError> {
        if actor.account == Some(id) { Ok(()) } else { self.keeper(actor) }
    }

    fn known(&self, id: AccountId) -> Result<Account, AppError> {
        self.accounts().account(id)?.ok_or(AppError::NotFound)
    }

    /// All accounts by name, for whoever keeps them.
    pub fn all_accounts(&self, actor: &Actor) -> Result<Vec<Account>, AppError> {
        self.keeper(actor)?;
        Ok(self.accounts().accounts()?)
    }

    /// One account.
    pub fn account(&self, actor: &Actor, id: AccountId) -> Result<Account, AppError> {
        self.own_or_keeper(actor, id)?;
        self.known(id)
    }

    /// Opens an account. All that stands in the way is told at once.
    pub fn open_account(&self, actor: &Actor, new: &NewAccount) -> Result<Result<AccountId, Vec<Obstacle>>, AppError> {
        self.keeper(actor)?;
        let mut obstacles = Vec::new();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if new.name.is_empty() || new.name.len() > NAME_MOST || !new.name.chars().all(plain) {
            obstacles.push(Obstacle::NameMalformed);
        } else if self.accounts().credentials(&new.name)?.is_some() {
            obstacles.push(Obstacle::NameTaken);
        }
        if new.party.is_some() != (new.role == Role::PartyLiaison) || new.role == Role::Public {
            obstacles.push(Obstacle::PartyAndRole);
        }
        if new.password.chars().count() < PASSWORD_LEAST {
            obstacles.push(Obstacle::PasswordShort);
        }
        if !obstacles.is_empty() {
            return Ok(Err(obstacles));
        }
        let mut random = [0; 10];
        self.surroundings().fill(&mut random);
        let id = AccountId::from_parts(self.surroundings().now_ms(), random);
        self.accounts().put_account(&Account {
            id,
            name: new.name.clone(),
            title: if new.title.is_empty() { new.name.clone() } else { new.title.clone() },
            role: new.role,
            party: new.party.clone(),
            active: true,
        })?;
        self.set_password(id, &new.password)?;
        Ok(Ok(id))
    }

    /// Lets an account sign in, or ends all that it has open and lets it no more.
    pub fn set_standing(
        &self,
        actor: &Actor,
        id: AccountId,
        standing: Standing,
    ) -> Result<Result<(), Obstacle>, AppError> {
        self.keeper(actor)?;
        let account = self.known(id)?;
        if actor.account == Some(id) {
            return Ok(Err(Obstacle::OwnAccount));
        }
        self.accounts().put_account(&Account { active: standing == Standing::Open, ..account })?;
        if standing == Standing::Closed {
            self.accounts().end_all(id)?;
        }
        Ok(Ok(()))
    }

    /// Sets somebody else's password; what they had open ends.
    pub fn reset_password(
        &self,
        actor: &Actor,
        id: AccountId,
        password: &str,
    ) -> Result<Result<(), Obstacle>, AppError> {
        self.keeper(actor)?;
        self.known(id)?;
        if password.chars().count() < PASSWORD_LEAST {
            return Ok(Err(Obstacle::PasswordShort));
        }
        self.set_password(id, password)?;
        self.accounts().end_all(id)?;
        Ok(Ok(()))
    }

    /// Changes one's own password; all sessions end and are begun again with the new one.
    pub fn change_password(
        &self,
        actor: &Actor,
        present: &str,
        password: &str,
    ) -> Result<Result<(), Obstacle>, AppError> {
        let id = actor.account.ok_or(AppError::Denied(Action::SeeWork))?;
        let name = self.known(id)?.name;
        if password.chars().count() < PASSWORD_LEAST {
            return Ok(Err(Obstacle::PasswordShort));
        }
        // Through the same gate as signing in, so that it counts wrong ones and locks.
        match self.sign_in(&name, present)? {
            Err(_) => Ok(Err(Obstacle::PasswordWrong)),
            Ok(_) => {
                self.set_password(id, password)?;
                self.accounts().end_sessions(id)?;
                Ok(Ok(()))
            }
        }
    }

    /// Ends everything that an account has open.
    pub fn end_all_of(&self, actor: &Actor, id: AccountId) -> Result<(), AppError> {
        self.own_or_keeper(actor, id)?;
        self.known(id)?;
        Ok(self.accounts().end_all(id)?)
    }

    /// The tokens of an account.
    pub fn tokens_of(&self, actor: &Actor, id: AccountId) -> Result<Vec<Token>, AppError> {
        self.own_or_keeper(actor, id)?;
        Ok(self.accounts().tokens(id)?)
    }

    /// Makes a token for one's own account. Nobody makes one for another: it would be acting in their name.
    pub fn make_own_token(&self, actor: &Actor, label: &str, days: u32) -> Result<String, AppError> {
        self.new_token(actor.account.ok_or(AppError::Denied(Action::SeeWork))?, label, days)
    }

    /// Ends a token.
    pub fn revoke_token(&self, actor: &Actor, id: AccountId, hash: &Secret) -> Result<(), AppError> {
        self.own_or_keeper(actor, id)?;
        Ok(self.accounts().end_token(id, hash)?)
    }
}
